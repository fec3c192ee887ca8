/**
 * A year of an administration, event by event: cases come in, people route, draft, approve and are late or away, and
 * twice a day workflow 09 runs as it does in n8n. The register and the journal are made by the product's own steps;
 * what must be true of them is counted elsewhere (plainCount.ts), without the product's calendar.
 */
import { stateOf } from '../../../core/calendar/caseState';
import { setTerms, termContext } from '../../../core/calendar/caseTerms';
import { isoDay } from '../../../core/calendar/days';
import { parseExceptions } from '../../../core/calendar/exceptions';
import { workCalendar } from '../../../core/calendar/workCalendar';
import { SYSTEM, type Actor } from '../../../core/cases/actor';
import type { CaseRecord } from '../../../core/cases/record';
import { step } from '../../../core/cases/step';
import type { StepData } from '../../../core/cases/stepData';
import type { EventName } from '../../../core/cases/transitions';
import { dayOf } from '../../../core/notices/addressee';
import { digestsFor } from '../../../core/notices/digest';
import { readMemory } from '../../../core/notices/memory';
import { readAbsences } from '../../../core/roster/absences';
import { readOfficials } from '../../../core/roster/officials';
import { LOCAL_DAYS, localDay, localMidnight, plusWorkingDays } from './plainCount';

const HOUR = 3_600_000;
const MINUTE = 60_000;
export const ZONE = 'Asia/Kamchatka';
export const context = termContext({ zone: ZONE, calendar: workCalendar({ exceptions: parseExceptions(LOCAL_DAYS) }) });

const GROUPS = ['ЖКХ', 'Дороги', 'Благоустройство', 'Связь', 'Здравоохранение', 'Животные'];
const NETWORKS = ['vk', 'vk', 'vk', 'ok', 'facebook', 'instagram'];
const PLACES = ['Палана', 'Палана', 'Лесная', 'Тигиль', ''];
const GROUNDS = ['threat', 'obscene', 'insult'];
const TEXT = 'Здравствуйте! Двор расчистили сегодня утром, посыпали песком. Работы на соседней улице ведутся, закончим до пятницы.';

const official = (email: string, name: string, role: string, order: number) => ({ email, name, role, order, position: '', competences: '*', actReference: 'акт', active: true });
export const OFFICIALS = [
	official('kurator@example.org', 'Анна Кураторова', 'curator', 1),
	official('glava@example.org', 'Олег Главный', 'head', 2),
	official('zam1@example.org', 'Вера Замова', 'deputy', 3),
	official('zam2@example.org', 'Илья Замов', 'deputy', 4),
	...[1, 2, 3, 4].map((n) => official(`isp${n}@example.org`, `Исполнитель ${n}-й`, 'executor', 4 + n)),
];
const absence = (who: string, fromDate: string, toDate: string, reason: string, substitute: string) => ({ official: who, fromDate, toDate, reason, substitute, actReference: 'акт' });
export const ABSENCES = [
	absence('kurator@example.org', '2026-06-15', '2026-07-12', 'leave', 'zam2@example.org'),
	absence('isp1@example.org', '2026-03-02', '2026-03-20', 'leave', 'isp2@example.org'),
	absence('isp3@example.org', '2026-02-02', '2026-02-13', 'illness', ''),
	absence('isp4@example.org', '2026-08-03', '2026-09-04', 'leave', 'isp3@example.org'),
	absence('zam1@example.org', '2026-10-05', '2026-10-16', 'trip', 'zam2@example.org'),
	absence('isp2@example.org', '2026-11-09', '2026-11-13', 'study', 'isp1@example.org'),
];
const officials = readOfficials(OFFICIALS).rows;
const absences = readAbsences(ABSENCES).rows;
const actor = (email: string): Actor => officials.find((one) => one.email === email) as Actor;
const CURATOR = actor('kurator@example.org');

/** Deterministic chance (a 32-bit multiply-and-mix generator): the same seed gives the same year. */
export function chance(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x9e3779b9) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
		mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
		return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
	};
}

const REFUSED: Readonly<Record<string, string>> = { '2026-03-24': 'kurator@example.org', '2026-06-17': 'isp2@example.org', '2026-10-21': 'glava@example.org' };

/** What the simulator itself knows of a case: what a plain count is made from. */
export interface Told {
	readonly id: number;
	readonly foundAt: number;
	readonly official: boolean;
	/** Working days; 0: none. */
	reduced: number;
	interimAt: number | undefined;
	status: string;
	executor: string;
	recipient: string;
}

/** A mail of workflow 09 that went out. */
export interface Sent {
	readonly at: number;
	readonly to: string;
	readonly cases: readonly { readonly id: number; readonly alertKey: string }[];
}

export interface Year {
	readonly rows: CaseRecord[];
	readonly journal: Record<string, unknown>[];
	readonly sent: Sent[];
	readonly runs: number;
	/** Milliseconds of the longest run of the control. */
	readonly longestRun: number;
	readonly end: number;
}

interface Planned {
	readonly at: number;
	readonly id: number;
	readonly act: () => void;
}

