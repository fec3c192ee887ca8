import { digestOf } from '../cases/digest';
import type { Obstacle } from './types';

/** What the record says of the reply and of its approval. */
export interface ApprovedReply {
	readonly kind: string;
	readonly text: string;
	/** The record's `draftAttachments`, as the string it is. */
	readonly attachments: string;
	readonly approvedDigest: string;
	/** ISO 8601. */
	readonly approvedAt: string;
}

/**
 * Clause 7: only what the curator approved is published, word for word. `undefined`: it is that text;
 * otherwise why not: NOT_APPROVED (no approval at all), NOT_THE_APPROVED_TEXT (kind, text or attachments differ).
 */
export function approvalObstacle(reply: ApprovedReply): Obstacle | undefined {
	if (reply.approvedDigest === '' || Number.isNaN(Date.parse(reply.approvedAt))) {
		return { code: 'NOT_APPROVED', message: 'Ответ не согласован куратором.', hint: 'Согласуйте ответ (п. 7 Положения), затем опубликуйте.' };
	}
	if (digestOf(reply.kind, reply.text, reply.attachments) === reply.approvedDigest) return undefined;
	return { code: 'NOT_THE_APPROVED_TEXT', message: 'Текст или приложения изменились после согласования.', hint: 'Согласуйте новый текст (п. 7 Положения): публикуется только согласованное, слово в слово.' };
}
