import { blanksIn } from '../../../core/templates/blanks';
import { fillTemplate, unknownFields } from '../../../core/templates/fields';
import { replyObjection } from '../../../core/cases/guards';
import templates from '../../../data/reference/templates.json';
import taxonomy from '../../../data/triage/taxonomy.json';

const ZONE = 'Asia/Kamchatka';
const record = { id: 17, authorName: 'Анна Ольхова', location: 'Палана', street: 'ул. Обухова, 12', topicGroup: 'Благоустройство', topic: 'Неисправные фонари освещения', replyBy: '2026-11-30T11:59:59.000Z', detectedAt: '2026-11-24T00:30:00.000Z', executorName: 'Стланикова Мария Петровна' };

describe('a template', () => {
	it('is filled from the case', () => {
		expect(fillTemplate('Здравствуйте, {автор}! {место}; {адрес}; {тема}; до {срок}; № {номер дела} от {дата сообщения}; {исполнитель}', record, ZONE)).toBe(
			'Здравствуйте, Анна Ольхова! Палана, ул. Обухова, 12; ул. Обухова, 12; Неисправные фонари освещения; до 30 ноября 2026 года; № 17 от 24 ноября 2026 года; Стланикова Мария Петровна',
		);
	});

	it('knows its fields in any letter case and with blanks', () => expect(fillTemplate('{ Место }', record, ZONE)).toBe('Палана, ул. Обухова, 12'));

	it('greets without a name where there is none, and leaves other missing values to be filled', () => {
		expect(fillTemplate('Здравствуйте, {автор}! Адрес: {место}.', {}, ZONE)).toBe('Здравствуйте! Адрес: [место].');
	});

	it('takes the final term after an interim reply', () => expect(fillTemplate('{срок}', { ...record, finalBy: '2026-12-03T11:59:59.000Z' }, ZONE)).toBe('3 декабря 2026 года'));

	it('keeps a field nobody knows, and it can be named', () => {
		expect(fillTemplate('{афтор}, {место}', record, ZONE)).toBe('{афтор}, Палана, ул. Обухова, 12');
		expect(unknownFields('{афтор} {место} { срокк } {афтор}')).toEqual(['афтор', 'срокк']);
	});

	it.each([
		['a field', '{срок}', 'срок'],
		['a blank', '[всё оплачено]', 'всё оплачено'],
		['an expression of n8n', '{{ $env.PATH }}', '$env.PATH'],
		['a pattern of replace', "$& $' $1", "$& $' $1"],
		['a line and a direction', 'Анна\n\u202Eвлад', 'Анна влад'],
		['a letter of thousands', 'а'.repeat(9_000), 'а'.repeat(120)],
	])('reads %s in a value as plain words', (_what, authorName, shown) => {
		const text = fillTemplate('{автор}: {место}', { authorName, location: 'Палана' }, ZONE);
		expect(text).toBe(`${shown}: Палана`);
		expect(blanksIn(text)).toEqual([]);
	});
});

describe('what was left to be filled', () => {
	it('is found once each', () => expect(blanksIn('Сделаем [что] до [дата], [что], {срок}.')).toEqual(['[что]', '[дата]', '{срок}']));

	it('is neither a mention nor a number nor a list', () => expect(blanksIn('[id1|Анна], см. [1], а[2] = 5, смайлик :[')).toEqual([]));

	it('is refused by the step itself', () => {
		expect(replyObjection({ draftKind: 'final', draftText: 'Яму засыпали щебнем [дата].' })).toMatchObject({ code: 'UNFILLED_BLANKS' });
		expect(replyObjection({ draftKind: 'final', draftText: 'Яму засыпали щебнем 24 ноября.' })).toBeUndefined();
	});
});

describe('the templates of the package', () => {
	it.each(templates.map((one) => [`${one.kind}: ${one.title}`, one] as const))('%s has known fields, a known kind and a known group', (_title, one) => {
		expect(unknownFields(one.text)).toEqual([]);
		expect(['final', 'interim', 'clarification', 'appeal']).toContain(one.kind);
		if (one.topicGroup !== '') expect(Object.keys(taxonomy.groups)).toContain(one.topicGroup);
	});

	it('have every kind, one name each, and never two of one name in a list', () => {
		expect(new Set(templates.map(({ kind }) => kind))).toEqual(new Set(['final', 'interim', 'clarification', 'appeal']));
		const names = templates.map(({ kind, title }) => `${kind}: ${title}`);
		expect(new Set(names).size).toBe(names.length);
	});

	it('that ask to file an official appeal name Госуслуги', () => {
		for (const one of templates.filter(({ kind }) => kind === 'appeal')) expect(one.text).toContain('Госуслуги');
	});
});
