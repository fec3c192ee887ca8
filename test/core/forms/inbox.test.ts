import { dueWords } from '../../../core/forms/dueWords';
import { INBOX_LIMITS, inboxOf } from '../../../core/forms/inbox';
import { inboxPage } from '../../../core/forms/inboxPage';
import { readAbsences } from '../../../core/roster/absences';
import { actorOn } from '../../../core/roster/acting';
import { readOfficials } from '../../../core/roster/officials';
import type { Status } from '../../../core/cases/statuses';
import { PEOPLE, caseIn } from '../cases/support';

const DAY = '2026-11-24';
const ZONE = 'Asia/Kamchatka';
const PLACE = { baseUrl: 'https://n8n.example.org/', zone: ZONE };

type Row = Record<string, unknown>;

const officials = readOfficials(Object.values(PEOPLE).filter((one) => one.role !== 'system').map((one, order) => ({ ...one, order, actReference: 'акт № 1' }))).rows;
const leave = (official: string, substitute: string): Row => ({ official, substitute, fromDate: DAY, toDate: '', reason: 'leave' });

const row = (id: number, status: Status, due: string, changes: Row = {}): Row => ({ ...caseIn(status), id, dueAt: `2026-11-${due}T06:00:00.000Z`, state: due < '24' ? 'overdue' : 'inTime', workingDaysLeft: 2, overdueWorkingDays: 1, ...changes });

const inbox = (rows: readonly Row[], email: string, away: readonly Row[] = []) => {
	const absences = readAbsences(away).rows;
	const actor = actorOn(officials, absences, email, DAY);
	if (!actor) throw new Error(`${email} is nobody`);
	return inboxOf(rows, actor, { officials, absences, day: DAY }, PLACE);
};

const ids = (list: { readonly entries: readonly { readonly id: number }[] }): number[] => list.entries.map((one) => one.id);

