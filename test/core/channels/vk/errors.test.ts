import errorsSchema from '../../../../sandbox/vk-schema/errors.json';
import { remedyFor, VK_ERRORS, vkObstacle } from '../../../../core/channels/vk/errors';

const published = new Set(Object.values(errorsSchema.errors).map((one) => one.code));

describe('VK’s errors', () => {
	it.each([5, 6, 9, 10, 14, 15, 17, 27, 29, 100, 203, 212, 213, 222, 223])('%i has a meaning and a way out in Russian', (code) => {
		const obstacle = vkObstacle(code, 'Words of VK');
		expect(VK_ERRORS[code]).toBeDefined();
		expect(obstacle.message).toMatch(new RegExp(`^ВКонтакте: [а-яё].*\\(ошибка ${code}: Words of VK\\)\\.$`, 'u'));
		expect(obstacle.hint).toMatch(/^[А-ЯЁ].*\.$/u);
		expect(obstacle.code).toBe(`VK_${code}`);
	});

	it('are all of VK’s published schema', () => {
		expect(Object.keys(VK_ERRORS).map(Number).filter((code) => !published.has(code))).toEqual([]);
	});

	it('that no table knows stop the publication, with VK’s own words', () => {
		expect(remedyFor(999_999)).toBe('never');
		expect(vkObstacle(999_999, 'Something new.').message).toContain('ошибка 999999: Something new');
	});
});
