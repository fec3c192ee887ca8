import { SYSTEM } from '../../../core/cases/actor';
import type { CaseRecord } from '../../../core/cases/record';
import { step } from '../../../core/cases/step';
import type { People } from '../../../core/notices/addressee';
import { digestsFor, readEscalation } from '../../../core/notices/digest';
import { noticesFor } from '../../../core/notices/notice';
import { readAbsences } from '../../../core/roster/absences';
import { readOfficials } from '../../../core/roster/officials';
import { AT, COMPLETE, PEOPLE, caseIn, message } from '../cases/support';

const STAFF = Object.values(PEOPLE)
	.filter((one) => one.role !== 'system')
	.map((one, order) => ({ ...one, order, actReference: 'акт', competences: '*' }));

const people = (absences: Record<string, unknown>[] = [], day = '2026-11-24'): People => ({ officials: readOfficials(STAFF).rows, absences: readAbsences(absences).rows, day });
const settings = { baseUrl: 'https://desk.example.org/', zone: 'Asia/Kamchatka', organization: 'Администрация посёлка' };

function after(event: 'register' | 'route' | 'draft' | 'return' | 'published' | 'correct' | 'publishFailed', record: CaseRecord, actor = PEOPLE.curator as Parameters<typeof step>[1]['actor']): CaseRecord {
	const result = step(record, { event, actor, at: AT, data: COMPLETE[event] });
	if (!result.ok) throw new Error(result.message);
	return { id: 12, ...result.record };
}

const sent = (record: CaseRecord, from = people()) => noticesFor([record], from, settings).mails;

describe('a notice goes to the one who owes the next step', () => {
	it.each([
		['a new message', after('register', message(), SYSTEM), PEOPLE.curator.email, 'Направьте сообщение на подготовку ответа', '/form/napravlenie?case=12'],
		['a doubtful message', after('register', message({ disposition: 'review' }), SYSTEM), PEOPLE.curator.email, 'Решите, подлежит ли сообщение ответу', '/form/napravlenie?case=12'],
		['a routed case', after('route', caseIn('registered')), PEOPLE.executor.email, 'Подготовьте проект ответа', '/form/proekt-otveta?case=12'],
		['a draft', after('draft', caseIn('routed'), PEOPLE.executor), PEOPLE.curator.email, 'Согласуйте текст ответа', '/form/soglasovanie?case=12'],
		['a returned draft', after('return', caseIn('approval')), PEOPLE.executor.email, 'Исправьте проект ответа', '/form/proekt-otveta?case=12'],
		['a network’s refusal', after('publishFailed', caseIn('publishing'), SYSTEM), PEOPLE.curator.email, 'Опубликуйте ответ вручную', '/form/soglasovanie?case=12'],
	])('%s', (_name, record, to, subject, link) => {
		const mails = sent(record);
		expect(mails.map((mail) => mail.to)).toEqual([to]);
		expect(mails[0]).toMatchObject({ subject: expect.stringContaining(subject), key: `notice:12:${String(record.version)}:${to}`, cases: [{ id: 12, version: record.version }] });
		for (const body of [mails[0]?.html, mails[0]?.text]) expect(body).toContain(`https://desk.example.org${link}`);
	});

	it('tells the term in the administration’s time, the remark and the network’s reason', () => {
		const [returned] = sent(after('return', caseIn('approval', { replyBy: '2026-12-01T11:59:59.999Z' })));
		expect(returned?.text).toContain('Срок: 01.12.2026 в 23:59');
		expect(returned?.text).toContain('Замечание: укажите срок');
		expect(sent(after('publishFailed', caseIn('publishing'), SYSTEM))[0]?.text).toContain('Отказ сети: VK 213: комментарии закрыты');
	});

	it.each([
		['an answered case', after('published', caseIn('approved'), SYSTEM)],
		['a quiet step', { ...after('correct', { ...caseIn('routed'), noticePending: false }) }],
		['an excluded message without danger', after('register', message({ disposition: 'notProcessed', exclusionGround: 'insult' }), SYSTEM)],
	])('nobody is told of %s, and it is marked at once', (_name, record) => {
		expect(noticesFor([record], people(), settings)).toEqual({ mails: [], quiet: [{ id: 12, version: record.version }] });
	});

	it('the substitute is written to while somebody is away', () => {
		const absence = { official: PEOPLE.curator.email, fromDate: '2026-11-24', toDate: '', reason: 'illness', substitute: PEOPLE.head.email, actReference: 'акт' };
		expect(sent(after('register', message(), SYSTEM), people([absence])).map((mail) => mail.to)).toEqual([PEOPLE.head.email]);
	});

	it('the curator is written to when the case names nobody in service', () => {
		expect(sent(after('return', caseIn('approval', { executor: 'ushel@example.org', recipient: '' })))[0]?.to).toBe(PEOPLE.curator.email);
	});

	it('a threat to life goes to the curator and the Head at once, even where it is not answered', () => {
		const record = after('register', message({ disposition: 'notProcessed', exclusionGround: 'threat', critical: true }), SYSTEM);
		const mails = sent(record);
		expect(mails.map((mail) => mail.to)).toEqual([PEOPLE.curator.email, PEOPLE.head.email]);
		expect(mails[0]).toMatchObject({ subject: expect.stringMatching(/^Угроза жизни\./u), text: expect.stringContaining('112') });
	});

	it('several cases make one list, a threat stays a mail of its own', () => {
		const rows = [1, 2, 3].map((id) => ({ ...after('register', message(), SYSTEM), id }));
		const alarm = { ...after('register', message({ critical: true }), SYSTEM), id: 9 };
		const { mails } = noticesFor([...rows, alarm], people(), settings);
		expect(mails.map((mail) => [mail.to, mail.cases.map((one) => one.id)])).toEqual([
			[PEOPLE.curator.email, [9]],
			[PEOPLE.head.email, [9]],
			[PEOPLE.curator.email, [1, 2, 3]],
		]);
		expect(mails[2]?.html.match(/form\/napravlenie\?case=/gu)).toHaveLength(3);
	});
});

