import type { Limits, Obstacle, Reply } from './types';
import { splitText } from './split';

/** What speaks against a reply by the network's limits (clause 14: it must fit the network's format). Empty: nothing. */
export function limitObstacles(reply: Reply, limits: Limits, network: string): Obstacle[] {
	return [emptyText(reply), tooLong(reply, limits, network), attachments(reply, limits, network)].filter((one) => one !== undefined);
}

function emptyText(reply: Reply): Obstacle | undefined {
	if (/[\p{L}\p{N}]/u.test(reply.text)) return undefined;
	return { code: 'TEXT_EMPTY', message: 'В ответе нет текста.', hint: 'Подготовьте ответ по существу вопроса и согласуйте его заново (п. 14 Положения).' };
}

function tooLong(reply: Reply, limits: Limits, network: string): Obstacle | undefined {
	if (reply.text.length <= limits.maxLength) return undefined;
	const parts = splitText(reply.text, limits.maxLength).length;
	return {
		code: 'TEXT_TOO_LONG',
		message: `Ответ длиннее, чем принимает ${network}: ${reply.text.length} знаков, можно ${limits.maxLength}.`,
		hint: `Сократите ответ или разделите его на части (предложено частей: ${parts}) и согласуйте заново.`,
	};
}

function attachments(reply: Reply, limits: Limits, network: string): Obstacle | undefined {
	const foreign = reply.attachments.filter((one) => !limits.attachment.test(one));
	if (foreign.length > 0) {
		return {
			code: 'ATTACHMENT_NOT_SUPPORTED',
			message: `Эти приложения ${network} не примет: ${foreign.join(', ')}.`,
			hint: 'Загрузите фото или видео в сообщество и укажите ссылку вида photo-1_2 или опубликуйте ответ вручную.',
		};
	}
	if (reply.attachments.length <= limits.maxAttachments) return undefined;
	return {
		code: 'TOO_MANY_ATTACHMENTS',
		message: `Приложений ${reply.attachments.length}, ${network} принимает не больше ${limits.maxAttachments}.`,
		hint: 'Оставьте главные и согласуйте ответ заново.',
	};
}
