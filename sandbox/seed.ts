import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Incident } from './im';
import { authorOf } from './people';
import { plant } from './plant';
import type { Store } from './state';
import { addComment, addPost, commentUrl, OWNER_ID } from './vk/threads';

interface Sample {
	readonly post?: string;
	readonly network?: string;
	readonly author: string;
	readonly text: string;
	readonly hoursAgo: number;
	readonly official?: boolean;
}

/** What a control request may say of a new incident; what it leaves out is made up. */
export type NewIncident = Partial<Omit<Incident, 'author'>> & { readonly author?: Partial<Incident['author']>; readonly postId?: number | undefined; readonly raw?: unknown };

const HOUR = 3_600_000;
const read = (name: string): unknown => JSON.parse(readFileSync(join(__dirname, 'samples', name), 'utf8'));

/** Fills the networks and the feed with the invented messages, dated back from now. Returns how many incidents there are. */
export function seed(store: Store, now: number): number {
	const texts = new Map((read('posts.json') as { key: string; text: string }[]).map((post) => [post.key, post.text]));
	const posts = new Map<string, number>();
	/** A post of the administration's for what is written on its page, and its copy in a neighbours' community for the rest. */
	const postOf = (key: string, official: boolean): number => {
		const name = `${key} ${String(official)}`;
		const known = posts.get(name) ?? addPost(store, texts.get(key) ?? '', Math.floor((now - 72 * HOUR) / 1000), official ? {} : { elsewhere: true }).id;
		posts.set(name, known);
		return known;
	};
	const samples = (read('messages.json') as Sample[]).sort((a, b) => b.hoursAgo - a.hoursAgo);
	for (const sample of samples) {
		addIncident(store, now, {
			createdAt: new Date(now - sample.hoursAgo * HOUR).toISOString(),
			text: sample.text,
			author: { name: sample.author },
			official: sample.official ?? false,
			network: sample.network ?? 'vk',
			...(sample.post === undefined ? {} : { postId: postOf(sample.post, sample.official ?? false) }),
		});
	}
	return samples.length;
}

/** A new incident; one of a known network becomes a comment in a thread there too, unless it brings its own link or id. `raw` goes into the feed as it is. */
export function addIncident(store: Store, now: number, given: NewIncident): unknown {
	if ('raw' in given) {
		store.state.incidents.push(given.raw);
		return given.raw;
	}
	const network = given.network ?? 'vk';
	const text = given.text ?? '';
	const author = authorOf(store, given.author ?? {});
	const createdAt = given.createdAt === undefined ? new Date(now).toISOString() : given.createdAt;
	const place = given.url !== undefined || given.externalId !== undefined ? { url: given.url ?? '', externalId: given.externalId ?? '' } : placeOf(store, network, text, author, toUnix(createdAt, now), given.official ?? false, given.postId);
	const incident: Incident = {
		id: given.id ?? `IM-${store.nextId()}`,
		createdAt,
		network,
		...place,
		author,
		text,
		official: given.official ?? false,
		...(given.group === undefined ? {} : { group: given.group }),
		...(given.topic === undefined ? {} : { topic: given.topic }),
		attachments: given.attachments ?? [],
	};
	store.state.incidents.push(incident);
	return incident;
}

function placeOf(store: Store, network: string, text: string, author: Incident['author'], date: number, official: boolean, postId?: number): { url: string; externalId: string } {
	if (network === 'ok' || network === 'facebook' || network === 'instagram') {
		const { url, externalId } = plant(store, { network, text, author: author.name, createdAt: new Date(date * 1000).toISOString(), elsewhere: !official });
		return { url, externalId };
	}
	if (network !== 'vk') return { url: '', externalId: '' };
	const post = store.state.posts.find((one) => one.id === postId) ?? store.state.posts.find((one) => (one.elsewhere ?? false) === !official) ?? addPost(store, 'Вопросы жителей: пишите в комментариях.', date, official ? {} : { elsewhere: true });
	const comment = addComment(store, { postId: post.id, fromId: Number(author.id), date, text });
	const url = commentUrl(comment);
	return { url, externalId: `wall${OWNER_ID}_${post.id}_r${comment.id}` };
}

function toUnix(createdAt: Incident['createdAt'], now: number): number {
	const parsed = typeof createdAt === 'number' ? createdAt * 1000 : Date.parse(createdAt ?? '');
	return Math.floor((Number.isNaN(parsed) ? now : parsed) / 1000);
}