describe('hostile words in a mail', () => {
	const words = '<script>alert(1)</script> {{ $env }} =HYPERLINK("x") \u202Eтекст\r\nBcc: all@example.org <img src=x onerror=1>';
	const record = after('route', caseIn('registered', { text: words, authorName: '<b>Зло</b>\r\nBcc: x', street: '"><script>', location: 'Палана\nBcc: a@example.org' }));

	it('are escaped, their controls removed, the subject kept to one line', () => {
		const [mail] = sent(record);
		expect(mail?.html).not.toMatch(/<script|<img|<b>Зло|\u202E/u);
		expect(mail?.html).toContain('&lt;script&gt;');
		expect(`${mail?.subject}`).not.toMatch(/[\r\n]/u);
		expect(mail?.text).not.toMatch(/\u202E/u);
	});

	it('are escaped in a list and a digest too', () => {
		const { mails } = noticesFor([record, { ...record, id: 13 }], people(), settings);
		const [digest] = digestsFor([{ ...record, state: 'overdue', overdueWorkingDays: 1, dueAt: AT }], AT, people(), settings);
		for (const html of [mails[0]?.html, digest?.html]) expect(html).not.toMatch(/<script|<img|\u202E/u);
	});

	it('of 60,000 characters come as the first 300', () => {
		const [mail] = sent(after('route', caseIn('registered', { text: 'я'.repeat(60_000) })));
		expect(mail?.text).toContain(`${'я'.repeat(300)}…`);
		expect(mail?.text).not.toContain('я'.repeat(301));
	});
});

