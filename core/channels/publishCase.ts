import { createHash } from 'node:crypto';

import { approvalObstacle, type ApprovedReply } from './approved';
import { byHandOutcome, byHandSheet } from './byHand/sheet';
import { splitText } from './split';
import type { Channel, Limits, Message, NotPublished, Obstacle, Outcome, Reply } from './types';

/** The part of a case that publishing reads. */
export interface CaseReply extends ApprovedReply, Message {
	readonly network: string;
}

/** Fields added to a case that was published. */
export interface PublishedFields {
	readonly replyUrl: string;
	readonly replyId: string;
	readonly replyPublishedAt: string;
	readonly publishError: '';
}

/** Fields added to a case that was not. */
export interface NotPublishedFields {
	/** What happened and the way out, with the code, for the record. */
	readonly publishError: string;
	readonly publishErrorCode: string;
	readonly publishOutcome: NotPublished['outcome'];
	/** A too long reply in parts that fit: JSON array of texts; '' otherwise. */
	readonly publishSplit: string;
}

export interface PreviewFields {
	readonly publishOutcome: 'preview';
	readonly previewReady: boolean;
	readonly previewText: string;
	readonly previewUrl: string;
	readonly previewLength: number;
	/** Characters left; null: the network has no channel and its limit is not known. */
	readonly previewLeft: number | null;
	/** What would be refused, one sentence a line; '' when nothing. */
	readonly previewProblems: string;
	readonly publishSplit: string;
}

export interface ByHandFields {
	readonly publishOutcome: 'byHand';
	readonly byHandText: string;
	readonly byHandUrl: string;
	readonly byHandSteps: string;
}

/** Chooses the network's channel; undefined: this network is answered by hand. */
export type ChannelOf = (network: string) => Promise<Channel | undefined>;

/**
 * Publishes a case's approved reply once. Everything that can be refused is refused before the network is asked for
 * anything. A network without a channel gives `byHand`.
 */
export async function publishCase(given: CaseReply, channelOf: ChannelOf): Promise<PublishedFields | NotPublishedFields> {
	const unapproved = approvalObstacle(given);
	if (unapproved) return notPublished({ outcome: 'refused', ...unapproved });
	const channel = await channelOf(given.network);
	if (!channel) return notPublished(byHandOutcome(given.network));
	const reply = replyOf(given);
	const obstacle = channel.validate(reply)[0];
	if (obstacle) return notPublished({ outcome: 'refused', ...obstacle }, reply, channel.limits);
	const outcome = await channel.publish(given, reply);
	return outcome.outcome === 'published' ? published(outcome) : notPublished(outcome);
}

/** What publishing would do, without asking the network for anything. */
export function previewCase(given: CaseReply, channel: Pick<Channel, 'limits' | 'validate'> | undefined): PreviewFields {
	const reply = replyOf(given);
	const unapproved = approvalObstacle(given);
	const obstacles: Obstacle[] = [...(unapproved ? [unapproved] : []), ...(channel ? channel.validate(reply) : [byHandOutcome(given.network)])];
	return {
		publishOutcome: 'preview',
		previewReady: obstacles.length === 0,
		previewText: given.text,
		previewUrl: given.url,
		previewLength: given.text.length,
		previewLeft: channel ? channel.limits.maxLength - given.text.length : null,
		previewProblems: obstacles.map(sentenceOf).join('\n'),
		publishSplit: channel ? splitOf(reply, channel.limits) : '',
	};
}

/** The approved text ready to be published by a person. An unapproved one is not handed out (clause 7). */
export function byHandCase(given: CaseReply): ByHandFields | NotPublishedFields {
	const unapproved = approvalObstacle(given);
	if (unapproved) return notPublished({ outcome: 'refused', ...unapproved });
	const sheet = byHandSheet(given.network, given, given.text, attachmentsOf(given.attachments));
	return { publishOutcome: 'byHand', byHandText: sheet.text, byHandUrl: sheet.url, byHandSteps: sheet.steps.map((step, index) => `${index + 1}. ${step}`).join('\n') };
}

function published(outcome: Extract<Outcome, { outcome: 'published' }>): PublishedFields {
	return { replyUrl: outcome.url, replyId: outcome.id, replyPublishedAt: outcome.at, publishError: '' };
}

function notPublished(why: NotPublished, reply?: Reply, limits?: Limits): NotPublishedFields {
	return { publishError: sentenceOf(why), publishErrorCode: why.code, publishOutcome: why.outcome, publishSplit: reply && limits ? splitOf(reply, limits) : '' };
}

const splitOf = (reply: Reply, limits: Limits): string => (reply.text.length > limits.maxLength ? JSON.stringify(splitText(reply.text, limits.maxLength)) : '');

const sentenceOf = (obstacle: Obstacle): string => `${obstacle.message} ${obstacle.hint} [${obstacle.code}]`;

function replyOf(given: CaseReply): Reply {
	const approval = [given.network, given.externalId || given.url, given.approvedDigest, given.approvedAt];
	return {
		text: given.text,
		attachments: attachmentsOf(given.attachments),
		approvedAt: given.approvedAt,
		guid: createHash('sha256').update(JSON.stringify(approval), 'utf8').digest('hex').slice(0, 32),
	};
}

/** References from the record's JSON array: texts, or objects with `ref` or `url`. What is no JSON counts as one reference. */
function attachmentsOf(value: string): string[] {
	if (value.trim() === '') return [];
	try {
		const parsed: unknown = JSON.parse(value);
		return (Array.isArray(parsed) ? parsed : [parsed]).map(referenceOf).filter((one) => one !== '');
	} catch {
		return [value.trim()];
	}
}

function referenceOf(value: unknown): string {
	if (typeof value === 'string') return value.trim();
	const { ref, url, name } = (value ?? {}) as { ref?: unknown; url?: unknown; name?: unknown };
	return [ref, url, name].find((one): one is string => typeof one === 'string') ?? JSON.stringify(value);
}
