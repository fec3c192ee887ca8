import { actionPage, casePage, chosenAction, readAction, type ActionRefs } from '../../../core/forms/actions';
import { actionsFor } from '../../../core/forms/actions/table';
import type { FormPage, FormStep } from '../../../core/forms';
import { personLabel } from '../../../core/forms/people';
import { ALL_STATUSES, type Status } from '../../../core/cases/statuses';
import { step } from '../../../core/cases/step';
import type { EventName } from '../../../core/cases/transitions';
import { readAbsences } from '../../../core/roster/absences';
import { actorOn } from '../../../core/roster/acting';
import { readOfficials } from '../../../core/roster/officials';
import { AT, PEOPLE, caseIn } from '../cases/support';

type Row = Record<string, unknown>;

const DAY = '2026-11-24';
const officials = readOfficials(Object.values(PEOPLE).filter((one) => one.role !== 'system').map((one, order) => ({ ...one, order, actReference: one.email === PEOPLE.otherExecutor.email ? '' : 'акт № 1' }))).rows;

function refsOf(email: string, changes: Partial<ActionRefs> = {}, away: readonly Row[] = []): ActionRefs {
	const absences = readAbsences(away).rows;
	const actor = actorOn(officials, absences, email, DAY);
	if (!actor) throw new Error(`${email} is nobody`);
	return { actor, officials, absences, day: DAY, zone: 'Asia/Kamchatka', baseUrl: 'https://n8n.example.org', taxonomy: { Дороги: ['Ямы'], Благоустройство: [] }, journal: [], ...changes };
}

const CURATOR = refsOf(PEOPLE.curator.email);
const labelsFor = (status: Status, refs: ActionRefs): string[] => actionsFor(caseIn(status), refs).map((one) => one.label);

const TRANSFER = 'Передать дело другому исполнителю';
const REPEAT = 'Отметить или снять повтор';

const stepOf = (outcome: FormStep | FormPage): FormStep => {
	if ('fields' in outcome) throw new Error(String(outcome.fields[0]?.html));
	return outcome;
};

const run = (label: string, record: Row, answer: Row, refs: ActionRefs = CURATOR) => readAction(record, chosenAction(record, label, refs), answer, refs);

const problemOf = (outcome: FormStep | FormPage): string => ('fields' in outcome ? String(outcome.fields[0]?.html) : '');

describe('the steps a page offers', () => {
	it.each([
		['registered', ['Исправить тему, место, важность или срок', REPEAT, 'Закрыть без ответа']],
		['routed', [TRANSFER, 'Исправить тему, место, важность или срок', REPEAT, 'Исключить из обработки (п. 15)', 'Закрыть без ответа']],
		['approved', [TRANSFER, 'Отозвать согласованный ответ и вернуть исполнителю', 'Исправить тему, место, важность или срок', REPEAT, 'Закрыть без ответа']],
		['clarification', [TRANSFER, 'Записать, что автор ответил на уточнение', 'Исправить тему, место, важность или срок', REPEAT, 'Закрыть без ответа']],
		['answered', ['Исправить тему, место, важность или срок', REPEAT, 'Возобновить дело']],
		['excluded', ['Исправить тему, место, важность или срок', REPEAT, 'Вернуть исключённое сообщение в обработку', 'Закрыть без ответа']],
	] as const)('the curator on a case in %s', (status, labels) => {
		expect(labelsFor(status, CURATOR)).toEqual(labels);
	});

	it('are only his own for others: the deputy hands over, the executor records an answer, a stranger looks on', () => {
		expect(labelsFor('routed', refsOf(PEOPLE.deputy.email))).toEqual([TRANSFER]);
		expect(labelsFor('clarification', refsOf(PEOPLE.executor.email))).toEqual(['Записать, что автор ответил на уточнение']);
		for (const status of ALL_STATUSES) expect(labelsFor(status, refsOf(PEOPLE.otherExecutor.email))).toEqual([]);
	});

	it('are the curator’s for who substitutes him today', () => {
		const away = [{ official: PEOPLE.curator.email, fromDate: DAY, reason: 'leave', substitute: PEOPLE.officer.email }];
		expect(labelsFor('answered', refsOf(PEOPLE.officer.email, {}, away))).toContain('Возобновить дело');
		expect(labelsFor('answered', refsOf(PEOPLE.officer.email))).toEqual([]);
	});

	it('when not allowed are refused with what is', () => {
		expect(() => chosenAction(caseIn('answered'), TRANSFER, CURATOR)).toThrow('по этому делу вам сейчас недоступно');
		try {
			chosenAction(caseIn('routed'), 'Возобновить дело', refsOf(PEOPLE.deputy.email));
		} catch (error) {
			expect(error).toMatchObject({ code: 'FORM_NOT_ALLOWED', hint: `Можно: «${TRANSFER}».` });
		}
		expect(() => chosenAction(caseIn('answered'), 'Ничего не менять', CURATOR)).toThrow('В деле ничего не изменилось');
		expect(() => chosenAction({}, TRANSFER, CURATOR)).toThrow('Такого дела в реестре нет');
	});
});