describe('the digest', () => {
	const NOW = '2026-11-24T00:00:00.000Z';
	const row = (id: number, state: string, changes: CaseRecord = {}): CaseRecord => ({ ...caseIn('routed', { id, nextDueWhat: 'reply', nextDueAt: '2026-11-20T11:59:59.999Z' }), state, dueAt: '2026-11-20T11:59:59.999Z', overdueWorkingDays: 0, ...changes });
	const late = (id: number, days: number, changes: CaseRecord = {}) => row(id, 'overdue', { overdueWorkingDays: days, ...changes });
	const told = (rows: CaseRecord[], from = people(), now = NOW) => Object.fromEntries(digestsFor(rows, now, from, settings).map((mail) => [mail.to, mail.cases.map((one) => one.id)]));

	it('is one mail a person, the longest overdue in front', () => {
		const rows = [row(1, 'dueSoon', { dueAt: '2026-11-25T11:59:59.999Z' }), late(2, 1), row(3, 'inTime', { dueAt: '2026-11-24T11:59:59.999Z' }), late(4, 1, { nextDueAt: '2026-11-19T11:59:59.999Z' }), row(5, 'inTime', { dueAt: '2026-12-20T11:59:59.999Z' }), row(6, 'none')];
		const [mail, ...others] = digestsFor(rows, NOW, people(), settings);
		expect(others).toEqual([]);
		expect(mail).toMatchObject({ to: PEOPLE.executor.email, subject: 'Сроки по сообщениям жителей: просрочено 2, срок сегодня 1, срок скоро 1' });
		expect([...String(mail?.text).matchAll(/Дело № (\d)/gu)].map((match) => match[1])).toEqual(['4', '2', '3', '1']);
		expect(mail?.text).toContain('Просрочено рабочих дней: 1');
	});

	it.each([
		[1, { [PEOPLE.executor.email]: [1] }],
		[2, { [PEOPLE.executor.email]: [1], [PEOPLE.deputy.email]: [1] }],
		[3, { [PEOPLE.executor.email]: [1], [PEOPLE.deputy.email]: [1] }],
		[4, { [PEOPLE.executor.email]: [1], [PEOPLE.deputy.email]: [1], [PEOPLE.head.email]: [1] }],
	])('after %d working days of delay reaches those above', (days, expected) => {
		expect(told([late(1, days)])).toEqual(expected);
	});

	it('says to those above who owes the step', () => {
		const mail = digestsFor([late(1, 2, { owedByName: 'Пётр Исполнителев' })], NOW, people(), settings).find((one) => one.to === PEOPLE.deputy.email);
		expect(mail?.text).toContain('Отвечает: Пётр Исполнителев.');
	});

	it('goes from the curator to the Head where no recipient is named yet', () => {
		const unrouted = late(1, 2, { status: 'registered', recipient: '', executor: '', nextDueWhat: 'route' });
		expect(told([unrouted])).toEqual({ [PEOPLE.curator.email]: [1], [PEOPLE.head.email]: [1] });
	});

	it('never tells the same twice: overdue again the next day, other states once for a term', () => {
		const rows = [late(1, 1), row(2, 'dueSoon', { dueAt: '2026-11-25T11:59:59.999Z' })];
		const mark = (mails: ReturnType<typeof digestsFor>) => rows.map((one) => ({ ...one, alertKey: mails.flatMap((mail) => mail.cases).find((alert) => alert.id === one.id)?.alertKey }));
		const marked = mark(digestsFor(rows, NOW, people(), settings));
		expect(told(marked)).toEqual({});
		expect(told(marked, people([], '2026-11-25'))).toEqual({ [PEOPLE.executor.email]: [1] });
		expect(told(marked.map((one) => ({ ...one, dueAt: '2026-11-26T11:59:59.999Z' })))).toEqual({ [PEOPLE.executor.email]: [2] });
	});

	it('has a key that changes with what it tells', () => {
		const key = (rows: CaseRecord[]) => digestsFor(rows, NOW, people(), settings)[0]?.key;
		expect(key([late(1, 1)])).toBe(key([late(1, 1)]));
		expect(key([late(1, 1)])).not.toBe(key([late(2, 1)]));
	});

	it('refuses rows whose state nobody has counted', () => {
		expect(() => digestsFor([caseIn('routed')], NOW, people(), settings)).toThrow(expect.objectContaining({ code: 'DIGEST_NO_STATE', hint: expect.stringContaining('Working-Day Deadline') }));
	});

	it('takes another ladder from the panel, and refuses one that cannot be read', () => {
		const ladder = readEscalation([{ overdueWorkingDays: '1', to: 'head' }]);
		expect(Object.fromEntries(digestsFor([late(1, 1)], NOW, people(), settings, ladder).map((mail) => [mail.to, 1]))).toEqual({ [PEOPLE.executor.email]: 1, [PEOPLE.head.email]: 1 });
		for (const bad of [{ overdueWorkingDays: 'много', to: 'head' }, { overdueWorkingDays: 1, to: 'сосед' }]) expect(() => readEscalation([bad])).toThrow(expect.objectContaining({ code: 'ESCALATION_BAD' }));
	});
});
