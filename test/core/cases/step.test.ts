import { SYSTEM } from '../../../core/cases/actor';
import { digestOf } from '../../../core/cases/digest';
import { CASE_FIELDS } from '../../../core/cases/fields';
import { journalOf } from '../../../core/cases/journal';
import type { CaseRecord } from '../../../core/cases/record';
import { step, type Made, type StepRequest } from '../../../core/cases/step';
import type { Refusal } from '../../../core/cases/refusal';
import { AT, COMPLETE, GOOD_TEXT, PEOPLE, caseIn, message } from './support';

const made = (record: CaseRecord, request: Partial<StepRequest> & Pick<StepRequest, 'event'>): Made => {
	const result = step(record, { actor: PEOPLE.curator, at: AT, data: COMPLETE[request.event], ...request });
	if (!result.ok) throw new Error(`${result.code}: ${result.message}`);
	return result;
};

const refused = (record: CaseRecord, request: Partial<StepRequest> & Pick<StepRequest, 'event'>): Refusal => {
	const result = step(record, { actor: PEOPLE.curator, at: AT, data: COMPLETE[request.event], ...request });
	if (result.ok) throw new Error('the step was made');
	return result;
};

const LATER = '2026-11-24T04:30:00+12:00';

describe('a step', () => {
	it('gives exactly the fields of the register, the row id and nothing other nodes added', () => {
		const { record } = made({ ...caseIn('registered'), stepEvent: 'route', createdAt: AT, refusal: 'x' }, { event: 'route' });
		expect(Object.keys(record).sort()).toEqual([...CASE_FIELDS.map((field) => field.key), 'id'].sort());
	});

	it('does not change what it was given', () => {
		const record = Object.freeze(caseIn('routed'));
		made(record, { event: 'draft', actor: PEOPLE.executor });
		expect(record.version).toBe(4);
	});

	it('raises the version, goes to the outbox and leaves the journal entry on the row', () => {
		const { record, journal } = made(caseIn('routed'), { event: 'draft', actor: PEOPLE.executor, at: LATER });
		expect(record).toMatchObject({ version: 5, noticePending: true, noticeAfter: record.draftedAt, status: 'approval' });
		expect(journal).toEqual(journalOf(record));
		expect(journal).toMatchObject({
			entryKey: '12:5', caseId: 12, version: 5, at: '2026-11-23T16:30:00.000Z', actor: PEOPLE.executor.email, actorName: PEOPLE.executor.name, event: 'draft', eventLabel: 'Проект ответа на согласование', fromStatus: 'routed', toStatus: 'approval', clause: '11',
			textDigest: digestOf('final', GOOD_TEXT, ''),
		});
	});

	it('keeps a resident’s words and the reply out of the journal', () => {
		const first = made(message(), { event: 'register', actor: SYSTEM }).journal.changes;
		const second = made(caseIn('routed'), { event: 'draft', actor: PEOPLE.executor }).journal.changes;
		expect(`${first}${second}`).not.toMatch(/снег|Житель|расчистили/u);
		expect(JSON.parse(second)).toMatchObject({ draftText: ['', expect.stringMatching(/^sha256:[0-9a-f]{16}$/u)], draftKind: ['', 'final'] });
	});

	it('has no case number before the row is inserted', () => {
		expect(made(message(), { event: 'register', actor: SYSTEM }).journal).toMatchObject({ entryKey: '', caseId: null, version: 1 });
	});

	it.each([
		['answer', 'registered'],
		['review', 'review'],
		['notProcessed', 'excluded'],
		['', 'review'],
		['нечто', 'review'],
	])('registers a message with the verdict «%s» as %s', (disposition, status) => {
		expect(made(message({ disposition }), { event: 'register', actor: SYSTEM }).record.status).toBe(status);
	});

	it('sets what is due next from the dates the case has', () => {
		const dates = { routeBy: '2026-11-25T11:59:59.999Z', replyBy: '2026-12-01T11:59:59.999Z' };
		expect(made(message(dates), { event: 'register', actor: SYSTEM }).record).toMatchObject({ nextDueWhat: 'route', nextDueAt: dates.routeBy });
		expect(made(caseIn('registered', dates), { event: 'route' }).record).toMatchObject({ nextDueWhat: 'reply', nextDueAt: dates.replyBy });
		expect(made(caseIn('routed', dates), { event: 'close' }).record).toMatchObject({ nextDueWhat: '', nextDueAt: null });
	});

	it.each([
		['STEP_UNKNOWN_EVENT', { event: 'destroy' as 'draft' }],
		['STEP_BAD_TIME', { event: 'draft' as const, at: 'вчера' }],
	])('throws %s for a call that is wrong in itself', (code, request) => {
		expect(() => step(caseIn('routed'), { actor: PEOPLE.executor, at: AT, ...request })).toThrow(expect.objectContaining({ code }));
	});

	it.each([
		['CASE_UNKNOWN_STATUS', { status: 'в работе' }],
		['CASE_BAD_FIELD', { replyBy: 'когда-нибудь' }],
	])('throws %s for a row edited into nonsense', (code, changes) => {
		expect(() => step(caseIn('routed', changes), { event: 'draft', actor: PEOPLE.executor, at: AT })).toThrow(expect.objectContaining({ code, hint: expect.stringContaining('cases') }));
	});
});

