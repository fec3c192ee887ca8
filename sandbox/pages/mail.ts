import { escapeHtml } from '../../core/text/escape';
import type { Mail, Store } from '../state';
import { layout, moment } from './layout';

/** Every mail that was sent, newest first. */
export function mailPage(store: Store): string {
	const rows = [...store.state.mails].reverse().map((mail) => `<div class="card"><a href="/mail/${mail.id}"><strong>${escapeHtml(mail.subject || '(без темы)')}</strong></a><div class="mute">${escapeHtml(mail.to.join(', '))} · ${moment(mail.at)}</div></div>`);
	return layout('Почта — песочница', `<h1>Отправленные письма</h1><p class="note">Письма остаются здесь и никому не доставляются.</p>${rows.join('') || '<p>Писем пока нет.</p>'}`);
}

/** One mail. Its HTML is shown in a frame without scripts; links open in a new tab. */
export function oneMailPage(mail: Mail): string {
	const body = mail.html ? `<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escapeHtml(`<base target="_blank">${mail.html}`)}" title="Письмо"></iframe>` : `<div class="card text">${escapeHtml(mail.text)}</div>`;
	return layout(mail.subject, `<h1>${escapeHtml(mail.subject || '(без темы)')}</h1><p class="mute">От: ${escapeHtml(mail.from)}<br>Кому: ${escapeHtml(mail.to.join(', '))}<br>${moment(mail.at)}</p>${body}`);
}
