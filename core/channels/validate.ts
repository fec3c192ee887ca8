import { EMPTY_TEXT } from './approved';
import type { Limits, MediaKind, NotPublished, Obstacle, Reply, ReplyFile } from './types';
import { splitText } from './split';

/** What speaks against a reply by the network's limits (clause 14: it must fit the network's format). Empty: nothing. */
export function limitObstacles(reply: Reply, limits: Limits, network: string): NotPublished[] {
	return [...[emptyText(reply), tooLong(reply, limits, network), references(reply, limits, network), tooMany(reply, limits, network), tooBig(reply, limits, network)].map(refused), filesByHand(reply, limits, network)].filter((one) => one !== undefined);
}

const refused = (obstacle: Obstacle | undefined): NotPublished | undefined => obstacle && { outcome: 'refused', ...obstacle };

const emptyText = (reply: Reply): Obstacle | undefined => (/[\p{L}\p{N}]/u.test(reply.text) ? undefined : EMPTY_TEXT);

function tooLong(reply: Reply, limits: Limits, network: string): Obstacle | undefined {
	if (reply.text.length <= limits.maxLength) return undefined;
	const parts = splitText(reply.text, limits.maxLength).length;
	return {
		code: 'TEXT_TOO_LONG',
		message: `Ответ длиннее, чем принимает ${network}: ${reply.text.length} знаков, можно ${limits.maxLength}.`,
		hint: `Сократите ответ или разделите его на части (предложено частей: ${parts}) и согласуйте заново.`,
	};
}

function references(reply: Reply, limits: Limits, network: string): Obstacle | undefined {
	const foreign = reply.attachments.filter((one) => !limits.attachment.test(one));
	if (foreign.length === 0) return undefined;
	return {
		code: 'ATTACHMENT_NOT_SUPPORTED',
		message: `Эти приложения ${network} не примет: ${foreign.join(', ')}.`,
		hint: 'Приложите файлы в форме проекта ответа (для ВКонтакте можно указать и ссылку вида photo-1_2) и согласуйте ответ заново или опубликуйте его вручную.',
	};
}

function tooMany(reply: Reply, limits: Limits, network: string): Obstacle | undefined {
	const count = reply.attachments.length + reply.files.length;
	if (count <= limits.maxAttachments || notTaken(reply, limits).length > 0) return undefined;
	return { code: 'TOO_MANY_ATTACHMENTS', message: `Приложений ${count}, ${network} принимает не больше ${limits.maxAttachments}.`, hint: 'Оставьте главные и согласуйте ответ заново.' };
}

function tooBig(reply: Reply, limits: Limits, network: string): Obstacle | undefined {
	const big = reply.files.filter((one) => one.bytes > (limits.media?.[one.kind] ?? Number.POSITIVE_INFINITY));
	if (big.length === 0) return undefined;
	return { code: 'FILE_TOO_BIG', message: `Файлы больше, чем принимает ${network}: ${names(big)}.`, hint: 'Уменьшите их и согласуйте ответ заново.' };
}

/** A network that does not take such files: people can still put them there, where the network's pages do. */
function filesByHand(reply: Reply, limits: Limits, network: string): NotPublished | undefined {
	const files = notTaken(reply, limits);
	if (files.length === 0) return undefined;
	return {
		outcome: 'byHand',
		code: 'FILES_BY_HAND',
		message: `${network}: через API к ответу нельзя приложить ${kinds(files)}: ${names(files)}.`,
		hint: 'Опубликуйте ответ вручную с этими файлами и внесите ссылку на него или уберите файлы и согласуйте ответ заново.',
	};
}

const notTaken = (reply: Reply, limits: Limits): ReplyFile[] => reply.files.filter((one) => limits.media?.[one.kind] === undefined);
const names = (files: readonly ReplyFile[]): string => files.map((one) => one.name).join(', ');
const KINDS: Readonly<Record<MediaKind, string>> = { photo: 'фото', video: 'видео', document: 'документ' };
const kinds = (files: readonly ReplyFile[]): string => [...new Set(files.map((one) => KINDS[one.kind]))].join(' и ');
