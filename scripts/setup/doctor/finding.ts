/** One line of the doctor: what is so, and where it is not as it should be, what to do. */
export interface Finding {
	/** ok: as it should be; look: works, but somebody should look; bad: does not work. */
	readonly state: 'ok' | 'look' | 'bad';
	readonly text: string;
	/** What to do, an imperative in Russian; '' for ok. */
	readonly todo: string;
}

export const ok = (text: string): Finding => ({ state: 'ok', text, todo: '' });
export const look = (text: string, todo: string): Finding => ({ state: 'look', text, todo });
export const bad = (text: string, todo: string): Finding => ({ state: 'bad', text, todo });

const MARKS = { ok: '✓', look: '!', bad: '✗' } as const;

/** «✗ Почта: не отвечает. Что сделать: …» */
export const lineOf = ({ state, text, todo }: Finding): string => `${MARKS[state]} ${text}${todo === '' ? '' : `. Что сделать: ${todo}`}`;

/** «2 таблицы»: n, one, few, many. */
export function counted(n: number, one: string, few: string, many: string): string {
	const tens = n % 100;
	const units = n % 10;
	if (tens >= 11 && tens <= 14) return `${n} ${many}`;
	return `${n} ${units === 1 ? one : units >= 2 && units <= 4 ? few : many}`;
}
