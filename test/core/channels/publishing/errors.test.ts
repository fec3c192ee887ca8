import { META_ERRORS, metaErrors } from '../../../../core/channels/meta/errors';
import { OK_ERRORS, okErrors } from '../../../../core/channels/ok/errors';
import { OK_CODES } from '../../../../sandbox/ok/codes';

const sentence = /^[А-ЯЁ].*\.$/su;

describe('OK’s errors', () => {
	it('are all among the codes that its clients know', () => {
		expect(Object.keys(OK_ERRORS).filter((code) => OK_CODES[Number(code)] === undefined)).toEqual([]);
	});

	it.each(Object.keys(OK_ERRORS).map(Number))('%i has a meaning and a way out in Russian', (code) => {
		const obstacle = okErrors.obstacle(code, `${OK_CODES[code]} : words`);
		expect(obstacle.message).toMatch(new RegExp(`^Одноклассники: [а-яё].*\\(ошибка ${code}: ${OK_CODES[code]} : words\\)\\.$`, 'u'));
		expect(obstacle.hint).toMatch(sentence);
	});
});

describe('Graph’s errors', () => {
	it.each([190, 4, 17, 10, 200, 230, 299, 100, 368, 613])('%i has a meaning and a way out in Russian, in both networks', (code) => {
		for (const [network, name] of [['facebook', 'Facebook'], ['instagram', 'Instagram']] as const) {
			const obstacle = metaErrors[network].obstacle(code, 'Words.');
			expect(META_ERRORS[code]).toBeDefined();
			expect(obstacle).toMatchObject({ code: `${name.toUpperCase()}_${code}`, message: expect.stringMatching(new RegExp(`^${name}: [а-яё].*\\(ошибка ${code}: Words\\)\\.$`, 'u')) as string, hint: expect.stringMatching(sentence) as string });
		}
	});

	it('that no table knows stop the publication, with the network’s own words', () => {
		expect(metaErrors.facebook.remedyFor(987_654)).toBe('never');
		expect(okErrors.obstacle(987, 'Something new').message).toContain('ошибка 987: Something new');
	});
});
