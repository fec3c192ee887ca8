import { ruDay } from '../calendar/days';
import { workingDaysWords } from '../calendar/words';
import { htmlDocument } from '../text/document';
import { escapeHtml } from '../text/escape';
import { ALL_DIMENSIONS, DIMENSIONS, type GroupRow } from './breakdown';
import { COLOURS, heatMap, shareBar, timeBars } from './charts';
import type { Figures } from './figures';
import { OVERDUE_SHOWN, type OverdueCase } from './overdue';
import type { Report } from './report';
import { STYLE } from './style';
import { difference, groundWords, number, share } from './words';

export interface PageSettings {
	/** How the administration is named; '' for no line. */
	readonly organization: string;
	/** «24.11.2026 в 10:15»: up to when the figures are known. */
	readonly asOfWords: string;
	readonly overdue: readonly OverdueCase[];
	readonly withPersonalData: boolean;
}

/** «Работа с сообщениями жителей: ноябрь 2026 года» */
export const reportTitle = (report: Report): string => `Работа с сообщениями жителей: ${report.period.label}`;

/** The report as one page without scripts and without anything from outside; whatever people typed is escaped. */
export function reportHtml(report: Report, settings: PageSettings): string {
	const title = reportTitle(report);
	const body = [head(report, settings, title), tiles(report.figures), charts(report), comparison(report), details(report), ...groups(report), lateCases(settings), remarks(report, settings)];
	return htmlDocument(title, STYLE, body.join('\n'));
}

function head({ period, complete }: Report, { organization, asOfWords }: PageSettings, title: string): string {
	const span = `${ruDay(period.firstDay)} – ${ruDay(period.lastDay)}. ${complete ? 'Период закончился.' : 'Период ещё идёт: данные неполные.'} Состояние на ${asOfWords}.`;
	return `<h1>${escapeHtml(title)}</h1>${organization ? `<p>${escapeHtml(organization)}</p>` : ''}<p class="quiet">${escapeHtml(span)}</p>`;
}

function tiles(figures: Figures): string {
	const tile = (value: string, text: string, late = false): string => `<div class="tile${late ? ' late' : ''}"><b>${value}</b><span>${escapeHtml(text)}</span></div>`;
	return `<div class="tiles">${[
		tile(number(figures.received), 'поступило сообщений'),
		tile(number(figures.answered), 'дано ответов'),
		tile(share(figures.inTime, figures.answered), 'ответов в срок'),
		tile(number(figures.late), 'ответов позже срока', figures.late > 0),
		tile(number(figures.medianDays), 'рабочих дней до ответа, медиана'),
		tile(number(figures.p90Days), 'рабочих дней, в которые уложились 90\u00A0% ответов'),
		tile(number(figures.open), 'в работе'),
		tile(number(figures.openOverdue), 'из них просрочено', figures.openOverdue > 0),
	].join('')}</div>`;
}

const figure = (caption: string, chart: string): string => `<figure><figcaption>${caption}</figcaption>${chart}</figure>`;

const key = (colour: string, text: string): string => `<i style="background:${colour}"></i>${text}`;

function charts({ timeline, heat }: Report): string {
	return `<h2>Когда пишут и когда отвечают</h2><div class="charts">${figure(`${key(COLOURS.received, 'поступило')} ${key(COLOURS.answered, 'отвечено')}`, timeBars(timeline, 'Поступило и отвечено по времени'))}${figure('Поступление по дням недели и часам; чем темнее, тем больше', heatMap(heat, 'Сообщения по дням недели и часам'))}</div>`;
}

type Line = readonly [text: string, of: (figures: Figures) => number | null];

const COMPARED: readonly Line[] = [
	['Поступило', (one) => one.received],
	['Не подлежит обработке (п. 15)', (one) => one.excluded],
	['Дано ответов', (one) => one.answered],
	['– в срок', (one) => one.inTime],
	['– позже срока', (one) => one.late],
	['Рабочих дней до ответа, медиана', (one) => one.medianDays],
	['Рабочих дней до ответа, 90 %', (one) => one.p90Days],
	['Промежуточных ответов (п. 12)', (one) => one.interim.given],
	['Повторных сообщений (п. 13)', (one) => one.repeats],
	['Закрыто без ответа', (one) => one.closed],
	['Возобновлено', (one) => one.reopened],
	['В работе на конец периода', (one) => one.open],
	['– из них просрочено', (one) => one.openOverdue],
];

function comparison({ figures, previous, previousPeriod, period, complete }: Report): string {
	const rows = COMPARED.map(([text, of]) => [text, number(of(figures)), number(of(previous)), difference(of(figures), of(previous))]);
	const note = complete ? '' : '<p class="quiet">Прежний период взят целиком, а этот ещё не закончился.</p>';
	return `<h2>Сравнение с прежним периодом</h2>${table(['Показатель', period.label, previousPeriod.label, 'Изменение'], rows)}${note}`;
}