describe('«Мои дела»', () => {
	const all = [
		row(1, 'routed', '27'),
		row(2, 'returned', '20'),
		row(3, 'approval', '26'),
		row(4, 'review', '25'),
		row(5, 'approved', '25'),
		row(6, 'approved', '23', { publishError: 'ошибка 15' }),
		row(7, 'answered', '20'),
		row(8, 'interim', '25', { executor: PEOPLE.otherExecutor.email, recipient: PEOPLE.head.email }),
		row(9, 'publishing', '25'),
	];

	it.each([
		['the executor: his, by due date, overdue in front', PEOPLE.executor.email, [2, 1], [6, 5, 9, 3]],
		['the other executor', PEOPLE.otherExecutor.email, [8], []],
		['the curator: review, approval, publication by hand; what is being published is nobody’s task', PEOPLE.curator.email, [6, 4, 3], [2, 5, 8, 9, 1]],
		['the deputy: what was sent to him', PEOPLE.deputy.email, [], [2, 6, 5, 9, 3, 1]],
		['the Head: everything open', PEOPLE.head.email, [], [2, 6, 4, 5, 8, 9, 3, 1]],
		['the officer: nothing', PEOPLE.officer.email, [], []],
	])('of %s', (_who, email, own, watched) => {
		const { own: mine, watched: others } = inbox(all, email);
		expect([ids(mine), ids(others)]).toEqual([own, watched]);
	});

	it('gives a substitute the cases of the absent, and the absent what is his no more', () => {
		const away = [leave(PEOPLE.executor.email, PEOPLE.otherExecutor.email)];
		expect(ids(inbox(all, PEOPLE.otherExecutor.email, away).own)).toEqual([2, 8, 1]);
		expect(ids(inbox(all, PEOPLE.executor.email, away).own)).toEqual([]);
		expect(ids(inbox([row(1, 'routed', '27', { executor: PEOPLE.otherExecutor.email, substituteFor: PEOPLE.executor.name })], PEOPLE.executor.email).watched)).toEqual([1]);
	});

	it('gives the curator’s substitute his list', () => {
		expect(ids(inbox(all, PEOPLE.deputy.email, [leave(PEOPLE.curator.email, PEOPLE.deputy.email)]).own)).toEqual([6, 4, 3]);
	});

	it('names one next step with the form of this case; of others’ cases, who has them', () => {
		const { own, watched } = inbox(all, PEOPLE.curator.email);
		expect(own.entries.map((one) => [one.step, one.link])).toEqual([
			['Опубликуйте ответ вручную или верните его исполнителю', 'https://n8n.example.org/form/soglasovanie?case=6'],
			['Решите, подлежит ли сообщение ответу, и направьте его', 'https://n8n.example.org/form/napravlenie?case=4'],
			['Согласуйте текст ответа или верните его с замечанием', 'https://n8n.example.org/form/soglasovanie?case=3'],
		]);
		expect(watched.entries[0]).toMatchObject({ step: '', link: '', holder: PEOPLE.executor.name, caseLink: 'https://n8n.example.org/form/deystvie?case=2' });
	});

	it('is bounded, and says how many more there are', () => {
		const many = Array.from({ length: INBOX_LIMITS.own + 7 }, (_, index) => row(index + 1, 'review', '25'));
		const { own } = inbox(many, PEOPLE.curator.email);
		expect([own.entries.length, own.rest, own.total]).toEqual([INBOX_LIMITS.own, 7, 107]);
		const page = inboxPage(inbox(many, PEOPLE.curator.email), PEOPLE.curator, [], PLACE);
		expect(page).toContain('Ещё 7 дел');
		expect(Buffer.byteLength(page)).toBeLessThan(200_000);
	});

	it('shows a resident’s words as text, whatever they are, and cut', () => {
		const words = `<script>alert(1)</script> {{ $env }} =HYPERLINK("x") \u202Eзадом ${'я'.repeat(60_000)}`;
		const page = inboxPage(inbox([row(1, 'review', '25', { text: words, topicGroup: '<b>ЖКХ</b>', returnRemark: '<img src=x>' })], PEOPLE.curator.email), PEOPLE.curator, ['<i>кто-то</i>'], PLACE);
		expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; {{ $env }} =HYPERLINK(&quot;x&quot;) задом');
		expect(page).not.toMatch(/<script|<b>|<img|<i>|\u202E/u);
		expect(page.length).toBeLessThan(6_000);
	});

	it('says plainly that nothing waits', () => {
		expect(inboxPage(inbox([], PEOPLE.executor.email), PEOPLE.executor, [], PLACE)).toContain('Сейчас вас ничего не ждёт');
	});

	it('leaves out rows that are no cases', () => {
		expect(inbox([{ error: 'нет даты' }, {}], PEOPLE.head.email).watched.total).toBe(0);
	});
});

describe('how much time is left, in words', () => {
	const dueAt = '2026-11-20T06:00:00.000Z';
	it.each([
		[{ state: 'overdue', overdueWorkingDays: 3, dueAt }, 'Просрочено на 3 рабочих дня, срок был 20.11.2026 в 18:00'],
		[{ state: 'overdue', overdueWorkingDays: 0, overdueWorkingHours: 2.4, dueAt }, 'Просрочено на 2 рабочих часа, срок был 20.11.2026 в 18:00'],
		[{ state: 'overdue', overdueWorkingDays: 0, overdueWorkingHours: 0.2, dueAt }, 'Просрочено на меньше рабочего часа, срок был 20.11.2026 в 18:00'],
		[{ state: 'inTime', workingDaysLeft: 1, dueAt }, 'Остался 1 рабочий день, до 20.11.2026 в 18:00'],
		[{ state: 'inTime', workingDaysLeft: 21, dueAt }, 'Остался 21 рабочий день, до 20.11.2026 в 18:00'],
		[{ state: 'inTime', workingDaysLeft: 11, dueAt }, 'Осталось 11 рабочих дней, до 20.11.2026 в 18:00'],
		[{ state: 'dueSoon', workingDaysLeft: 0, workingHoursLeft: 3.5, dueAt }, 'Срок сегодня, до 18:00. Осталось 3 рабочих часа'],
		[{ state: 'dueSoon', workingDaysLeft: 0, workingHoursLeft: 0.4, dueAt }, 'Срок сегодня, до 18:00. Осталось меньше рабочего часа'],
		[{ state: 'none' }, 'Срок не назначен'],
		[{ nextDueAt: dueAt }, 'Срок до 20.11.2026 в 18:00'],
	])('%j', (state, words) => {
		expect(dueWords(state, ZONE)).toBe(words);
	});
});
