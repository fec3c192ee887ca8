import { digestOf } from '../cases/digest';
import { hasSubstance, tellsMeasures } from '../cases/substance';
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
	/** Number of the earlier case where this one repeats it (clause 13); '' otherwise. */
	readonly repeatOf: string;
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

/**
 * Clauses 13, 14: a reply says something, and on a repeated message tells measures or progress. Checked once more before it goes
 * out, since the table can be edited by hand: TEXT_EMPTY, NO_SUBSTANCE, NO_MEASURES.
 */
export function contentObstacle(reply: Pick<ApprovedReply, 'kind' | 'text' | 'repeatOf'>): Obstacle | undefined {
	if (!/[\p{L}\p{N}]/u.test(reply.text)) return EMPTY_TEXT;
	if (!hasSubstance(reply.text)) return { code: 'NO_SUBSTANCE', message: 'В тексте нет ответа по существу (п. 14 Положения).', hint: 'Напишите, что сделано или будет сделано и когда, и согласуйте ответ заново.' };
	if (reply.repeatOf === '' || reply.kind === 'clarification' || tellsMeasures(reply.text)) return undefined;
	return { code: 'NO_MEASURES', message: `Это повторное сообщение (прежнее дело № ${reply.repeatOf}), а в ответе нет ни мер, ни хода решения вопроса (п. 13 Положения).`, hint: 'Напишите, что сделано, что делается сейчас и к какому сроку, и согласуйте ответ заново.' };
}

export const EMPTY_TEXT: Obstacle = { code: 'TEXT_EMPTY', message: 'В ответе нет текста.', hint: 'Подготовьте ответ по существу вопроса и согласуйте его заново (п. 14 Положения).' };
