import type { CaseRecord } from '../cases/record';

/** A trouble of the desk as the table `alerts` keeps it: one row a trouble, from its begin until it is over. */
export interface AlertRow {
	readonly key: string;
	readonly kind: 'failure' | 'watch';
	readonly title: string;
	readonly detail: string;
	readonly advice: string;
	readonly link: string;
	readonly state: 'failing' | 'well';
	/** The state the officer was told of; '' nothing yet, and he is to be; 'quiet' nothing yet, and it is too early. */
	readonly told: 'failing' | 'well' | 'quiet' | '';
	/** ISO 8601 in UTC. */
	readonly firstAt: string;
	readonly lastAt: string;
	readonly times: number;
}

/** What the officer may change in the table `settings`. */
export interface WatchSettings {
	/** Working days without a new message; null: not watched. */
	readonly intakeDays: number | null;
	/** Office hours without a run of the control. */
	readonly controlHours: number | null;
	/** Office hours a notice waits. */
	readonly noticeHours: number | null;
	readonly publicationMinutes: number | null;
	/** Minutes without a failure after which all is well. */
	readonly wellMinutes: number;
	/** Polls that fail in a row before the officer is told; a refusal of access is told at once. */
	readonly feedFailures: number;
}

/** By the rows of `settings`; a row that is not there or not a number leaves the usual limit, an empty one switches the watch off. */
export function watchSettings(valueOf: (key: string) => string | undefined): WatchSettings {
	const limit = (key: string, usual: number): number | null => {
		const value = valueOf(key)?.trim();
		if (value === '') return null;
		const given = Number((value ?? 'x').replace(',', '.'));
		return Number.isFinite(given) && given > 0 ? given : usual;
	};
	return {
		intakeDays: limit('watchIntakeDays', 1),
		controlHours: limit('watchControlHours', 6),
		noticeHours: limit('watchNoticeHours', 2),
		publicationMinutes: limit('watchPublicationMinutes', 30),
		wellMinutes: limit('watchWellMinutes', 15) ?? 15,
		feedFailures: limit('watchFeedFailures', 3) ?? 1,
	};
}

/** Rows of `alerts` that are troubles; of two rows with one key the later counts: they were written in the same moment. */
export function readAlerts(rows: readonly Readonly<Record<string, unknown>>[]): AlertRow[] {
	const alerts = new Map<string, AlertRow>();
	for (const row of rows) {
		if (row.kind !== 'failure' && row.kind !== 'watch') continue;
		const text = (key: string): string => String(row[key] ?? '');
		const { kind } = row;
		const state = row.state === 'well' ? 'well' : 'failing';
		const told = (['failing', 'well', 'quiet'] as const).find((one) => one === row.told) ?? '';
		alerts.set(text('key'), { key: text('key'), kind, title: text('title'), detail: text('detail'), advice: text('advice'), link: text('link'), state, told, firstAt: text('firstAt'), lastAt: text('lastAt'), times: Number(row.times ?? 0) || 0 });
	}
	return [...alerts.values()];
}

/** Whether the officer is to be told of the row as it stands. */
export const isOwed = ({ state, told }: AlertRow): boolean => told !== state && told !== 'quiet';

/** Something seen now: of a check or a failed execution. */
export type Seen = Pick<AlertRow, 'key' | 'kind' | 'title' | 'detail' | 'advice' | 'link'>;

/** The row of a trouble that is there now: the one that is known goes on, an old one that was over begins anew. */
export function troubled(known: AlertRow | undefined, seen: Seen, now: string, told: AlertRow['told'] = ''): AlertRow {
	if (known?.state !== 'failing') return { ...seen, state: 'failing', told, firstAt: now, lastAt: now, times: 1 };
	return { ...known, ...seen, lastAt: now, times: known.times + 1 };
}

/** Milliseconds from one stored moment to another; 0 where either cannot be read. */
export function between(from: string, to: string): number {
	const passed = Date.parse(to) - Date.parse(from);
	return Number.isFinite(passed) ? passed : 0;
}

export const MINUTE_MS = 60_000;

/** «№ 3, № 7 и ещё 4» */
export function caseList(rows: readonly Readonly<CaseRecord>[], shown = 10): string {
	const numbers = rows.slice(0, shown).map((row) => `№ ${String(row.id)}`).join(', ');
	return rows.length > shown ? `${numbers} и ещё ${rows.length - shown}` : numbers;
}
