import { DeskError } from '../../../core/errors';
import { isUrgentTopic, taxonomyOf } from '../../../core/triage/taxonomy';

describe('the taxonomy', () => {
	it('has 26 groups and 195 topics, without the mark of urgency', () => {
		const taxonomy = taxonomyOf();
		expect(Object.keys(taxonomy)).toHaveLength(26);
		expect(Object.values(taxonomy).flat()).toHaveLength(195);
		expect(JSON.stringify(taxonomy)).not.toContain('★');
	});

	it.each(['', '  ', undefined, null, {}, '{}'])('%p leaves the standard one', (override) => {
		expect(Object.keys(taxonomyOf(override))).toHaveLength(26);
	});

	it.each([['{"Олени": ["★ Выпас", "Кораль"]}'], [{ Олени: ['★ Выпас', 'Кораль'] }]])('%j takes its place', (override) => {
		expect(taxonomyOf(override)).toEqual({ Олени: ['Выпас', 'Кораль'] });
	});

	it.each(['[1]', '{', '{"А": "Б"}', '{"А": [1]}', 5])('%p is refused', (override) => {
		expect(() => taxonomyOf(override)).toThrow(DeskError);
	});

	it('knows what is urgent', () => {
		expect(isUrgentTopic('ЖКХ', 'Прорыв трубы/трубопровода')).toBe(true);
		expect(isUrgentTopic('ЖКХ', 'Отсутствие горячей воды')).toBe(false);
		expect(isUrgentTopic('Нет такой', 'Нет')).toBe(false);
	});
});