describe('two people at one case', () => {
	const afterApproval = made(caseIn('approval'), { event: 'approve', at: LATER });

	it('tells the second who acted meanwhile, when and what', () => {
		const refusal = refused(afterApproval.record, { event: 'return', expectedVersion: 4 });
		expect(refusal).toMatchObject({ code: 'STALE', message: expect.stringContaining('дело изменилось') });
		expect(refusal.hint).toBe('24.11.2026 в 04:30 Анна Кураторова: «Согласование». Сейчас состояние дела — «Согласовано, ждёт публикации». Откройте дело заново.');
	});

	it('takes the step of the one who saw the present version', () => {
		expect(made(caseIn('approval'), { event: 'approve', expectedVersion: 4 }).ok).toBe(true);
	});

	it('tells a second submit that the step is done', () => {
		expect(refused(afterApproval.record, { event: 'approve' })).toMatchObject({ code: 'ALREADY_DONE', hint: expect.stringContaining('Повторять его не нужно') });
	});

	it('says what is allowed now when the status has gone on', () => {
		const refusal = refused(afterApproval.record, { event: 'draft', actor: PEOPLE.executor });
		expect(refusal).toMatchObject({ code: 'NOT_NOW', allowed: ['published'] });
		expect(refusal.hint).toContain('«Возврат исполнителю» (Куратор, Глава)');
	});
});

describe('a record that other nodes changed before the step', () => {
	const stored = caseIn('registered', { executor: '', executorName: '', recipient: '', recipientName: '' });
	const item = { ...stored, executor: 'ISP@example.org', executorName: 'Пётр', recipient: PEOPLE.deputy.email, topicGroup: 'Дороги', text: 'подмена', status: 'approved', version: 99, draftText: 'чужой текст' };

	it('takes only what the step may change', () => {
		const { record } = made(item, { event: 'route', stored, data: {} });
		expect(record).toMatchObject({ status: 'routed', version: 5, topicGroup: 'Дороги', executor: 'ISP@example.org', text: stored.text, draftText: '' });
	});

	it('journals what was and what is', () => {
		expect(JSON.parse(made(item, { event: 'route', stored, data: {} }).journal.changes)).toMatchObject({ topicGroup: ['Благоустройство', 'Дороги'], recipient: ['', PEOPLE.deputy.email] });
	});

	it('does not take absent fields for emptied ones', () => {
		expect(made({ topicGroup: 'Дороги', executor: 'a@example.org' }, { event: 'route', stored: caseIn('registered'), data: {} }).record).toMatchObject({ recipient: PEOPLE.deputy.email, location: '' });
	});
});

