/** The figures of a report counted again from the journal alone, day by day, without anything of core/. */
import { dueDay, localDay, localHour, localWeekday, replyDay, workingDaysBetween } from './plainCount';

type Entry = Readonly<Record<string, unknown>>;

interface Case {
	readonly entries: readonly Entry[];
	/** What the journal last said of each field. */
	readonly fields: Readonly<Record<string, unknown>>;
	readonly foundAt: number;
	readonly repliedAt: number | undefined;
	readonly interimAt: number | undefined;
	/** The final reply that came after the interim one. */
	readonly secondAt: number | undefined;
	readonly terms: { readonly foundAt: number; readonly official: boolean; readonly reduced: number };
}

const NETWORKS: Readonly<Record<string, string>> = { vk: 'ВКонтакте', ok: 'Одноклассники', facebook: 'Facebook', instagram: 'Instagram' };
const ENDED = ['answered', 'closed', 'excluded'];

const changesOf = (entry: Entry): Record<string, [unknown, unknown]> => JSON.parse(String(entry.changes)) as Record<string, [unknown, unknown]>;

function readCases(journal: readonly Entry[]): Case[] {
	const byCase = new Map<number, Entry[]>();
	for (const entry of journal) {
		const list = byCase.get(Number(entry.caseId)) ?? [];
		list.push(entry);
		byCase.set(Number(entry.caseId), list);
	}
	return [...byCase.values()].map((entries) => {
		const fields: Record<string, unknown> = {};
		let repliedAt: number | undefined;
		let interimAt: number | undefined;
		let secondAt: number | undefined;
		for (const entry of entries) {
			const changes = changesOf(entry);
			for (const [key, [, after]] of Object.entries(changes)) fields[key] = after;
			if (entry.event === 'published' && entry.toStatus === 'answered') {
				const at = Date.parse(String(changes.replyPublishedAt?.[1]));
				repliedAt ??= at;
				if (interimAt !== undefined) secondAt ??= at;
			}
			if (entry.event === 'published' && entry.toStatus === 'interim') interimAt ??= Date.parse(String(changes.interimAt?.[1]));
		}
		const foundAt = Date.parse(String(fields.detectedAt));
		return { entries, fields, foundAt, repliedAt, interimAt, secondAt, terms: { foundAt, official: fields.officialAccount === true, reduced: Number(String(fields.reducedTerm ?? '').replace('d', '')) } };
	});
}

export function countJournal(journal: readonly Entry[], from: string, to: string) {
	const cases = readCases(journal);
	const inSpan = (at: number | undefined): boolean => at !== undefined && from <= localDay(at) && localDay(at) <= to;
	const until = (one: Case): Entry[] => one.entries.filter((entry) => localDay(Date.parse(String(entry.at))) <= to);
	const status = (one: Case): string => String(until(one).at(-1)?.toStatus ?? 'registered');
	const interimThen = (one: Case): number | undefined => (one.interimAt !== undefined && localDay(one.interimAt) <= to ? one.interimAt : undefined);
	const isOpen = (one: Case): boolean => localDay(one.foundAt) <= to && !ENDED.includes(status(one));
	const isOverdue = (one: Case): boolean => to > dueDay({ ...one.terms, interimAt: interimThen(one), status: status(one) });
	const isInTime = ({ terms, interimAt, repliedAt }: Case): boolean => {
		const day = localDay(repliedAt as number);
		if (interimAt === undefined || interimAt > (repliedAt as number)) return day <= replyDay(terms);
		return localDay(interimAt) <= replyDay(terms) && day <= dueDay({ ...terms, interimAt, status: 'interim' });
	};
	const withEvent = (event: string): number => cases.filter((one) => one.entries.some((entry) => entry.event === event && inSpan(Date.parse(String(entry.at))))).length;

	const received = cases.filter((one) => inSpan(one.foundAt));
	const answered = cases.filter((one) => inSpan(one.repliedAt));
	const excludedBy: Record<string, number> = {};
	for (const one of received.filter((each) => status(each) === 'excluded')) {
		const grounds = until(one).map((entry) => changesOf(entry).exclusionGround?.[1]).filter(Boolean);
		const ground = String(grounds.at(-1));
		excludedBy[ground] = (excludedBy[ground] ?? 0) + 1;
	}
	const days = answered.map((one) => workingDaysBetween(localDay(one.foundAt), localDay(one.repliedAt as number))).sort((a, b) => a - b);
	const at = (share: number): number => days.find((value) => days.filter((other) => other <= value).length >= share * days.length) as number;
	const interim = { given: 0, finalInTime: 0, finalLate: 0, waiting: 0, waitingOverdue: 0, ended: 0 };
	for (const one of cases.filter((each) => inSpan(each.interimAt))) {
		const last = dueDay({ ...one.terms, interimAt: one.interimAt, status: 'interim' });
		const replied = one.secondAt === undefined ? '' : localDay(one.secondAt);
		interim.given += 1;
		if (replied !== '' && replied <= to) interim[replied <= last ? 'finalInTime' : 'finalLate'] += 1;
		else if (['closed', 'excluded'].includes(status(one))) interim.ended += 1;
		else interim[to > last ? 'waitingOverdue' : 'waiting'] += 1;
	}
	const open = cases.filter(isOpen);
	const repeats = received.filter((one) => Number(one.fields.repeatOf ?? 0) > 0);
	const inTime = answered.filter(isInTime).length;
	const heat = Array.from({ length: 7 }, (_day, day) => Array.from({ length: 24 }, (_hour, hour) => received.filter((one) => localWeekday(one.foundAt) === day && localHour(one.foundAt) === hour).length));
	const group = (labelOf: (one: Case) => string): Record<string, number[]> => {
		const all: Record<string, number[]> = {};
		for (const one of cases) {
			const counts = [inSpan(one.foundAt), inSpan(one.repliedAt), inSpan(one.repliedAt) && !isInTime(one), isOpen(one)].map(Number);
			if (counts.every((count) => count === 0)) continue;
			const sum = all[labelOf(one)] ?? [0, 0, 0, 0];
			all[labelOf(one)] = sum.map((count, index) => count + (counts[index] as number));
		}
		return all;
	};
	return {
		figures: {
			received: received.length,
			excluded: received.filter((one) => status(one) === 'excluded').length,
			excludedBy,
			answered: answered.length,
			inTime,
			late: answered.length - inTime,
			medianDays: days.length === 0 ? null : ((days[Math.floor((days.length - 1) / 2)] as number) + (days[Math.ceil((days.length - 1) / 2)] as number)) / 2,
			p90Days: days.length === 0 ? null : at(0.9),
			closed: withEvent('close'),
			reopened: withEvent('reopen'),
			interim,
			repeats: repeats.length,
			repeatsSameAuthor: repeats.filter((one) => one.fields.repeatKind === 'sameAuthor').length,
			repeatsSameQuestion: repeats.filter((one) => one.fields.repeatKind === 'sameQuestion').length,
			open: open.length,
			openOverdue: open.filter(isOverdue).length,
		},
		heat,
		groups: {
			topicGroup: group((one) => String(one.fields.topicGroup)),
			executor: group((one) => String(one.fields.executorName || 'Исполнитель не назначен')),
			location: group((one) => String(one.fields.location || 'Место не указано')),
			network: group((one) => NETWORKS[String(one.fields.network)] as string),
		},
	};
}
