import type { Obstacle } from './types';

/**
 * What to do after a network's error. `wait`: nothing happened, the same call may be made again after a pause; `later`: the
 * same, but only much later; `doubt`: the network failed inside, the call may have had its effect; `never`: a person must act.
 */
export type Remedy = 'wait' | 'later' | 'doubt' | 'never';

export interface ErrorRow {
	readonly remedy: Remedy;
	/** What it means, in Russian. */
	readonly meaning: string;
	readonly wayOut: string;
}

export const OFFICER = 'Обратитесь к ИТ-специалисту';
export const BY_HAND = 'Опубликуйте ответ вручную и внесите ссылку на него';
export const OPEN_LINK = 'Откройте ссылку на сообщение: если оно удалено, закройте дело с этим основанием';

/** A network's errors: what each code means to staff and what may be done about it. */
export interface ErrorBook {
	readonly remedyFor: (code: number) => Remedy;
	/** The refusal for staff: meaning, code and the network's own words, and the way out. */
	readonly obstacle: (code: number, words: string) => Obstacle;
}

/** @param prefix of the stable codes, e.g. `VK` → `VK_213`; @param name of the network in Russian */
export function errorBook(prefix: string, name: string, rows: Readonly<Record<number, ErrorRow>>): ErrorBook {
	const unknown: ErrorRow = { remedy: 'never', meaning: 'сеть отказала', wayOut: `Откройте ссылку на сообщение; если не ясно, что делать, — ${OFFICER.toLowerCase()}` };
	const row = (code: number): ErrorRow => rows[code] ?? unknown;
	return {
		remedyFor: (code) => row(code).remedy,
		obstacle: (code, words) => ({ code: `${prefix}_${code}`, message: `${name}: ${row(code).meaning} (ошибка ${code}: ${words.replace(/[.\s]+$/u, '')}).`, hint: `${row(code).wayOut}.` }),
	};
}
