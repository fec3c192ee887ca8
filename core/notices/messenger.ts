import { normalEmail } from '../cases/actor';
import { excerpt, visibleText } from '../text/escape';
import { partsOf } from '../text/parts';
import type { Mail } from './mail';

/** Messengers a notice may be repeated to. */
export const MESSENGERS = ['max', 'telegram'] as const;

export type Messenger = (typeof MESSENGERS)[number];

/** A message ready to send. */
export interface Message {
	readonly messenger: Messenger;
	/** Number of the chat, as the messenger knows it. */
	readonly chat: string;
	/** Plain text: no words, name or address of a resident leaves the administration this way. */
	readonly text: string;
}

/** Both messengers take about 4,000 characters. */
const LIMIT = 3500;

const KEY = /^messenger:\s*(\S+)$/u;
const PLACE = /^(max|telegram)\s*:\s*(-?\d{1,20}|@\w{3,64})$/iu;

/** Where notices go, by person; 'all' is a common chat. Several places of one person stand in one cell, parted by «;». */
export type Places = ReadonlyMap<string, readonly (readonly [Messenger, string])[]>;

export interface ReadPlaces {
	readonly places: Places;
	/** Russian sentences about cells that cannot be read. */
	readonly problems: readonly string[];
}

/** Rows `messenger:all` and `messenger:почта` of the table `settings`; an empty value switches that one off. */
export function readPlaces(rows: readonly Readonly<Record<string, unknown>>[]): ReadPlaces {
	const places = new Map<string, (readonly [Messenger, string])[]>();
	const problems: string[] = [];
	for (const { key, value } of rows) {
		const name = KEY.exec(String(key ?? '').trim())?.[1];
		if (name === undefined) continue;
		for (const cell of partsOf(String(value ?? ''), /;/u)) {
			const [, messenger, chat] = PLACE.exec(cell) ?? [];
			if (messenger === undefined || chat === undefined) problems.push(`Строка messenger:${name} таблицы settings не читается: «${cell}». Нужно max:номер или telegram:номер.`);
			else places.set(normalEmail(name), [...(places.get(normalEmail(name)) ?? []), [messenger.toLowerCase() as Messenger, chat]]);
		}
	}
	return { places, problems };
}

/** Messages that repeat these mails: to the person's own chats, and once to the common ones. Nothing where nothing is set. */
export function messagesFor(mails: readonly Pick<Mail, 'to' | 'brief'>[], places: Places): Message[] {
	const messages = new Map<string, Message>();
	for (const { to, brief } of mails) {
		const text = excerpt(visibleText(brief).trim(), LIMIT);
		for (const [messenger, chat] of [...(places.get(normalEmail(to)) ?? []), ...(places.get('all') ?? [])]) messages.set(`${messenger}:${chat}:${text}`, { messenger, chat, text });
	}
	return [...messages.values()];
}