const EARLIER: Row = { ...caseIn('answered'), id: 5, authorId: 'vk:1' };

/** Every action of the page with a good answer: the register takes the step it becomes. */
const GOOD: readonly (readonly [string, Status, Row, EventName, Row])[] = [
	[TRANSFER, 'routed', { executor: personLabel(PEOPLE.curator), recipient: 'Не менять', remark: 'некому' }, 'reassign', { executor: PEOPLE.curator.email, executorName: PEOPLE.curator.name, recipient: PEOPLE.deputy.email, substituteFor: '' }],
	[TRANSFER, 'approval', { executor: 'Не менять', recipient: personLabel(PEOPLE.head), remark: 'важно' }, 'reassign', { executor: PEOPLE.executor.email, recipientName: PEOPLE.head.name }],
	['Записать, что автор ответил на уточнение', 'clarification', { authorText: 'второй подъезд' }, 'authorReplied', { status: 'routed' }],
	['Отозвать согласованный ответ и вернуть исполнителю', 'approved', { remark: 'нет срока' }, 'return', { status: 'returned', returnRemark: 'нет срока', approvedDigest: '' }],
	['Попробовать опубликовать ещё раз', 'approved', { remark: '' }, 'startPublishing', { status: 'publishing', publishError: '' }],
	['Исправить тему, место, важность или срок', 'routed', { topic: 'Дороги — Ямы', location: 'Палана', street: 'ул. Обухова, 4', importance: 'Высокая', reducedTerm: '1 рабочий день', remark: '' }, 'correct', { topicGroup: 'Дороги', topic: 'Ямы', importance: 'high', reducedTerm: '1d' }],
	[REPEAT, 'routed', { repeatOf: 5, remark: '' }, 'correct', { repeatOf: 5, repeatKind: 'sameQuestion' }],
	['Исключить из обработки (п. 15)', 'routed', { exclusionGround: 'Оскорбительные выражения', exclusionEvidence: 'слово', remark: '' }, 'exclude', { status: 'excluded', exclusionGround: 'insult', exclusionEvidence: 'слово' }],
	['Вернуть исключённое сообщение в обработку', 'excluded', { remark: 'поговорка' }, 'restore', { status: 'review' }],
	['Возобновить дело', 'closed', { remark: 'автор пишет снова' }, 'reopen', { status: 'routed' }],
	['Закрыть без ответа', 'review', { closeGround: 'сообщение удалено' }, 'close', { status: 'closed', closeGround: 'сообщение удалено' }],
];

