import { networkName } from '../channels/byHand/sheet';
import { limitsOf } from '../channels/limits';
import { splitText } from '../channels/split';
import { limitObstacles } from '../channels/validate';
import type { FormProblem } from './field';

const grouped = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/gu, '\u00A0');

/** « (ВКонтакте: до 16 384 знаков)» for the label of a text; '' where the network's limit is not known. */
export function limitWords(network: string): string {
	const limits = limitsOf(network);
	return limits ? ` (${networkName(network)}: до ${grouped(limits.maxLength)} знаков)` : '';
}

/** «1 204 из 16 384 знаков». */
export function lengthWords(text: string, network: string): string {
	const limits = limitsOf(network);
	return limits ? `${grouped(text.length)} из ${grouped(limits.maxLength)} знаков` : `${grouped(text.length)} знаков`;
}

/** Why the network will not take a text this long, with the text in parts that fit; undefined where it will. */
export function lengthProblem(text: string, network: string): FormProblem | undefined {
	const limits = limitsOf(network);
	if (!limits) return undefined;
	const tooLong = limitObstacles({ text, attachments: [], files: [], approvedAt: '', guid: '' }, limits, networkName(network)).find(({ code }) => code === 'TEXT_TOO_LONG');
	return tooLong && { ...tooLong, hint: 'Сократите текст. Ниже он разделён на части, которые сеть примет: оставьте ответом первую, а остальное приложите документом PDF или дайте ссылкой.', parts: splitText(text, limits.maxLength) };
}
