import { caseId, type CaseRecord } from './record';

/**
 * Fields by which a resident can be known: name, words, address, links to both sides of the talk, what quotes them, and what
 * staff write in words of their own. The approval's fingerprint goes too: replies are public, so whoever computes theirs finds
 * the thread again. What the figures need stays: topic, settlement, terms, the ground of an exclusion (clause 15, one of a
 * list), who answered and when.
 */
export const PERSONAL_FIELDS = [
	...['messageKey', 'url', 'externalId', 'authorName', 'authorId', 'text', 'attachments'],
	...['exclusionEvidence', 'street', 'triageReason'],
	...['draftText', 'draftAttachments', 'returnRemark', 'interimUrl', 'replyUrl', 'replyId', 'publishError'],
	...['approvedDigest', 'closeGround', 'assignmentReason'],
] as const;

const PREFIX = 'anonymised:';

/** What the record holds in their place. The key stays unique, so that the register's rules hold. */
export const forgotten = (record: Readonly<CaseRecord>): CaseRecord => ({
	...Object.fromEntries(PERSONAL_FIELDS.map((key) => [key, ''])),
	messageKey: `${PREFIX}${caseId(record) ?? 0}`,
});

export const isForgotten = (record: Readonly<Record<string, unknown>>): boolean => String(record.messageKey ?? '').startsWith(PREFIX);