describe('the reply’s text', () => {
	it('is approved as edited: the digest is of exactly that text', () => {
		const edited = `${GOOD_TEXT} Спасибо, что написали.`;
		const { record } = made(caseIn('approval'), { event: 'approve', data: { text: edited } });
		expect(record).toMatchObject({ draftText: edited, approvedBy: PEOPLE.curator.email, approvedAt: AT, approvedDigest: digestOf('final', edited, '') });
	});

	it.each([
		['empty', { text: '', kind: 'final' }, 'MISSING_DATA'],
		['blanks', { text: ' \n ', kind: 'final' }, 'MISSING_DATA'],
		['a greeting only', { text: 'Здравствуйте! Спасибо за обращение 🙂', kind: 'final' }, 'NO_SUBSTANCE'],
		['without a kind', { text: GOOD_TEXT, kind: '' }, 'MISSING_DATA'],
		['of an unknown kind', { text: GOOD_TEXT, kind: 'ответ' }, 'UNKNOWN_KIND'],
	])('is refused when %s', (_name, data, code) => {
		expect(refused(caseIn('routed'), { event: 'draft', actor: PEOPLE.executor, data })).toMatchObject({ code, hint: expect.stringMatching(/\S/u) });
	});

	it.each([
		['final', 'NO_MEASURES'],
		['interim', 'NO_MEASURES'],
		['clarification', undefined],
	])('of a repeat must tell measures or progress: %s', (kind, code) => {
		const data = { text: 'Здравствуйте! Ваш вопрос очень важен, администрация его видит.', kind };
		const result = step(caseIn('routed', { repeatOf: 7 }), { event: 'draft', actor: PEOPLE.executor, at: AT, data });
		expect(result.ok ? undefined : result.code).toBe(code);
	});

	it('of a repeat is checked again when the curator edits it', () => {
		expect(refused(caseIn('approval', { repeatOf: 7 }), { event: 'approve', data: { text: 'Здравствуйте! Ваш вопрос очень важен, администрация его видит.' } }).code).toBe('NO_MEASURES');
		expect(made(caseIn('approval', { repeatOf: 7 }), { event: 'approve' }).ok).toBe(true);
	});

	it('is not published when it is not what was approved', () => {
		expect(refused(caseIn('approved', { draftText: `${GOOD_TEXT}!` }), { event: 'startPublishing' }).code).toBe('NOT_APPROVED_TEXT');
		expect(refused(caseIn('approved', { draftAttachments: '["x"]' }), { event: 'published' }).code).toBe('NOT_APPROVED_TEXT');
	});

	it('returned needs a remark, which the executor sees and the next draft clears', () => {
		expect(refused(caseIn('approval'), { event: 'return', data: { remark: ' ' } }).code).toBe('MISSING_DATA');
		const returned = made(caseIn('approval'), { event: 'return' });
		expect(returned.record).toMatchObject({ returnRemark: 'укажите срок', approvedDigest: '' });
		expect(returned.journal.remark).toBe('укажите срок');
		expect(made(returned.record, { event: 'draft', actor: PEOPLE.executor }).record.returnRemark).toBe('');
	});
});

/** A case whose draft of a kind has been approved. */
const approvedOf = (kind: string, changes: CaseRecord = {}): CaseRecord => {
	const draft = made(caseIn('routed', changes), { event: 'draft', actor: PEOPLE.executor, data: { text: GOOD_TEXT, kind } });
	return made(draft.record, { event: 'approve' }).record;
};

