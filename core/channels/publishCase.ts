import { createHash } from 'node:crypto';

import { PUBLISH_LEASE_MINUTES } from '../cases/guards';
import { DeskError } from '../errors';
import { filesAmong, kindOf, namesOf, readAttachments } from '../media/attachments';
import { typeByMime } from '../media/fileType';
import type { Attachment } from '../media/types';
import { approvalObstacle, contentObstacle, type ApprovedReply } from './approved';
import { byHandOutcome, byHandSheet } from './byHand/sheet';
import { splitText } from './split';
import { asRefusal } from './refuse';
import type { Channel, Limits, Message, NotPublished, Obstacle, Outcome, Reply, ReplyFile, Rules } from './types';

/** The part of a case that publishing reads. */
export interface CaseReply extends ApprovedReply, Message {
	readonly network: string;
	/** ISO 8601: when this attempt got the right to publish (the record's `publishAttemptAt`); '' where nobody holds it by time. */
	readonly attemptAt: string;
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
	/** Names of what goes with the text, one a line. */
	readonly previewAttachments: string;
	readonly publishSplit: string;
}

export interface ByHandFields {
	readonly publishOutcome: 'byHand';
	readonly byHandText: string;
	readonly byHandUrl: string;
	readonly byHandSteps: string;
}

/** Chooses the network's channel; undefined: this network is answered by hand. Throws DeskError, e.g. for a missing credential. */
export type ChannelOf = (network: string) => Promise<Channel | undefined>;

/** The content of an approved file, by its fingerprint. undefined: it is not at hand. */
export type ContentOf = (file: Attachment) => Promise<Uint8Array | undefined>;

/**
 * Publishes a case's approved reply once. Everything that can be refused is refused before the network is asked for
 * anything. A network without a channel gives `byHand`.
 */
export async function publishCase(given: CaseReply, channelOf: ChannelOf, contentOf: ContentOf): Promise<PublishedFields | NotPublishedFields> {
	const unapproved = approvalObstacle(given) ?? contentObstacle(given);
	if (unapproved) return notPublished({ outcome: 'refused', ...unapproved });
	try {
		const channel = await channelOf(given.network);
		if (!channel) return notPublished(byHandOutcome(given.network));
		const reply = replyOf(given, contentOf);
		const [obstacle] = channel.validate(reply, given);
		if (obstacle) return notPublished(obstacle, reply, channel.limitsFor(given));
		const outcome = await channel.publish(given, reply);
		return outcome.outcome === 'published' ? published(outcome) : notPublished(outcome);
	} catch (error) {
		// A missing credential is the officer's to mend, but the curator must see that nothing was published.
		return notPublished(asRefusal(error));
	}
}

/**
 * What publishing would do, without asking the network for anything.
 *
 * @param rules the network's; undefined: it is answered by hand
 * @param missing what already stands in the way, e.g. no credential
 */
export function previewCase(given: CaseReply, rules: Rules | undefined, missing: readonly Obstacle[] = []): PreviewFields {
	const reply = replyOf(given, () => Promise.resolve(undefined));
	const unapproved = [approvalObstacle(given), contentObstacle(given)].filter((one) => one !== undefined);
	const obstacles: Obstacle[] = [...unapproved, ...missing, ...(rules ? rules.validate(reply, given) : missing.length > 0 ? [] : [byHandOutcome(given.network)])];
	const limits = rules?.limitsFor(given);
	return {
		publishOutcome: 'preview',
		previewReady: obstacles.length === 0,
		previewText: given.text,
		previewUrl: given.url,
		previewLength: given.text.length,
		previewLeft: limits ? limits.maxLength - given.text.length : null,
		previewAttachments: attachmentNames(given).join('\n'),
		previewProblems: [...new Set(obstacles.map(sentenceOf))].join('\n'),
		publishSplit: limits ? splitOf(reply, limits) : '',
	};
}

/** The approved text ready to be published by a person. An unapproved one is not handed out (clause 7). */
export function byHandCase(given: CaseReply): ByHandFields | NotPublishedFields {
	const unapproved = approvalObstacle(given) ?? contentObstacle(given);
	if (unapproved) return notPublished({ outcome: 'refused', ...unapproved });
	const sheet = byHandSheet(given.network, given, given.text, attachmentNames(given));
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

/** Five minutes before the right to publish ends: a sending has its answer, or is read back, within that. */
const SEND_WITHIN_MS = (PUBLISH_LEASE_MINUTES - 5) * 60_000;

function replyOf(given: CaseReply, contentOf: ContentOf): Reply {
	const approval = [given.network, given.externalId || given.url, given.approvedDigest, given.approvedAt];
	const attachments = readAttachments(given.attachments);
	const attempt = Date.parse(given.attemptAt);
	return {
		text: given.text,
		attachments: attachments.filter((one) => typeof one === 'string'),
		files: filesAmong(attachments).map((file) => replyFile(file, contentOf)),
		approvedAt: given.approvedAt,
		...(Number.isNaN(attempt) ? {} : { sendBefore: attempt + SEND_WITHIN_MS }),
		guid: createHash('sha256').update(JSON.stringify(approval), 'utf8').digest('hex').slice(0, 32),
	};
}

/** A file whose content is checked against the approved fingerprint at the moment it is wanted. */
function replyFile(file: Attachment, contentOf: ContentOf): ReplyFile {
	return {
		name: file.name,
		mime: file.mime,
		extension: `.${typeByMime(file.mime)?.extension ?? 'bin'}`,
		kind: kindOf(file),
		bytes: file.bytes,
		async read() {
			const content = await contentOf(file);
			if (!content) throw new DeskError('FILE_MISSING', `Согласованного файла «${file.name}» нет под рукой: его не передали на публикацию или он изменился после согласования.`, 'Приложите файл в форме проекта ответа и согласуйте ответ заново или опубликуйте его вручную.');
			if (createHash('sha256').update(content).digest('hex') !== file.sha256) throw new DeskError('FILE_CHANGED', `Файл «${file.name}» изменился после согласования.`, 'Приложите его заново и согласуйте ответ (п. 7 Положения): публикуется только согласованное.');
			return content;
		},
	};
}

const attachmentNames = (given: CaseReply): string[] => namesOf(readAttachments(given.attachments));
