import { networkName } from '../channels/byHand/sheet';
import { escapeHtml } from '../text/escape';
import { humanTime } from '../text/time';

const REPEATS: Readonly<Record<string, string>> = {
	sameAuthor: 'тот же автор снова пишет по этому вопросу',
	sameQuestion: 'об этом уже писали другие жители',
};

/** Name of a network as staff know it; one that we do not know as it is. */
export const networkLabel = (network: string): string => (network === '' ? 'сеть не указана' : networkName(network));

const text = (value: unknown): string => escapeHtml(String(value ?? ''));

const line = (label: string, value: string): string => (value === '' ? '' : `<p><strong>${label}:</strong> ${value}</p>`);

/** A link only for http(s) addresses; anything else is shown as text, so a resident cannot plant a script. */
export function link(url: unknown, label: string): string {
	const address = String(url ?? '').trim();
	return /^https?:\/\//iu.test(address) ? `<a href="${text(address)}" target="_blank" rel="noopener noreferrer">${escapeHtml(label)}</a>` : text(address);
}

/**
 * The case as every form shows it: whose words, where, when, what is due. HTML for n8n's form (no style, no class:
 * n8n drops them); everything a resident typed is escaped.
 */
export function caseCard(record: Readonly<Record<string, unknown>>, zone: string): string {
	const repeat = record.repeatOf ? `дело № ${text(record.repeatOf)}: ${REPEATS[String(record.repeatKind)] ?? 'повторное сообщение'}` : '';
	return [
		record.critical === true ? '<p><strong>Внимание: возможна угроза жизни или безопасности людей.</strong></p>' : '',
		line('Автор', [text(record.authorName), text(networkLabel(String(record.network ?? '')))].filter(Boolean).join(', ')),
		line('Написано', humanTime(record.publishedAt, zone)),
		line('Выявлено', humanTime(record.detectedAt, zone)),
		line('Сообщение', link(record.url, 'открыть в сети')),
		`<pre>${text(record.text) || 'Текста нет, смотрите вложения по ссылке.'}</pre>`,
		line('Тема', [record.topicGroup, record.topic].map(text).filter(Boolean).join(' — ')),
		line('Место', [record.location, record.street].map(text).filter(Boolean).join(', ')),
		line('Повтор', repeat),
		line('Ответить до', humanTime(record.finalBy || record.replyBy, zone)),
	].join('');
}
