import type { CallResult } from './call';
import type { Clock } from './http';
import type { ErrorBook } from './remedy';
import type { NotPublished, Obstacle, Outcome, Published } from './types';

/** How often one reply is sent at most, and the pauses between, in milliseconds. */
const WAITS_MS = [1000, 3000, 9000] as const;
/** When to look into the thread after an answer was lost: at once where the network did answer, patiently where it may still be at work. */
const LOOKS_MS = [2000] as const;
const LATE_LOOKS_MS = [3000, 10_000, 20_000] as const;

/** What a look into the thread shows. `blind`: it cannot be told whether our reply stands there; `permanent`: nor will it be later. */
export type Look = { readonly kind: 'found'; readonly published: Published } | { readonly kind: 'absent' } | { readonly kind: 'blind'; readonly why: Obstacle; readonly permanent: boolean };

/** How one reply is put into one place of one network. */
export interface Way {
	/** Of the stable codes: `VK` → `VK_UNCLEAR`. */
	readonly prefix: string;
	/** In Russian. */
	readonly name: string;
	readonly errors: ErrorBook;
	/** Does our reply stand there? Reading may be repeated inside as often as it likes. */
	look(): Promise<Look>;
	/** What has to be ready before the first sending (uploaded files); an obstacle ends the publication. Called once, after the first look. */
	prepare?(): Promise<NotPublished | undefined>;
	/** Sends once. */
	send(): Promise<CallResult>;
	/** The published reply as the network's answer tells it; undefined: the answer names none, the thread will. */
	created(response: unknown): Published | undefined | Promise<Published | undefined>;
}

/**
 * Publishes once. The thread is read before the first sending (an earlier attempt may have succeeded unheard) and again after
 * every answer that was lost; nothing is sent twice without looking.
 *
 * @param sendBefore Unix milliseconds: the right to publish ends soon after; an attempt that took longer sends nothing, since another may be at work
 */
export async function publishOnce(way: Way, clock: Clock, sendBefore = Number.POSITIVE_INFINITY): Promise<Outcome> {
	const before = await way.look();
	if (before.kind === 'found') return before.published;
	if (before.kind === 'blind') return { outcome: before.permanent ? 'refused' : 'retryLater', ...before.why };
	const obstacle = await way.prepare?.();
	return obstacle ?? (await send(way, clock, sendBefore));
}

async function send(way: Way, clock: Clock, sendBefore: number): Promise<Outcome> {
	const tooLate = (): boolean => clock.now() > sendBefore;
	if (tooLate()) return overtime(way);
	let last: CallResult = await way.send();
	for (const wait of [...WAITS_MS, undefined]) {
		const created = last.kind === 'ok' ? await way.created(last.response) : undefined;
		if (created) return created;
		if (last.kind === 'refused' && isFinal(way, last.code)) return refusal(way, last);
		if (isDoubtful(way, last)) {
			const late = last.kind === 'doubtful' && last.late;
			const after = await lookAgain(way, clock, late ? LATE_LOOKS_MS : LOOKS_MS);
			if (after.kind === 'found') return { ...after.published, already: false };
			if (after.kind === 'blind') return { outcome: 'unclear', code: `${way.prefix}_UNCLEAR`, message: `Неизвестно, опубликован ли ответ: ${doubt(way, last)}, а ветку прочитать не удалось.`, hint: `Откройте ссылку на сообщение: если ответ там есть, внесите ссылку на него; если нет, повторите публикацию. Причина: ${after.why.message}` };
			// Nobody answered: the network may still be at work, so this run does not send again. The next one reads the thread first.
			if (late) return { outcome: 'retryLater', code: `${way.prefix}_NO_ANSWER`, message: `${sentence(doubt(way, last))}. В ветке ответа пока нет.`, hint: 'Повторите через 10 минут: перед повтором ветка будет прочитана ещё раз.' };
		}
		if (wait === undefined) break;
		await clock.sleep(wait);
		if (tooLate()) return overtime(way);
		last = await way.send();
	}
	return refusal(way, last);
}

const overtime = (way: Way): NotPublished => ({
	outcome: 'retryLater',
	code: `${way.prefix}_OVERTIME`,
	message: `${way.name}: подготовка ответа заняла слишком много времени, ответ не отправлен.`,
	hint: 'Ответ будет отправлен следующей попыткой: перед отправкой ветка будет прочитана.',
});

const isFinal = (way: Way, code: number): boolean => ['never', 'later'].includes(way.errors.remedyFor(code));

/** Errors that leave nothing behind stay `refused` or `retryLater`; an answer without an id counts as lost. */
const isDoubtful = (way: Way, result: CallResult): boolean => result.kind === 'doubtful' || result.kind === 'ok' || (result.kind === 'refused' && way.errors.remedyFor(result.code) === 'doubt');

/** A call that failed, as the outcome of a publication that did not happen. */
export function refusal(way: Pick<Way, 'prefix' | 'name' | 'errors'>, result: CallResult): NotPublished {
	if (result.kind === 'refused') return { outcome: way.errors.remedyFor(result.code) === 'never' ? 'refused' : 'retryLater', ...way.errors.obstacle(result.code, result.words) };
	return { outcome: 'retryLater', code: `${way.prefix}_NO_ANSWER`, message: `${sentence(doubt(way, result))}. Ответ не опубликован.`, hint: 'Повторите позже: перед повтором ветка будет прочитана.' };
}

function doubt(way: Pick<Way, 'name'>, result: CallResult): string {
	if (result.kind === 'ok') return `сеть ${way.name} ответила без номера ответа`;
	return result.kind === 'refused' ? `сеть ${way.name} ответила ошибкой ${result.code} (${result.words})` : result.why;
}

async function lookAgain(way: Way, clock: Clock, waits: readonly number[]): Promise<Look> {
	let seen: Look = { kind: 'absent' };
	for (const wait of waits) {
		await clock.sleep(wait);
		seen = await way.look();
		if (seen.kind === 'found') return seen;
	}
	return seen;
}

const READ_WAITS_MS = [1000, 3000, 9000] as const;

/** Reading is safe to repeat, so every passing trouble is waited out, a bounded number of times. `waits`: the pauses, in milliseconds. */
export async function readPatiently(read: () => Promise<CallResult>, errors: ErrorBook, clock: Clock, waits: readonly number[] = READ_WAITS_MS): Promise<CallResult> {
	let result = await read();
	for (const wait of waits) {
		if (result.kind === 'ok' || (result.kind === 'refused' && !['wait', 'doubt'].includes(errors.remedyFor(result.code)))) return result;
		await clock.sleep(wait);
		result = await read();
	}
	return result;
}

/** Why a thread could not be read, as a look. */
export function blind(way: Pick<Way, 'prefix' | 'errors'>, result: Exclude<CallResult, { kind: 'ok' }>): Look {
	if (result.kind === 'refused') return { kind: 'blind', why: way.errors.obstacle(result.code, result.words), permanent: way.errors.remedyFor(result.code) === 'never' };
	return { kind: 'blind', why: { code: `${way.prefix}_NO_ANSWER`, message: `Ветку прочитать не удалось: ${result.why}.`, hint: 'Повторите позже.' }, permanent: false };
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
