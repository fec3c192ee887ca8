import { absencePage, absencesPage, readAbsence, type AbsenceRefs, type AbsenceWrite } from '../../../core/forms/absences';
import type { FormPage } from '../../../core/forms';
import { personLabel } from '../../../core/forms/people';
import { actorOn } from '../../../core/roster/acting';
import { readAbsences } from '../../../core/roster/absences';
import { readOfficials } from '../../../core/roster/officials';
import { PEOPLE } from '../cases/support';

type Row = Record<string, unknown>;

const DAY = '2026-11-24';
const ADD = 'Внести новое отсутствие';
const officials = readOfficials(Object.values(PEOPLE).filter((one) => one.role !== 'system').map((one, order) => ({ ...one, order }))).rows;

const away = (id: number, official: string, fromDate: string, toDate: string, substitute = ''): Row => ({ id, official, fromDate, toDate, reason: 'leave', substitute, actReference: '' });

function refsOf(email: string, rows: Row[] = []): AbsenceRefs {
	const actor = actorOn(officials, readAbsences(rows).rows, email, DAY);
	if (!actor) throw new Error(`${email} is nobody`);
	return { actor, officials, rows, day: DAY, baseUrl: 'https://n8n.example.org' };
}

const CURATOR = refsOf(PEOPLE.curator.email);
const { executor, otherExecutor, deputy } = PEOPLE;

const answer = (changes: Row = {}): Row => ({
	official: personLabel(executor),
	reason: 'Отпуск',
	fromDate: '2026-12-01',
	toDate: '2026-12-14',
	substitute: personLabel(otherExecutor),
	actNumber: '31-р',
	actDate: '2026-11-20',
	...changes,
});

const written = (outcome: AbsenceWrite | FormPage): AbsenceWrite => {
	if ('fields' in outcome) throw new Error(JSON.stringify(outcome.fields[0]));
	return outcome;
};

const problem = (outcome: AbsenceWrite | FormPage): string => ('fields' in outcome ? String(outcome.fields[0]?.html) : '');

const options = (page: FormPage, name: string): string[] => page.fields.find((one) => one.fieldName === name)?.fieldOptions?.values.map((one) => one.option) ?? [];

describe('«Отсутствия»: a new one', () => {
	it('is a row with dates, reason, substitute, act and who entered it', () => {
		expect(written(readAbsence(ADD, answer(), CURATOR))).toMatchObject({
			write: 'insert',
			row: { official: executor.email, fromDate: '2026-12-01', toDate: '2026-12-14', reason: 'leave', substitute: otherExecutor.email, actReference: 'от 20.11.2026 № 31-р', enteredBy: PEOPLE.curator.email, cancelled: false },
			told: `${executor.name}: отпуск с 01.12.2026 по 14.12.2026, замещает ${otherExecutor.name}.`,
			warnings: [],
		});
	});

	it('may have no end and no substitute yet: an illness begins before any act', () => {
		const { row, warnings } = written(readAbsence(ADD, answer({ reason: 'Болезнь', toDate: '', substitute: 'Не назначен', actNumber: '', actDate: '', fromDate: DAY }), CURATOR));
		expect(row).toMatchObject({ reason: 'illness', toDate: '', substitute: '', actReference: '' });
		expect(warnings[0]).toMatch(/замещать некому: .*замещающий не назначен\. Дела получит другой исполнитель по компетенции, а если его нет — куратор/u);
	});

	it.each([
		['no act', { actNumber: '' }, 'номера или даты локального акта нет'],
		['no date of the act', { actDate: '' }, 'номера или даты локального акта нет'],
		['the end before the beginning', { toDate: '2026-11-30' }, 'кончается \\(30\\.11\\.2026\\) раньше, чем начинается \\(01\\.12\\.2026\\)'],
		['no first day', { fromDate: '' }, '«Первый день отсутствия» не читается'],
		['a year that cannot be', { fromDate: '2016-12-01', toDate: '' }, 'больше года назад'],
		['too long', { toDate: '2036-12-14' }, 'длиннее трёх лет'],
		['himself as substitute', { substitute: personLabel(executor) }, 'не может замещать сам себя'],
		['nobody chosen', { official: '' }, 'Не выбрано, кто отсутствует'],
		['an unknown substitute', { substitute: 'Некто (nekto@example.org)' }, 'нет среди должностных лиц'],
	])('%s is said at the top of the same page, with everything typed still there', (_name, changes, words) => {
		const outcome = readAbsence(ADD, answer({ actNumber: '31-р', ...changes }), CURATOR);
		expect(problem(outcome)).toMatch(new RegExp(words, 'u'));
		const reason = 'fields' in outcome ? outcome.fields.find((one) => one.fieldName === 'reason') : undefined;
		expect(reason?.defaultValue).toBe('Отпуск');
	});

	it('does not overlap another of the same person, whether ended or not; a cancelled one does not count', () => {
		const rows = [away(3, executor.email, '2026-12-10', '')];
		expect(problem(readAbsence(ADD, answer(), refsOf(PEOPLE.curator.email, rows)))).toMatch(/уже отсутствует: отпуск, с 10\.12\.2026 \(запись № 3\)/u);
		expect(problem(readAbsence(ADD, answer(), refsOf(PEOPLE.curator.email, [{ ...rows[0], cancelled: true }])))).toBe('');
		expect(problem(readAbsence(ADD, answer(), refsOf(PEOPLE.curator.email, [away(3, executor.email, '2026-12-15', '')])))).toBe('');
	});

	it('warns of a circle of substitutes and of a substitute who is away himself, with the first such day', () => {
		const circle = refsOf(PEOPLE.curator.email, [away(1, otherExecutor.email, '2026-12-05', '2026-12-20', executor.email)]);
		expect(written(readAbsence(ADD, answer(), circle)).warnings).toEqual([expect.stringMatching(/^С 05\.12\.2026 замещать некому: .*идут по кругу/u)]);
		const gone = refsOf(PEOPLE.curator.email, [away(1, otherExecutor.email, '2026-12-07', '2026-12-08')]);
		expect(written(readAbsence(ADD, answer(), gone)).warnings).toEqual([expect.stringMatching(/^С 07\.12\.2026 замещать некому: .*замещающий не назначен/u)]);
		const chain = refsOf(PEOPLE.curator.email, [away(1, otherExecutor.email, '2026-12-05', '2026-12-20', deputy.email)]);
		expect(written(readAbsence(ADD, answer(), chain)).warnings).toEqual([]);
	});

	it.each([
		[PEOPLE.curator.email, 6],
		[PEOPLE.head.email, 6],
		[PEOPLE.officer.email, 6],
		[deputy.email, 1],
		[executor.email, 1],
	])('%s may enter the absences of %d people', (email, count) => {
		expect(options(absencePage(ADD, refsOf(email)), 'official')).toHaveLength(count);
	});

	it('of somebody else is refused to an executor, whatever his browser sends', () => {
		expect(problem(readAbsence(ADD, answer(), refsOf(otherExecutor.email)))).toContain('Внести можно только своё отсутствие');
		expect(problem(readAbsence(ADD, answer({ substitute: personLabel(deputy) }), refsOf(executor.email)))).toBe('');
	});
});

