import { DeskError } from '../errors';
import type { ToldCase } from './notice';

/** What a mail that was sent, or a case of which nobody is to be told, says. */
export interface SentNotice {
	/** Who got the mail; undefined for a case nobody is to be told of. */
	readonly to?: string;
	readonly cases: readonly ToldCase[];
}

/** What is to be written to a case of the register after mails went out. */
export interface NoticeMark {
	readonly id: number;
	readonly version: number;
	/** «3 kurator@…,glava@…»: who was told of version 3. */
	readonly noticeTold: string;
	/** Whether somebody still waits for the notice: his mail failed. */
	readonly noticePending: boolean;
}

/**
 * One mark a case, however many mails told of it. A case is done when everybody who is to be told was; while a mail is
 * missing it stays in the outbox, and the next run writes to that person alone.
 */
export function noticeMarks(sent: readonly SentNotice[]): NoticeMark[] {
	const byCase = new Map<number, { one: ToldCase; told: Set<string> }>();
	for (const { to, cases } of sent) {
		for (const one of cases) {
			const entry = byCase.get(one.id) ?? { one, told: new Set(one.told) };
			if (to) entry.told.add(to);
			byCase.set(one.id, entry);
		}
	}
	return [...byCase.values()].map(({ one, told }) => ({ id: one.id, version: one.version, noticeTold: `${one.version} ${[...told].join(',')}`, noticePending: one.toTell.some((email) => !told.has(email)) }));
}

/** E-mails told of this version; those of an earlier version count no more. */
export function readTold(value: unknown, version: number): string[] {
	const [at, emails = ''] = String(value ?? '').split(' ');
	return Number(at) === version && at !== '' ? emails.split(',').filter(Boolean) : [];
}

/** Items that come after the mails. Error NOTICE_NOT_TOLD: an item is no notice of this node. */
export function readSent(rows: readonly Readonly<Record<string, unknown>>[]): SentNotice[] {
	return rows.map((row) => {
		if (!Array.isArray(row.cases)) throw new DeskError('NOTICE_NOT_TOLD', 'Во входящем элементе нет списка дел.', 'Передайте этому узлу извещения операции «Извещение»: получателя (to) и дела (cases).');
		return { ...(row.to ? { to: String(row.to) } : {}), cases: row.cases as ToldCase[] };
	});
}