function details({ figures, ages }: Report): string {
	const { interim, excludedBy } = figures;
	const grounds = Object.entries(excludedBy).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([ground, count]) => [groundWords(ground), number(count)]);
	const ends = [['ответ дан в срок', interim.finalInTime], ['ответ дан позже срока', interim.finalLate], ['ответ готовится, срок не прошёл', interim.waiting], ['ответ готовится, срок прошёл', interim.waitingOverdue], ['закрыто без ответа', interim.ended]] as const;
	return `<div class="charts">${[
		section('Не подлежит обработке, по основаниям (п. 15)', grounds, ['Основание', 'Сообщений'], 'Таких сообщений не было.'),
		section('Чем кончились промежуточные ответы (п. 12)', interim.given === 0 ? [] : ends.map(([text, count]) => [text, number(count)]), ['Исход', 'Дел'], 'Промежуточных ответов не было.'),
		section('Повторные сообщения (п. 13)', figures.repeats === 0 ? [] : [['снова пишет тот же автор', number(figures.repeatsSameAuthor)], ['о том же пишет другой житель', number(figures.repeatsSameQuestion)]], ['Кто пишет', 'Сообщений'], 'Повторных сообщений не было.'),
		section('Дела в работе, рабочих дней с выявления', figures.open === 0 ? [] : ages.map((age) => [age.label, number(age.open), number(age.overdue)]), ['Возраст', 'В работе', 'Просрочено'], 'Дел в работе нет.'),
	].join('')}</div>`;
}

const section = (title: string, rows: readonly (readonly string[])[], heads: readonly string[], nothing: string): string => `<section><h2>${title}</h2>${rows.length === 0 ? `<p class="quiet">${nothing}</p>` : table(heads, rows)}</section>`;

/** Cells are escaped here. */
const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
	`<table><thead><tr>${heads.map((one) => `<th>${escapeHtml(one)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`).join('')}</tbody></table>`;

function groups({ groups: all }: Report): string[] {
	return ALL_DIMENSIONS.map((dimension) => {
		const rows = all[dimension];
		const most = Math.max(0, ...rows.map((row) => row.received));
		const heads = [DIMENSIONS[dimension].column, 'Посту\u00ADпило', 'Ответов', 'Позже срока', 'Дней, медиана', 'В работе', 'Просро\u00ADчено'];
		const shown = rows.length === 0 ? '<p class="quiet">Считать нечего.</p>' : `<table class="groups"><thead><tr>${heads.map((one) => `<th>${one}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => groupLine(row, most)).join('')}</tbody></table>`;
		return `<h2>${DIMENSIONS[dimension].label}</h2>${shown}`;
	});
}

function groupLine(row: GroupRow, most: number): string {
	const late = (count: number): string => `<td${count > 0 ? ' class="late"' : ''}>${number(count)}</td>`;
	return `<tr><td>${escapeHtml(row.label)}${shareBar(row.received, 0, most)}</td><td>${number(row.received)}</td><td>${number(row.answered)}</td>${late(row.late)}<td>${number(row.medianDays)}</td><td>${number(row.open)}</td>${late(row.openOverdue)}</tr>`;
}

function lateCases({ overdue }: PageSettings): string {
	if (overdue.length === 0) return '';
	const line = (one: OverdueCase): string =>
		`<div class="late-case"><b>Дело № ${one.id}.</b> ${escapeHtml([one.topic, one.place].filter(Boolean).join(', '))}. ${escapeHtml(one.state)}${one.executor ? `, ${escapeHtml(one.executor)}` : ''}. Срок: ${escapeHtml(one.due)}, <b class="days">просрочено: ${escapeHtml(one.lateDays > 0 ? workingDaysWords(one.lateDays) : 'меньше рабочего дня')}</b>.${one.message ? `<br><span class="quiet">${escapeHtml(one.message)}</span>` : ''}</div>`;
	const rest = overdue.length - OVERDUE_SHOWN;
	return `<h2>Просроченные дела</h2>${overdue.slice(0, OVERDUE_SHOWN).map(line).join('')}${rest > 0 ? `<p class="quiet">И ещё ${number(rest)}.</p>` : ''}`;
}

function remarks({ remarks: told }: Report, { withPersonalData }: PageSettings): string {
	const privacy = withPersonalData ? 'В отчёте есть персональные данные: имена и слова жителей. Не публикуйте его.' : 'Имён, слов и адресов жителей в отчёте нет.';
	const missing = told.length === 0 ? '' : `<h2>Что не учтено</h2><ul>${told.map((one) => `<li>${escapeHtml(one)}</li>`).join('')}</ul>`;
	return `${missing}<p class="quiet">Рабочие дни считаются со дня, следующего за днём выявления, по производственному календарю. Ответ дан в срок, если первый окончательный ответ опубликован до конца срока; если был промежуточный ответ, то в срок даны оба. ${privacy}</p>`;
}
