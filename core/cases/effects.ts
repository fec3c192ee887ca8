import { DateTime } from 'luxon';

import { digestOf } from './digest';
import { TEXT_LIMIT } from './fields';
import { forgotten } from './forget';
import { cutText } from './plainText';
import { DELETED_NOTE, EDITED_NOTE } from './sourceNews';
import type { Actor } from './actor';
import { normalEmail } from './actor';
import type { CaseRecord } from './record';
import type { Status } from './statuses';
import type { EventName } from './transitions';

export interface EffectContext {
	readonly actor: Actor;
	/** ISO 8601, UTC. */
	readonly at: string;
	/** IANA zone: the day that the text tells is the administration's. */
	readonly zone: string;
	readonly remark: string;
	/** What the author of the message added (event `authorReplied`). */
	readonly authorText: string;
	/** How publishing ended: retryLater | refused | unclear | byHand (event `publishFailed`). */
	readonly outcome: string;
}

/** Fields a step sets by itself; `status` only where the table says `byData`. A network that asks to wait keeps the attempt: its lease is the pause. */
export type Effect = (record: Readonly<CaseRecord>, context: EffectContext) => CaseRecord;

const NO_APPROVAL = { approvedBy: '', approvedAt: null, approvedDigest: '' } as const;
const NO_DRAFT = { draftText: '', draftKind: '', draftAttachments: '', draftedBy: '', draftedAt: null, ...NO_APPROVAL } as const;
const NO_ATTEMPT = { publishAttemptAt: null, publishError: '' } as const;
const NO_REPLY = { replyUrl: '', replyId: '', replyPublishedAt: null } as const;

/** Fingerprint of the reply the record holds now. */
export const draftDigest = (record: Readonly<CaseRecord>): string =>
	digestOf(String(record.draftKind ?? ''), String(record.draftText ?? ''), String(record.draftAttachments ?? ''));

/** Where a new message starts: what triage decided; doubt and an unknown verdict go to the curator. */
function firstStatus(record: Readonly<CaseRecord>): Status {
	if (record.disposition === 'notProcessed') return 'excluded';
	return record.disposition === 'answer' ? 'registered' : 'review';
}

/** What a published reply makes of the case, by its kind (clauses 7, 11, 12). */
const PUBLISHED: Readonly<Record<string, Effect>> = {
	final: (record, { at }) => ({ status: 'answered', replyPublishedAt: record.replyPublishedAt ?? at }),
	interim: (record, { at }) => ({
		...NO_DRAFT,
		...NO_REPLY,
		status: 'interim',
		interimAt: record.replyPublishedAt ?? at,
		interimUrl: record.replyUrl,
	}),
	clarification: () => ({ ...NO_DRAFT, status: 'clarification', replyPublishedAt: null }),
};

/** The author's later words under the first ones; where both exceed the register's limit, the first ones give way. */
function withAuthorText(record: Readonly<CaseRecord>, title: string, { authorText, at, zone }: Pick<EffectContext, 'authorText' | 'at' | 'zone'>): string {
	const day = DateTime.fromISO(at).setZone(zone).toISODate() ?? at.slice(0, 10);
	const added = cutText(`[${title}, ${day}] ${authorText}`.trimEnd(), TEXT_LIMIT / 2);
	return `${cutText(String(record.text ?? ''), TEXT_LIMIT - added.length - 2)}\n\n${added}`;
}

export const EFFECTS: Readonly<Record<EventName, Effect>> = {
	register: (record) => ({ status: firstStatus(record) }),
	route: (record) => ({ disposition: 'answer', exclusionGround: '', exclusionEvidence: '', importance: record.importance || 'normal' }),
	exclude: () => ({ disposition: 'notProcessed', ...NO_APPROVAL }),
	restore: () => ({ disposition: 'review', exclusionGround: '' }),
	draft: (_record, { actor, at }) => ({ draftedBy: normalEmail(actor.email), draftedAt: at, returnRemark: '', ...NO_APPROVAL, ...NO_ATTEMPT }),
	approve: (record, { actor, at }) => ({
		...NO_REPLY,
		...NO_ATTEMPT,
		approvedBy: normalEmail(actor.email),
		approvedAt: at,
		approvedDigest: draftDigest(record),
	}),
	return: (_record, { remark }) => ({ returnRemark: remark, ...NO_APPROVAL, ...NO_ATTEMPT }),
	startPublishing: (_record, { at }) => ({ publishAttemptAt: at, publishError: '', ...NO_REPLY }),
	published: (record, context) => ({ ...NO_ATTEMPT, ...PUBLISHED[String(record.draftKind)]?.(record, context) }),
	publishFailed: (_record, { at, outcome }) => (outcome === 'retryLater' ? { status: 'publishing', publishAttemptAt: at } : { status: 'approved', publishAttemptAt: null }),
	authorReplied: (record, context) => ({ text: withAuthorText(record, 'Уточнение автора', context) }),
	sourceChanged: (record, context) => ({ text: withAuthorText(record, context.authorText === '' ? DELETED_NOTE : EDITED_NOTE, context) }),
	reassign: () => ({}),
	close: () => ({ ...NO_APPROVAL, ...NO_ATTEMPT }),
	reopen: (record) => ({ ...NO_APPROVAL, status: record.executor || record.recipient ? 'routed' : 'review', closeGround: '' }),
	correct: () => ({}),
	recalculate: () => ({}),
	anonymise: (record) => forgotten(record),
};
