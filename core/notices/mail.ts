import { pageAddress } from '../forms/links';
import { escapeHtml, visibleText } from '../text/escape';

/** A mail ready to send; `html` is escaped, `text` says the same for readers without HTML. */
export interface Mail {
	/** One e-mail address. */
	readonly to: string;
	readonly subject: string;
	readonly html: string;
	readonly text: string;
	/** What a messenger may repeat: no words, name or address of a resident. */
	readonly brief: string;
	/** The same for the same matter: a mail with a key that was sent is not to be sent again. */
	readonly key: string;
}

/** A piece of a mail that knows both its faces. */
export interface Piece {
	readonly html: string;
	readonly text: string;
}

/** What the mail's frame needs from the settings. */
export interface MailSettings {
	/** Where n8n's forms are opened, e.g. http://localhost:5678 */
	readonly baseUrl: string;
	/** IANA zone in which dates are shown. */
	readonly zone: string;
	/** How the administration is named under a mail; '' for no line. */
	readonly organization: string;
}

export const paragraph = (text: string): Piece => ({ html: `<p>${escapeHtml(text)}</p>`, text: visibleText(text) });

export const heading = (text: string): Piece => ({ html: `<h3 style="margin:20px 0 8px;font-size:17px">${escapeHtml(text)}</h3>`, text: `\n${visibleText(text).toUpperCase()}` });

/** «Подпись: значение»; nothing where there is no value. */
export const labelled = (label: string, value: string): Piece | undefined =>
	value === '' ? undefined : { html: `<p style="margin:4px 0"><b>${escapeHtml(label)}:</b> ${escapeHtml(value)}</p>`, text: `${label}: ${visibleText(value)}` };

/** A resident's or an executor's words, set apart. */
export const quotation = (words: string): Piece => ({
	html: `<blockquote style="margin:12px 0;padding:8px 14px;border-left:4px solid #1F6FB2;background:#F3F6FA;white-space:pre-wrap">${escapeHtml(words)}</blockquote>`,
	text: visibleText(words).split('\n').map((line) => `> ${line}`).join('\n'),
});

/** A button to one of our own addresses. */
export const button = (label: string, address: string): Piece => ({
	html: `<p style="margin:18px 0"><a href="${escapeHtml(address)}" style="display:inline-block;padding:11px 20px;background:#1F6FB2;color:#FFFFFF;text-decoration:none;border-radius:6px">${escapeHtml(label)}</a></p>`,
	text: `${label}: ${address}`,
});

/** A plain link to one of our own addresses. */
export const ownLink = (label: string, address: string): Piece => ({
	html: `<p style="margin:8px 0"><a href="${escapeHtml(address)}" style="color:#1A5FB4">${escapeHtml(label)}</a></p>`,
	text: `${label}: ${address}`,
});

/** An entry of a list: its title leads to `link`. */
export interface Entry {
	readonly title: string;
	readonly link: string;
	readonly text: string;
}

export function list(entries: readonly Entry[]): Piece {
	const item = ({ title, link, text }: Entry): string => `<li style="margin:8px 0"><a href="${escapeHtml(link)}" style="color:#1A5FB4">${escapeHtml(title)}</a><br>${escapeHtml(text)}</li>`;
	return {
		html: `<ul style="padding-left:20px;margin:6px 0">${entries.map(item).join('')}</ul>`,
		text: entries.map(({ title, link, text }) => `- ${visibleText(title)}. ${visibleText(text)}\n  ${link}`).join('\n'),
	};
}

/** The whole mail: pieces in a readable frame, on a phone too, and who sends it. `brief` is the subject where nothing else is given. */
export function compose(head: Pick<Mail, 'to' | 'subject' | 'key'>, pieces: readonly (Piece | undefined)[], settings: MailSettings, brief = head.subject): Mail {
	const shown = pieces.filter((piece): piece is Piece => piece !== undefined);
	const foot = settings.organization ? `${settings.organization}. Письмо отправлено автоматически, отвечать на него не нужно.` : 'Письмо отправлено автоматически, отвечать на него не нужно.';
	const inbox = pageAddress(settings.baseUrl, 'inbox');
	return {
		...head,
		subject: oneLine(head.subject),
		brief,
		html: `<div style="max-width:640px;font:16px/1.45 -apple-system,'Segoe UI',Roboto,Arial,sans-serif;color:#1F2A37">${shown.map((piece) => piece.html).join('')}<p style="margin-top:20px"><a href="${escapeHtml(inbox)}" style="color:#1A5FB4">Все ваши дела по срокам</a></p><p style="margin-top:24px;font-size:13px;color:#6B7280">${escapeHtml(foot)}</p></div>`,
		text: `${shown.map((piece) => piece.text).join('\n\n')}\n\nВсе ваши дела по срокам: ${inbox}\n\n${foot}`,
	};
}

/** A subject is one line: a line break in it would open the way to forged headers. */
const oneLine = (subject: string): string => visibleText(subject).replace(/\s+/gu, ' ').trim().slice(0, 200);
