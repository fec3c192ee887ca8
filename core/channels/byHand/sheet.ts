import type { Message, NotPublished } from '../types';

const NETWORK_NAMES: Readonly<Record<string, string>> = { vk: 'ВКонтакте', ok: 'Одноклассники', facebook: 'Facebook', instagram: 'Instagram' };

/** Why a network is not answered automatically, for staff. */
const WHY: Readonly<Record<string, string>> = {
	ok: 'права на ответы через API Одноклассников не подключены',
	facebook: 'сеть Facebook заблокирована в России, её владелец признан экстремистской организацией (21.03.2022)',
	instagram: 'сеть Instagram заблокирована в России, её владелец признан экстремистской организацией (21.03.2022)',
};

/** What a person needs to publish a reply with his own hands. */
export interface ByHandSheet {
	readonly network: string;
	/** Ready to copy: the approved text, nothing added. */
	readonly text: string;
	/** Where to put it; '' when the case knows no link. */
	readonly url: string;
	readonly attachments: readonly string[];
	/** What to do, in order. */
	readonly steps: readonly string[];
}

/** The sheet for publishing by hand: the text to copy, the link to the message, what to do and what to bring back. */
export function byHandSheet(network: string, message: Message, text: string, attachments: readonly string[]): ByHandSheet {
	const name = networkName(network);
	const open = message.url === '' ? `Найдите сообщение в сети ${name}: ссылки в деле нет.` : `Откройте сообщение: ${message.url}`;
	const steps = [
		open,
		'Ответьте на него от имени администрации: скопируйте текст целиком, ничего не меняя (п. 7 Положения).',
		...(attachments.length === 0 ? [] : [`Приложите: ${attachments.join(', ')}.`]),
		'Скопируйте ссылку на опубликованный ответ и внесите её в форму «Публикация вручную»: с этого момента срок считается исполненным.',
	];
	return { network: name, text, url: message.url, attachments, steps };
}

/** The outcome of asking to publish where only people publish. */
export function byHandOutcome(network: string): NotPublished {
	const why = WHY[network] ?? 'эта сеть не подключена';
	return { outcome: 'byHand', code: 'BY_HAND', message: `${networkName(network)}: ответ публикуется вручную, ${why}.`, hint: 'Скопируйте текст, опубликуйте его по ссылке и внесите ссылку на ответ.' };
}

export const networkName = (network: string): string => NETWORK_NAMES[network] ?? (network === '' || network === 'other' ? 'Другая сеть' : network);