describe('publication', () => {
	it('of a final reply answers the case', () => {
		const { record } = made(approvedOf('final'), { event: 'published', actor: SYSTEM, at: LATER });
		expect(record).toMatchObject({ status: 'answered', replyUrl: 'https://vk.com/wall-1_2?reply=9', replyId: '9', replyPublishedAt: '2026-11-23T16:30:00.000Z', draftText: GOOD_TEXT });
	});

	it('of an interim reply starts the seven days and clears the draft', () => {
		const { record } = made(approvedOf('interim'), { event: 'published', actor: SYSTEM, data: { ...COMPLETE.published, at: '2026-11-24T09:00:00+12:00' } });
		expect(record).toMatchObject({ status: 'interim', interimAt: '2026-11-23T21:00:00.000Z', interimUrl: 'https://vk.com/wall-1_2?reply=9', draftText: '', draftKind: '', approvedDigest: '', replyUrl: '', replyPublishedAt: null });
		expect(refused(record, { event: 'draft', actor: PEOPLE.executor, data: { text: GOOD_TEXT, kind: 'interim' } }).code).toBe('SECOND_INTERIM');
		expect(made(record, { event: 'draft', actor: PEOPLE.executor }).record.status).toBe('approval');
	});

	it('of a clarification request waits for the author, whose words join the message', () => {
		const { record } = made(approvedOf('clarification'), { event: 'published', actor: SYSTEM });
		expect(record).toMatchObject({ status: 'clarification', draftText: '', replyId: '9' });
		const replied = made(record, { event: 'authorReplied', actor: SYSTEM }).record;
		expect(replied).toMatchObject({ status: 'routed', text: expect.stringMatching(/третий день!!!\n\n\[Уточнение автора, 2026-11-24\] дом 4, второй подъезд$/u) });
	});

	it('keeps the author’s later words even where the message fills the register’s limit', () => {
		const { record } = made(caseIn('clarification', { text: 'а'.repeat(20_000) }), { event: 'authorReplied', data: { text: 'подъезд второй' } });
		expect(String(record.text)).toHaveLength(20_000);
		expect(String(record.text)).toMatch(/сокращён.*\n\n.*подъезд второй$/su);
	});

	it.each(['vk.com/wall-1_2', 'javascript:alert(1)', 'опубликовал'])('by hand needs a real link, not «%s»', (url) => {
		expect(refused(approvedOf('final'), { event: 'published', actor: PEOPLE.executor, data: { url } }).code).toBe('BAD_LINK');
	});

	it('does not take the link of an earlier reply for that of the new one', () => {
		const again = made(caseIn('clarification', { replyUrl: 'https://vk.com/wall-1_2?reply=5', replyId: '5' }), { event: 'draft', actor: PEOPLE.executor });
		const approved = made(again.record, { event: 'approve' }).record;
		expect(refused(approved, { event: 'published', data: {} }).code).toBe('MISSING_DATA');
	});

	const started = made(approvedOf('final'), { event: 'startPublishing', actor: SYSTEM }).record;

	it('is begun by one at a time, and again when the attempt has died', () => {
		expect(started).toMatchObject({ status: 'publishing', publishAttemptAt: AT });
		expect(refused(started, { event: 'startPublishing', actor: SYSTEM, at: '2026-11-24T03:14:59.000Z' })).toMatchObject({ code: 'PUBLISHING_NOW' });
		expect(made(started, { event: 'startPublishing', actor: SYSTEM, at: '2026-11-24T03:15:00.000Z' }).record.publishAttemptAt).toBe('2026-11-24T03:15:00.000Z');
	});

	it('that a network refuses waits for the curator: the timer does not try again, the curator may', () => {
		const failed = made({ ...started, publishError: 'VK 213: комментарии закрыты', publishOutcome: 'refused' }, { event: 'publishFailed', actor: SYSTEM, data: {} }).record;
		expect(failed).toMatchObject({ status: 'approved', publishError: 'VK 213: комментарии закрыты', publishAttemptAt: null });
		expect(refused(failed, { event: 'startPublishing', actor: SYSTEM }).code).toBe('WAITS_FOR_CURATOR');
		expect(made(failed, { event: 'startPublishing' }).record).toMatchObject({ status: 'publishing', publishError: '' });
		expect(made(failed, { event: 'published', actor: PEOPLE.executor }).record.status).toBe('answered');
		expect(made(failed, { event: 'return' }).record).toMatchObject({ status: 'returned', publishError: '' });
	});

	it('that a network puts off is tried again after the pause, without a notice', () => {
		const { record } = made(started, { event: 'publishFailed', actor: SYSTEM, data: { error: 'VK 9: слишком часто', publishOutcome: 'retryLater' } });
		expect(record).toMatchObject({ status: 'publishing', publishAttemptAt: AT });
		expect(JSON.parse(String(record.lastStep)).tells).toBe(false);
	});

	it('that failed by an error of ours takes the item’s error as its reason', () => {
		expect(made({ ...started, error: 'Нет доступа к сети' }, { event: 'publishFailed', actor: SYSTEM, data: {} }).record.publishError).toBe('Нет доступа к сети');
	});
});