/** `watch` sees every moment of the control before it sends, on days off too, but not those at which the mail server is down; `refused` is whose mailbox takes nothing then. */
export function simulateYear(seed: number, count: number, watch: (at: number, cases: readonly Told[], refused: string) => void): Year {
	const random = chance(seed);
	const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
	const begin = localMidnight('2026-01-01');
	const end = localMidnight('2027-01-01');
	const rows = new Map<number, CaseRecord>();
	const told = new Map<number, Told>();
	const journal: Record<string, unknown>[] = [];
	const sent: Sent[] = [];
	let queue: Planned[] = [];
	const plan = (at: number, id: number, act: () => void): void => {
		if (at < end) queue.push({ at, id, act });
	};

	/** A moment of office hours so many working days on; at least some minutes later. */
	const later = (at: number, days: number): number => {
		const moment = localMidnight(plusWorkingDays(localDay(at), days)) + 9 * HOUR + Math.floor(random() * 9 * 60) * MINUTE + 7000;
		return Math.max(moment, at + 5 * MINUTE);
	};
	const often = (usual: number, late: number, share: number): number => Math.floor(random() * (random() < share ? late : usual));

	const make = (id: number, event: EventName, who: Actor, at: number, data: StepData = {}): void => {
		const row = rows.get(id) as CaseRecord;
		const result = step(row, { event, actor: who, at: new Date(at).toISOString(), data });
		if (!result.ok) throw new Error(`${event} on ${String(row.status)}: ${JSON.stringify(result)}`);
		rows.set(id, { ...result.record, ...setTerms(result.record, context), id });
		journal.push({ ...result.journal, caseId: id, entryKey: `${id}:${result.journal.version}` });
		(told.get(id) as Told).status = String(result.record.status);
	};

	const goOn = (id: number, at: number): void => {
		const known = told.get(id) as Told;
		const executor = (): Actor => actor(known.executor);
		const then = (moment: number, act: (when: number) => void): void => plan(moment, id, () => {
				act(moment);
				goOn(id, moment);
			});
		const draft = (days: number): void => {
			let moment = later(at, days);
			// Nobody writes while he is away: the case lies, and is late.
			const away = absences.find((one) => one.official === known.executor && one.substitute === '' && localDay(moment) >= one.fromDate && localDay(moment) <= one.toDate);
			if (away) moment = later(localMidnight(away.toDate), 1);
			const kind = random() < 0.12 && known.interimAt === undefined ? 'interim' : random() < 0.06 ? 'clarification' : 'final';
			then(moment, (when) => make(id, 'draft', executor(), when, { text: TEXT, kind }));
		};
		const luck = random();
		switch (known.status) {
			case 'registered':
			case 'review': {
				const moment = later(at, often(2, 9, 0.06));
				if (luck < 0.03) return then(moment, (when) => make(id, 'exclude', CURATOR, when, { ground: pick(GROUNDS) }));
				if (luck < 0.05) return then(moment, (when) => make(id, 'close', CURATOR, when, { ground: 'автор удалил сообщение' }));
				return then(moment, (when) => {
					known.executor = pick(OFFICIALS.filter((one) => one.role === 'executor')).email;
					known.recipient = pick(['zam1@example.org', 'zam2@example.org']);
					known.reduced = random() < 0.1 ? 1 + Math.floor(random() * 3) : 0;
					make(id, 'route', CURATOR, when, { topicGroup: (rows.get(id) as CaseRecord).topicGroup, executor: known.executor, executorName: executor().name, recipient: known.recipient, reducedTerm: known.reduced ? `${known.reduced}d` : '' });
				});
			}
			case 'excluded':
				if (luck < 0.1) then(later(at, 1 + often(5, 5, 0)), (when) => make(id, 'restore', CURATOR, when, { remark: 'это не угроза, а поговорка' }));
				return;
			case 'routed':
			case 'returned':
				return draft(often(4, 14, 0.15));
			case 'interim':
				return draft(often(7, 16, 0.2));
			case 'clarification':
				if (luck < 0.6) return then(later(at, often(4, 4, 0)), (when) => make(id, 'authorReplied', SYSTEM, when, { text: 'дом 4, второй подъезд' }));
				if (luck < 0.8) return then(later(at, 5), (when) => make(id, 'close', CURATOR, when, { ground: 'автор не ответил' }));
				return draft(3);
			case 'approval':
				if (luck < 0.12) return then(later(at, often(2, 4, 0.1)), (when) => make(id, 'return', CURATOR, when, { remark: 'укажите срок' }));
				return then(later(at, often(2, 7, 0.08)), (when) => make(id, 'approve', CURATOR, when));
			case 'approved':
				// A network refuses now and then; the curator publishes by hand and records it later than it appeared.
				if ((rows.get(id) as CaseRecord).publishError !== '') return then(later(at, 1), (when) => publish(when, when - 50 * MINUTE, CURATOR));
				return then(at + 2 * MINUTE, (when) => make(id, 'startPublishing', SYSTEM, when));
			case 'publishing':
				if (luck < 0.04) return then(at + MINUTE, (when) => make(id, 'publishFailed', SYSTEM, when, { error: 'VK 213: комментарии закрыты' }));
				return then(at + MINUTE, (when) => publish(when, when, SYSTEM));
			case 'answered':
				if (luck < 0.05) then(later(at, 2 + often(15, 15, 0)), (when) => make(id, 'reopen', CURATOR, when, { remark: 'автор снова пишет' }));
				return;
			default:
				return;
		}
		function publish(when: number, appeared: number, who: Actor): void {
			const { draftKind } = rows.get(id) as CaseRecord;
			if (draftKind === 'interim') known.interimAt = appeared;
			make(id, 'published', who, when, { url: `https://vk.com/wall-1_${id}?reply=${Math.round(when / 1000)}`, at: new Date(appeared).toISOString() });
		}
	};

	for (let id = 1; id <= count; id += 1) {
		// Few at night, most in the afternoon, on days off too.
		const foundAt = Math.floor(begin + Math.floor(random() * 365) * 24 * HOUR + (0.2 + 0.79 * ((random() + random()) / 2)) * 24 * HOUR);
		const disposition = pick(['answer', 'answer', 'answer', 'answer', 'answer', 'answer', 'answer', 'review', 'review', random() < 0.6 ? 'notProcessed' : 'answer']);
		const repeat = id > 50 && random() < 0.09 ? { repeatOf: 1 + Math.floor(random() * 50), repeatKind: pick(['sameAuthor', 'sameQuestion']) } : {};
		const isOfficial = random() < 0.2;
		plan(foundAt + 3 * MINUTE, id, () => {
			told.set(id, { id, foundAt, official: isOfficial, reduced: 0, interimAt: undefined, status: '', executor: '', recipient: '' });
			rows.set(id, {
				messageKey: `vk:wall-1_${id}`,
				network: pick(NETWORKS),
				url: `https://vk.com/wall-1_${id}`,
				authorName: `Житель ${id}`,
				authorId: `id${id}`,
				text: `снег во дворе не убран, сообщение ${id}`,
				detectedAt: new Date(foundAt).toISOString(),
				foundBy: isOfficial ? 'officialAccount' : 'incidentManager',
				officialAccount: isOfficial,
				disposition,
				exclusionGround: disposition === 'notProcessed' ? pick(GROUNDS) : '',
				topicGroup: pick(GROUPS),
				location: pick(PLACES),
				street: 'ул. Обухова, 4',
				...repeat,
			});
			make(id, 'register', SYSTEM, foundAt + 3 * MINUTE);
			goOn(id, foundAt + 3 * MINUTE);
		});
	}

	let runs = 0;
	let longestRun = 0;
	/** Rows of the table `alerts`: what each person was told. */
	const memory = new Map<string, Record<string, unknown>>();
	/** Workflow 09: working day? → states → digests → mails → the person's memory written where his mail went out. */
	const control = (at: number, mailWorks: boolean, refused: string): void => {
		if (mailWorks) watch(at, [...told.values()], refused);
		if (!context.calendar.isWorking(context.zone.dayOf(at))) return;
		const started = process.hrtime.bigint();
		const now = new Date(at).toISOString();
		const due = [...rows.values()].filter((row) => row.nextDueWhat !== '');
		const states = due.map((row) => {
			const { owedBy, reason, ...state } = stateOf(row, context, { now: at });
			return { ...row, ...state, owedByName: owedBy?.name ?? '', stateReason: reason };
		});
		const mails = digestsFor(states, now, { officials, absences, day: dayOf(now, ZONE) }, { baseUrl: 'https://desk.example.org', zone: ZONE, organization: '' }, readMemory([...memory.values()]));
		longestRun = Math.max(longestRun, Number(process.hrtime.bigint() - started) / 1e6);
		runs += 1;
		if (!mailWorks) return;
		for (const mail of mails) {
			if (mail.to === refused) continue;
			sent.push({ at, to: mail.to, cases: mail.cases.map(({ id, alertKey }) => ({ id, alertKey })) });
			memory.set(mail.memoryKey, { key: mail.memoryKey, memory: mail.memory });
		}
	};

	for (let midnight = begin; midnight < end; midnight += 24 * HOUR) {
		const day = isoDay(context.zone.dayOf(midnight));
		for (const hour of [9, 14, 24]) {
			const until = midnight + hour * HOUR;
			// Steps make new steps, so the earliest is taken again and again.
			for (;;) {
				const due = queue.filter((one) => one.at < until).sort((a, b) => a.at - b.at || a.id - b.id);
				if (due.length === 0) break;
				queue = queue.filter((one) => one.at >= until);
				for (const one of due) one.act();
			}
			// On three mornings the mail server is down: what was not told is told after lunch.
			// On three others one person's mailbox refuses: that must keep nothing from the others, nor from him after lunch.
			const refused = hour === 9 ? (REFUSED[day] ?? '') : '';
			if (hour < 24) control(until, !(hour === 9 && ['2026-02-10', '2026-05-20', '2026-09-15'].includes(day)), refused);
		}
	}
	return { rows: [...rows.values()], journal, sent, runs, longestRun, end };
}
