import { rolesOf, type Actor } from '../cases/actor';
import { plural } from '../calendar/words';
import { ROLES } from '../procedure';
import { escapeHtml } from '../text/escape';
import type { Inbox, InboxEntry, InboxList, InboxPlace } from './inbox';
import { pageAddress } from './links';
import { ownLink, wholePage } from './look';

const CASES = ['дело', 'дела', 'дел'] as const;

const countOf = (amount: number): string => `${amount} ${plural(amount, CASES)}`;

/** The page «Мои дела» of a person, whole: everything people typed is escaped. */
export function inboxPage({ own, watched }: Inbox, actor: Actor, substituted: readonly string[], place: InboxPlace): string {
	return wholePage(
		[
			`<h1>Мои дела</h1>`,
			`<p class="who">${escapeHtml([actor.name, [...new Set(rolesOf(actor))].map((role) => ROLES[role].label).join(', ')].filter(Boolean).join(' · '))}</p>`,
			substituted.length > 0 ? `<p class="who">Замещаете: ${escapeHtml(substituted.join(', '))}</p>` : '',
			own.total === 0 ? '<p>Сейчас вас ничего не ждёт.</p>' : section(`Ждёт вас: ${countOf(own.total)}${lateOf(own)}`, own),
			watched.total === 0 ? '' : section(`В работе у других: ${countOf(watched.total)}${lateOf(watched)}`, watched),
			`<nav><h2>Ещё</h2>${ownLink(pageAddress(place.baseUrl, 'manual'), 'Внести сообщение, найденное вручную')}${ownLink(pageAddress(place.baseUrl, 'actions'), 'Дело по номеру: история и действия')}${ownLink(
				pageAddress(place.baseUrl, 'absences'),
				'Отсутствия и замещения',
			)}${ownLink(pageAddress(place.baseUrl, 'inbox'), 'Обновить список')}</nav>`,
		].join(''),
	);
}

const lateOf = (list: InboxList): string => (list.overdue === 0 ? '' : `, просрочено: ${list.overdue}`);

const section = (title: string, { entries, rest }: InboxList): string =>
	`<section><h2>${escapeHtml(title)}</h2>${entries.map(card).join('')}${rest > 0 ? `<p>Показаны первые ${entries.length} по сроку. Ещё ${countOf(rest)}: они появятся здесь, когда станут ближайшими по сроку.</p>` : ''}</section>`;

function card(entry: InboxEntry): string {
	const line = (kind: string, words: string): string => (words === '' ? '' : `<p class="${kind}">${escapeHtml(words)}</p>`);
	return [
		`<article class="card${entry.overdue ? ' late' : ''}"><h3>${escapeHtml(entry.title)}</h3>`,
		line('due', entry.due),
		line('state', [entry.state, entry.holder].filter(Boolean).join(': ')),
		...entry.marks.map((mark) => line('mark', mark)),
		line('words', entry.excerpt),
		'<p>',
		entry.link === '' ? '' : ownLink(entry.link, entry.step, 'do'),
		ownLink(entry.caseLink, 'История и другие действия', 'more'),
		'</p></article>',
	].join('');
}