describe('a filled page', () => {
	it.each(GOOD)('«%s» in %s becomes a step that the register takes', (label, status, answer, event, expected) => {
		const record = caseIn(status, event === 'startPublishing' ? { publishError: 'VK 15: доступ закрыт' } : {});
		const refs = { ...CURATOR, earlier: EARLIER };
		const made = stepOf(run(label, record, answer, refs));
		expect(made.event).toBe(event);
		const result = step(record, { event, actor: refs.actor, at: AT, data: made.changes, stored: record });
		expect(result).toMatchObject({ ok: true, record: expected });
	});

	it.each([
		[TRANSFER, 'routed', { executor: 'Не менять', recipient: 'Не менять', remark: 'x' }, 'Не выбрано, кому передать дело'],
		[TRANSFER, 'routed', { executor: personLabel(PEOPLE.otherExecutor), remark: 'x' }, 'не указан локальный акт о назначении'],
		[TRANSFER, 'routed', { executor: 'Некто (nekto@example.org)', remark: 'x' }, 'нет среди должностных лиц'],
		[TRANSFER, 'routed', { executor: personLabel(PEOPLE.curator), remark: ' ' }, 'Не заполнено: «Почему передаёте»'],
		[REPEAT, 'routed', { repeatOf: 12 }, 'не может быть повтором самого себя'],
		[REPEAT, 'routed', { repeatOf: 77 }, 'Дела № 77 в реестре нет'],
		[REPEAT, 'routed', { repeatOf: 'пять' }, 'не номер дела'],
		['Закрыть без ответа', 'review', { closeGround: '' }, 'Не заполнено'],
	] as const)('«%s» in %s with %j comes back with the reason', (label, status, answer, words) => {
		expect(problemOf(run(label, caseIn(status), answer, { ...CURATOR, earlier: EARLIER }))).toContain(words);
	});

	describe('with a person of two roles', () => {
		const withAct = (actReference: string): ActionRefs => {
			const twice = [{ ...PEOPLE.curator, order: 0 }, { ...PEOPLE.curator, role: 'executor', order: 1, actReference }, { ...PEOPLE.executor, order: 2 }];
			return { ...CURATOR, officials: readOfficials(twice).rows };
		};
		const answer = { executor: personLabel(PEOPLE.curator), remark: 'некому' };

		it('asks for the act of the executor’s row, though another row of his comes first (clause 9)', () => {
			expect(problemOf(run(TRANSFER, caseIn('routed'), answer, withAct('')))).toContain('не указан локальный акт о назначении');
			expect(stepOf(run(TRANSFER, caseIn('routed'), answer, withAct('акт № 9'))).changes).toMatchObject({ executor: PEOPLE.curator.email, actReference: 'акт № 9' });
		});

		it('names him once', () => {
			const page = actionPage(caseIn('routed'), chosenAction(caseIn('routed'), TRANSFER, CURATOR), withAct('акт № 9'));
			expect(JSON.stringify(page).split(`"${personLabel(PEOPLE.curator)}"`)).toHaveLength(2);
		});
	});

	it('does not give a case to somebody who is away: who acts for him is named', () => {
		const refs = refsOf(PEOPLE.curator.email, {}, [{ official: PEOPLE.executor.email, fromDate: DAY, reason: 'illness', substitute: PEOPLE.deputy.email }]);
		const outcome = run(TRANSFER, caseIn('routed', { executor: PEOPLE.curator.email }), { executor: personLabel(PEOPLE.executor), remark: 'знает двор' }, refs);
		expect(problemOf(outcome)).toMatch(/отсутствует \(болезнь\)[\s\S]*Выберите того, кто замещает: Вера Замова/u);
		expect('fields' in outcome && outcome.fields.find((one) => one.fieldName === 'remark')?.defaultValue).toBe('знает двор');
	});

	it('links a repeat of the same author, takes the mark off, and refuses a circle', () => {
		const record = caseIn('routed', { authorId: 'vk:1', repeatOf: 3, repeatKind: 'sameAuthor' });
		expect(stepOf(run(REPEAT, record, { repeatOf: 5 }, { ...CURATOR, earlier: EARLIER })).changes).toMatchObject({ repeatOf: 5, repeatKind: 'sameAuthor' });
		const removed = stepOf(run(REPEAT, record, { repeatOf: null }));
		expect(step(record, { event: 'correct', actor: CURATOR.actor, at: AT, data: removed.changes, stored: record })).toMatchObject({ ok: true, record: { repeatOf: null, repeatKind: '' } });
		expect(problemOf(run(REPEAT, record, { repeatOf: 5 }, { ...CURATOR, earlier: { ...EARLIER, repeatOf: 12 } }))).toContain('само отмечено повтором этого дела');
	});
});

describe('the page of a case', () => {
	it('shows where it stands, whose turn it is, and the everyday step to who has it', () => {
		const record = caseIn('routed', { substituteFor: 'Иван Прежний' });
		const shown = (email: string): string => casePage(record, refsOf(email)).fields.map((one) => one.html ?? '').join('');
		expect(shown(PEOPLE.executor.email)).toMatch(/У исполнителя[\s\S]*Следующий шаг:<\/strong> Пётр Исполнителев[\s\S]*form\/proekt-otveta\?case=12[\s\S]*вместо: Иван Прежний/u);
		expect(shown(PEOPLE.deputy.email)).not.toContain('proekt-otveta');
	});

	it('with nothing to do is closed by its button', () => {
		const page = casePage(caseIn('routed'), refsOf(PEOPLE.otherExecutor.email));
		expect(page.button).toBe('Закрыть');
		expect(page.fields.some((one) => one.fieldName === 'action')).toBe(false);
	});

	it('says before a step what it will do', () => {
		const record = caseIn('routed');
		const page = actionPage(record, chosenAction(record, TRANSFER, CURATOR), CURATOR);
		expect(page.title).toBe('Дело № 12: передать дело другому исполнителю');
		expect(page.fields[0]?.html).toContain('Срок ответа не изменится');
	});

	it('escapes whatever people typed', () => {
		const evil = '<script>alert(1)</script>\u202E';
		const record = caseIn('answered', { text: evil, authorName: evil, executorName: evil, closeGround: evil, draftText: evil, replyUrl: `javascript:${evil}`, street: evil });
		const page = casePage(record, { ...CURATOR, journal: [{ version: 1, remark: evil, actorName: evil, eventLabel: evil }] });
		expect(page.fields.map((one) => one.html ?? '').join('')).not.toMatch(/<script|\u202E|href="javascript/u);
	});
});
