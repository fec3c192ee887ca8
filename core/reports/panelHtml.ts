import { htmlDocument } from '../text/document';
import { escapeHtml } from '../text/escape';
import type { OwedRow, Panel, WorstCase } from './panel';
import { STYLE } from './style';
import { number } from './words';

export interface PanelSettings {
	readonly organization: string;
	/** «24.11.2026 в 10:15» */
	readonly asOfWords: string;
	/** Address of the panel's own form; '' for no link. */
	readonly again: string;
}

/** The panel as a page for a phone, without scripts and without anything from outside. */
export function panelHtml(panel: Panel, { organization, asOfWords, again }: PanelSettings): string {
	const body = [
		`<h1>Как идёт работа</h1><p class="quiet">${escapeHtml([organization, `на ${asOfWords}`].filter(Boolean).join(', '))}</p>`,
		panel.critical > 0 ? `<p class="alarm">Сообщений с угрозой жизни, которых ещё никто не разобрал: ${panel.critical}. Спросите куратора сейчас.</p>` : '',
		tiles(panel),
		people(panel.people),
		worst(panel),
		panel.remarks.length > 0 ? `<h2>Что не учтено</h2><ul>${panel.remarks.map((one) => `<li>${escapeHtml(one)}</li>`).join('')}</ul>` : '',
		again ? `<p><a class="again" href="${escapeHtml(again)}">Обновить</a></p>` : '',
	];
	return htmlDocument('Как идёт работа', STYLE, body.filter(Boolean).join('\n'));
}

function tiles({ open, overdue, dueToday, dueSoon, unrouted }: Panel): string {
	const tile = (count: number, text: string, late = false): string => `<div class="tile${late && count > 0 ? ' late' : ''}"><b>${number(count)}</b><span>${text}</span></div>`;
	return `<div class="tiles">${[tile(overdue, 'просрочено', true), tile(dueToday, 'срок сегодня'), tile(open, 'всего в работе'), tile(dueSoon, 'срок скоро'), tile(unrouted, 'не направлено')].join('')}</div>`;
}

function people(rows: readonly OwedRow[]): string {
	if (rows.length === 0) return '<h2>За кем дела</h2><p class="quiet">Дел в работе нет.</p>';
	const line = (row: OwedRow): string => `<tr><td>${escapeHtml(row.name)}</td><td>${number(row.open)}</td><td>${number(row.dueToday)}</td><td${row.overdue > 0 ? ' class="late"' : ''}>${number(row.overdue)}</td></tr>`;
	return `<h2>За кем дела</h2><table><thead><tr><th>Кто</th><th>В работе</th><th>Сегодня</th><th>Просрочено</th></tr></thead><tbody>${rows.map(line).join('')}</tbody></table>`;
}

function worst({ worst: cases, overdue }: Panel): string {
	if (cases.length === 0) return '<h2>Самые долгие просрочки</h2><p class="quiet">Просроченных дел нет.</p>';
	const line = (one: WorstCase): string =>
		`<div class="late-case"><b>Дело № ${one.id}.</b> ${escapeHtml([one.topic, one.place].filter(Boolean).join(', '))}.<br>${escapeHtml(one.owedBy)}: ${escapeHtml(one.status.toLowerCase())}.<br><b class="days">Просрочено: ${escapeHtml(one.delay)}</b>, срок был ${escapeHtml(one.due.replace(/ в 23:59$/u, ''))}.</div>`;
	return `<h2>Самые долгие просрочки</h2>${cases.map(line).join('')}${overdue > cases.length ? `<p class="quiet">И ещё ${number(overdue - cases.length)}.</p>` : ''}`;
}