describe('«Отсутствия»: those that stand', () => {
	const rows = [
		away(1, executor.email, '2026-11-20', '2026-11-30', otherExecutor.email),
		away(2, otherExecutor.email, '2026-12-05', ''),
		away(3, deputy.email, '2026-11-01', '2026-11-10'),
		{ ...away(4, deputy.email, DAY, ''), cancelled: true },
		away(5, 'ushel@example.org', DAY, '2026-11-25'),
		{ id: 6, official: deputy.email, fromDate: 'скоро' },
	];
	const refs = refsOf(PEOPLE.curator.email, rows);
	const labels = options(absencesPage(refs), 'action').slice(1);

	it('are shown: who is away and who will be; neither the past nor the cancelled', () => {
		expect(labels).toEqual([
			`${executor.name}: отпуск с 20.11.2026 по 30.11.2026, запись № 1`,
			'ushel@example.org: отпуск с 24.11.2026 по 25.11.2026, запись № 5',
			`${otherExecutor.name}: отпуск с 05.12.2026, запись № 2`,
		]);
		const shown = absencesPage(refs).fields.map((one) => one.html ?? '').join('');
		expect(shown.indexOf('Отсутствуют сейчас')).toBeLessThan(shown.indexOf('Будут отсутствовать'));
		expect(shown).toContain(`замещает ${otherExecutor.name}`);
	});

	it('a long one can be ended and prolonged after its first year', () => {
		const long = refsOf(PEOPLE.curator.email, [away(7, executor.email, '2025-03-01', '2027-03-01')]);
		const [label] = options(absencesPage(long), 'action').slice(1);
		for (const toDate of ['2026-11-25', '2027-12-01']) expect(written(readAbsence(label, { change: 'Изменить последний день', toDate }, long))).toMatchObject({ write: 'update', id: 7, row: { toDate } });
	});

	it('can be ended early, and cancelled; who did it stays', () => {
		const [first = ''] = labels;
		const ended = written(readAbsence(first, { change: 'Изменить последний день', toDate: '2026-11-25' }, refs));
		expect(ended).toMatchObject({ write: 'update', id: 1, row: { toDate: '2026-11-25', changedBy: PEOPLE.curator.email, cancelled: false } });
		const cancelled = written(readAbsence(first, { change: 'Отменить: внесено по ошибке' }, refs));
		expect(cancelled).toMatchObject({ write: 'update', id: 1, row: { cancelled: true, toDate: '2026-11-30', changedBy: PEOPLE.curator.email } });
	});

	it.each([
		[{ toDate: '' }, 'Не указан последний день'],
		[{ toDate: '2026-11-19' }, 'начинается 20.11.2026: кончиться раньше оно не может'],
	])('an end that cannot be is refused: %j', (changes, words) => {
		expect(problem(readAbsence(labels[0], { change: 'Изменить последний день', ...changes }, refs))).toContain(words);
	});

	it('of others are not an executor’s to change, and one that is gone is said to be gone', () => {
		expect(options(absencesPage(refsOf(executor.email, rows)), 'action')).toEqual([ADD, labels[0]]);
		expect(() => absencePage(labels[2], refsOf(executor.email, rows))).toThrow('Такой записи об отсутствии уже нет');
		expect(() => absencePage('Кто-то: отпуск, запись № 99', refs)).toThrow('Такой записи об отсутствии уже нет');
	});
});
