import { SYSTEM } from '../../../core/cases/actor';
import type { CaseRecord } from '../../../core/cases/record';
import { step } from '../../../core/cases/step';
import type { People } from '../../../core/notices/addressee';
import { digestsFor } from '../../../core/notices/digest';
import { ESCALATION, readEscalation, settledEscalation } from '../../../core/notices/escalation';
import { readMemory } from '../../../core/notices/memory';
import { noticesFor } from '../../../core/notices/notice';
import { noticeMarks, readSent, readTold } from '../../../core/notices/told';
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
		expect(mails[0]).toMatchObject({ subject: expect.stringContaining(subject), key: `notice:12:${String(record.version)}:${to}`, cases: [{ id: 12, version: record.version, toTell: [to], told: [] }] });
		for (const body of [mails[0]?.html, mails[0]?.text]) for (const path of [link, '/form/deystvie?case=12', '/form/moi-dela']) expect(body).toContain(`https://desk.example.org${path}`);
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
		expect(noticesFor([record], people(), settings)).toEqual({ mails: [], quiet: [{ id: 12, version: record.version, toTell: [], told: [] }] });
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

describe('several people to tell of one case', () => {
	const alarm = (changes: CaseRecord = {}) => ({ ...after('register', message({ critical: true }), SYSTEM), id: 9, ...changes });
	const [first, second] = noticesFor([alarm()], people(), settings).mails as [ReturnType<typeof sent>[number], ReturnType<typeof sent>[number]];

	it('while one mail has failed the case waits, and the next run writes to that one alone', () => {
		const [mark] = noticeMarks([first]);
		expect(mark).toEqual({ id: 9, version: first.cases[0]?.version, noticeTold: `${String(first.cases[0]?.version)} ${first.to}`, noticePending: true });
		const again = noticesFor([alarm({ noticeTold: mark?.noticeTold })], people(), settings);
		expect(again.mails.map((mail) => mail.to)).toEqual([second.to]);
		expect(noticeMarks(again.mails)).toEqual([{ ...mark, noticeTold: `${String(mark?.version)} ${first.to},${second.to}`, noticePending: false }]);
	});

	it('a case is marked once, however many mails told of it', () => {
		expect(noticeMarks([first, second])).toHaveLength(1);
		expect(noticeMarks([first, second])[0]).toMatchObject({ noticePending: false });
	});

	it('all told and only the mark lost: nobody is written to, and the case is marked', () => {
		const { mails, quiet } = noticesFor([alarm({ noticeTold: noticeMarks([first, second])[0]?.noticeTold })], people(), settings);
		expect(mails).toEqual([]);
		expect(noticeMarks(readSent([{ cases: quiet }]))).toMatchObject([{ id: 9, noticePending: false }]);
	});

	it.each([
		['', 3, []],
		[undefined, 0, []],
		['3 a@x,b@x', 3, ['a@x', 'b@x']],
		['3 a@x', 4, []],
		['мусор', 3, []],
	])('«%s» of version %s tells %j', (value, version, emails) => {
		expect(readTold(value, version)).toEqual(emails);
	});

	it('an item that is no notice is refused', () => {
		expect(() => readSent([{ id: 1 }])).toThrow(expect.objectContaining({ code: 'NOTICE_NOT_TOLD' }));
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
		// The curator is told of the delays of others from the first day on.
		expect(others.map((one) => [one.to, one.cases.length])).toEqual([[PEOPLE.curator.email, 2]]);
		expect(mail).toMatchObject({ to: PEOPLE.executor.email, subject: 'Сроки по сообщениям жителей: просрочено 2, срок сегодня 1, срок скоро 1' });
		expect([...String(mail?.text).matchAll(/Дело № (\d)/gu)].map((match) => match[1])).toEqual(['4', '2', '3', '1']);
		expect(mail?.text).toContain('Просрочено рабочих дней: 1');
	});

	it.each([
		[1, ['executor', 'curator']],
		[2, ['executor', 'curator', 'deputy']],
		[3, ['executor', 'curator', 'deputy']],
		[4, ['executor', 'curator', 'deputy', 'head']],
	] as [number, (keyof typeof PEOPLE)[]][])('after %d working days of delay reaches those above', (days, reached) => {
		expect(told([late(1, days)])).toEqual(Object.fromEntries(reached.map((one) => [PEOPLE[one].email, [1]])));
	});

	it('reaches only the owner while nothing is late', () => {
		expect(told([row(1, 'dueSoon', { dueAt: '2026-11-25T11:59:59.999Z' })])).toEqual({ [PEOPLE.executor.email]: [1] });
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
		const told = (of: CaseRecord[], from = people(), memory = readMemory([])) => digestsFor(of, NOW, from, settings, memory);
		const sentMails = told(rows);
		const memory = readMemory(sentMails.map((mail) => ({ key: mail.memoryKey, memory: mail.memory })));
		const ids = (mails: ReturnType<typeof told>) => Object.fromEntries(mails.map((mail) => [mail.to, mail.cases.map((one) => one.id)]));
		expect(told(rows, people(), memory)).toEqual([]);
		expect(ids(told(rows, people([], '2026-11-25'), memory))).toEqual({ [PEOPLE.executor.email]: [1], [PEOPLE.curator.email]: [1] });
		expect(ids(told(rows.map((one) => ({ ...one, dueAt: '2026-11-26T11:59:59.999Z' })), people(), memory))).toEqual({ [PEOPLE.executor.email]: [2] });
	});

	it('remembers each person alone: who got no mail is told with the next run, the others are not told again', () => {
		const [toExecutor] = digestsFor([late(1, 1)], NOW, people(), settings);
		const memory = readMemory([{ key: toExecutor?.memoryKey, memory: toExecutor?.memory }]);
		expect(toExecutor?.to).toBe(PEOPLE.executor.email);
		expect(digestsFor([late(1, 1)], NOW, people(), settings, memory).map((mail) => mail.to)).toEqual([PEOPLE.curator.email]);
	});

	it('forgets the delays of earlier days, and takes a memory that was edited into nonsense for none', () => {
		const [mail] = digestsFor([late(1, 1)], NOW, people(), settings, readMemory([{ key: `digest:${PEOPLE.executor.email}`, memory: '["7 dueSoon reply x","1 overdue reply 2026-11-20","1 dueSoon reply x"]' }]));
		expect(JSON.parse(mail?.memory ?? '')).toEqual(['7 dueSoon reply x', '1 dueSoon reply x', '1 overdue reply 2026-11-24']);
		expect(readMemory([{ key: 'digest:a@x', memory: '{оборвано' }, { key: 'failure:x', memory: '["1"]' }, {}])).toEqual(new Map([['a@x', new Set()]]));
	});

	it('tells an unrouted message again near the end of its last working day', () => {
		const unrouted = (workingHoursLeft: number) => row(1, 'dueSoon', { status: 'registered', nextDueWhat: 'route', dueAt: '2026-11-24T11:59:59.999Z', workingHoursLeft });
		const [morning] = digestsFor([unrouted(8)], NOW, people(), settings);
		const memory = readMemory([{ key: morning?.memoryKey, memory: morning?.memory }]);
		expect(morning?.subject).toContain('срок сегодня 1');
		expect(digestsFor([unrouted(8)], NOW, people(), settings, memory)).toEqual([]);
		expect(digestsFor([unrouted(4)], NOW, people(), settings, memory)[0]?.subject).toContain('направить до конца дня 1');
	});

	it('tells of the final reply two working days ahead (clause 12)', () => {
		const final = (workingDaysLeft: number) => row(1, 'inTime', { status: 'interim', nextDueWhat: 'final', dueAt: '2026-11-26T11:59:59.999Z', workingDaysLeft });
		expect(told([final(3)])).toEqual({});
		expect(digestsFor([final(2)], NOW, people(), settings)[0]?.subject).toContain('окончательный ответ скоро 1');
	});

	it('says once an absence that the executor is away: to who acts for him and to the curator', () => {
		const away = people([{ official: PEOPLE.executor.email, fromDate: '2026-11-23', toDate: '2026-12-05', reason: 'leave', substitute: PEOPLE.otherExecutor.email, actReference: 'акт' }]);
		const rows = [row(1, 'inTime', { dueAt: '2026-12-20T11:59:59.999Z' })];
		const mails = digestsFor(rows, NOW, away, settings);
		expect(mails.map((mail) => mail.to)).toEqual([PEOPLE.otherExecutor.email, PEOPLE.curator.email]);
		expect(mails[1]?.text).toMatch(/отсутствует \(отпуск по 05\.12\.2026\), замещает/u);
		const memory = readMemory(mails.map((mail) => ({ key: mail.memoryKey, memory: mail.memory })));
		expect(digestsFor(rows, '2026-11-25T00:00:00.000Z', { ...away, day: '2026-11-25' }, settings, memory)).toEqual([]);
	});

	it('says it to the curator where nobody acts for the executor', () => {
		const alone = people([{ official: PEOPLE.executor.email, fromDate: '2026-11-23', toDate: '', reason: 'illness', substitute: '', actReference: '' }]);
		const mails = digestsFor([row(1, 'inTime', { dueAt: '2026-12-20T11:59:59.999Z' })], NOW, alone, settings);
		expect(mails.map((mail) => mail.to)).toEqual([PEOPLE.curator.email]);
		expect(mails[0]?.text).toContain('замещать некому');
	});

	it('lists two hundred cases of a kind and counts the rest', () => {
		const [mail] = digestsFor(Array.from({ length: 203 }, (_one, index) => late(index + 1, 1)), NOW, people(), settings);
		expect(mail?.html.match(/<li /gu)).toHaveLength(200);
		expect(mail?.text).toContain('И ещё 3.');
		expect(mail?.cases).toHaveLength(203);
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
		expect(Object.fromEntries(digestsFor([late(1, 1)], NOW, people(), settings, new Map(), ladder).map((mail) => [mail.to, 1]))).toEqual({ [PEOPLE.executor.email]: 1, [PEOPLE.head.email]: 1 });
		for (const bad of [{ overdueWorkingDays: 'много', to: 'head' }, { overdueWorkingDays: 1, to: 'сосед' }]) expect(() => readEscalation([bad])).toThrow(expect.objectContaining({ code: 'ESCALATION_BAD' }));
	});

	it.each([
		['rows as they are delivered', { escalateToCurator: '1', escalateToDeputy: '2', escalateToHead: '4' }, ESCALATION],
		['no rows at all', {}, ESCALATION],
		['an empty row: that person is not told', { escalateToHead: ' ' }, ESCALATION.slice(0, 2)],
		['a slip of the hand', { escalateToHead: 'завтра' }, ESCALATION],
		['other days', { escalateToDeputy: '3', escalateToHead: '0' }, [ESCALATION[0], { overdueWorkingDays: 3, to: 'recipient' }, { overdueWorkingDays: 0, to: 'head' }]],
	])('takes the ladder from the settings: %s', (_name, rows: Record<string, string>, expected) => {
		expect(settledEscalation((key) => rows[key])).toEqual(expected);
	});
});
