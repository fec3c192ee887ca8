import { caseId, type CaseRecord } from './record';

/**
 * Fields by which a resident can be known: name, words, address, links to both sides of the talk, and what quotes them.
 * What the figures need stays: topic, settlement, terms, who answered and when.
 */
export const PERSONAL_FIELDS = [
	...['messageKey', 'url', 'externalId', 'authorName', 'authorId', 'text', 'attachments'],
	...['exclusionEvidence', 'street', 'triageReason'],
	...['draftText', 'draftAttachments', 'returnRemark', 'interimUrl', 'replyUrl', 'replyId', 'publishError'],
] as const;

const PREFIX = 'anonymised:';

/** What the record holds in their place. The key stays unique, so that the register's rules hold. */
export const forgotten = (record: Readonly<CaseRecord>): CaseRecord => ({
	...Object.fromEntries(PERSONAL_FIELDS.map((key) => [key, ''])),
	messageKey: `${PREFIX}${caseId(record) ?? 0}`,
});

export const isForgotten = (record: Readonly<Record<string, unknown>>): boolean => String(record.messageKey ?? '').startsWith(PREFIX);