describe('the curator’s decisions', () => {
	it('exclude with a ground of clause 15 only', () => {
		expect(refused(caseIn('review'), { event: 'exclude', data: {} }).code).toBe('MISSING_DATA');
		expect(refused(caseIn('review'), { event: 'exclude', data: { ground: 'не нравится' } }).code).toBe('UNKNOWN_GROUND');
		expect(made(caseIn('review'), { event: 'exclude', data: { exclusionGround: 'threat', evidence: 'слова' } }).record).toMatchObject({ status: 'excluded', disposition: 'notProcessed', exclusionGround: 'threat', exclusionEvidence: 'слова' });
	});

	it('route an excluded message after all', () => {
		expect(made(caseIn('excluded'), { event: 'route' }).record).toMatchObject({ status: 'routed', disposition: 'answer', exclusionGround: '' });
	});

	it('do not route without a topic or without people', () => {
		expect(refused(caseIn('review', { topicGroup: '' }), { event: 'route', data: {} }).message).toContain('группа тем');
		expect(refused(caseIn('review', { executor: '', recipient: '' }), { event: 'route' }).message).toContain('исполнитель');
	});

	it('reassign by e-mail alone: the name is found, the former substitution is forgotten', () => {
		const nameOf = (email: string) => (email === PEOPLE.otherExecutor.email ? PEOPLE.otherExecutor.name : '');
		const { record } = made(caseIn('routed', { substituteFor: 'Кто-то', absenceReason: 'leave', replyBy: AT }), { event: 'reassign', data: { executor: ' ISP2@Example.org ' }, nameOf });
		expect(record).toMatchObject({ executor: PEOPLE.otherExecutor.email, executorName: PEOPLE.otherExecutor.name, substituteFor: '', absenceReason: '', replyBy: AT, status: 'routed' });
	});

	it('refuse a reassignment to the one who has the case', () => {
		expect(refused(caseIn('routed'), { event: 'reassign', data: { executor: PEOPLE.executor.email } }).code).toBe('NOTHING_CHANGED');
	});

	it('correct the triage and keep before and after for learning', () => {
		const { record, journal } = made(caseIn('answered'), { event: 'correct' });
		expect(record).toMatchObject({ status: 'answered', topicGroup: 'Дороги' });
		expect(JSON.parse(journal.changes)).toEqual({ topicGroup: ['Благоустройство', 'Дороги'] });
		expect(refused(record, { event: 'correct' }).code).toBe('NOTHING_CHANGED');
	});

	it('close with a ground and reopen with a reason, the reply kept for the executor', () => {
		expect(refused(caseIn('routed'), { event: 'close', data: {} }).code).toBe('MISSING_DATA');
		expect(made(caseIn('routed'), { event: 'close' }).record).toMatchObject({ status: 'closed', closeGround: 'автор удалил сообщение' });
		expect(made(caseIn('answered'), { event: 'reopen' }).record).toMatchObject({ status: 'routed', draftText: GOOD_TEXT, approvedDigest: '' });
		expect(made(caseIn('closed', { executor: '', recipient: '' }), { event: 'reopen' }).record.status).toBe('review');
	});
});

describe('people', () => {
	it('lets the curator draft only a case that was left to him', () => {
		expect(refused(caseIn('routed'), { event: 'draft' }).code).toBe('NOT_YOURS');
		expect(made(caseIn('routed', { executor: PEOPLE.curator.email }), { event: 'draft' }).record.draftedBy).toBe(PEOPLE.curator.email);
	});

	it('lets a substitute act as the executor the case names', () => {
		expect(made(caseIn('routed', { executor: PEOPLE.otherExecutor.email, substituteFor: PEOPLE.executor.name }), { event: 'draft', actor: PEOPLE.otherExecutor }).record.status).toBe('approval');
	});

	it('counts every role of a person', () => {
		expect(made(caseIn('approval'), { event: 'approve', actor: { ...PEOPLE.executor, roles: ['executor', 'curator'] } }).record.status).toBe('approved');
	});

	it('knows people by e-mail whatever its letter case', () => {
		expect(made(caseIn('routed'), { event: 'draft', actor: { ...PEOPLE.executor, email: 'ISP@EXAMPLE.ORG' } }).record.draftedBy).toBe(PEOPLE.executor.email);
	});

	it('does not take an empty e-mail for an executor of a case without one', () => {
		expect(refused(caseIn('routed', { executor: '', recipient: '' }), { event: 'draft', actor: { email: '', name: '', role: 'executor' } }).code).toBe('NOT_YOURS');
	});
});

describe('the outbox', () => {
	const tells = (record: CaseRecord): unknown => JSON.parse(String(record.lastStep)).tells;

	it('is not emptied by a quiet step after a telling one', () => {
		const routed = made(caseIn('registered'), { event: 'route' }).record;
		const corrected = made(routed, { event: 'correct' }).record;
		expect([tells(routed), tells(corrected)]).toEqual([true, true]);
		expect(tells(made({ ...routed, noticePending: false }, { event: 'correct' }).record)).toBe(false);
	});

	it('tells of a new executor where the step is his, and not while the curator has the text', () => {
		const handed = (status: 'routed' | 'approval'): unknown => tells(made(caseIn(status, { noticePending: false }), { event: 'reassign' }).record);
		expect([handed('routed'), handed('approval')]).toEqual([true, false]);
	});
});
