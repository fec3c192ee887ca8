import { escapeHtml } from '../text/escape';
import type { TimeRow } from './breakdown';

/** Width of a chart in its own units: a phone's column, so that letters keep their size there. */
const WIDTH = 340;
const LEFT = 30;
const WEEKDAYS = ['Пн', 'Вт', 'Ср', 'Чт', 'Пт', 'Сб', 'Вс'] as const;

export const COLOURS = { received: '#1F6FB2', answered: '#7FA83A', late: '#C2410C', heat: '31,111,178' } as const;

const svg = (height: number, title: string, body: string): string =>
	`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeHtml(title)}" xmlns="http://www.w3.org/2000/svg"><title>${escapeHtml(title)}</title>${body}</svg>`;

const label = (x: number, y: number, text: string, anchor = 'middle'): string => `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escapeHtml(text)}</text>`;

const bar = (x: number, y: number, width: number, height: number, colour: string, hint: string): string =>
	`<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${colour}"><title>${escapeHtml(hint)}</title></rect>`;

const round = (value: number): number => Math.round(value * 10) / 10;

/** Two bars a slice: received and answered. Labels are thinned so that they never touch. */
export function timeBars(rows: readonly TimeRow[], title: string): string {
	const [top, height] = [12, 130];
	const most = niceTop(Math.max(1, ...rows.flatMap((row) => [row.received, row.answered])));
	const step = (WIDTH - LEFT) / rows.length;
	const thick = Math.min(step * 0.42, 16);
	const every = Math.ceil((Math.max(...rows.map((row) => row.label.length)) * 6 + 4) / step);
	const y = (value: number): number => top + height - (value / most) * height;
	const lines = [0, most / 2, most].map((value) => `<line x1="${LEFT}" x2="${WIDTH}" y1="${round(y(value))}" y2="${round(y(value))}" stroke="#D5DCE5"/>${label(LEFT - 4, y(value) + 3.5, String(value), 'end')}`);
	const bars = rows.flatMap((row, index) => {
		const middle = LEFT + step * (index + 0.5);
		const of = (x: number, value: number, colour: string, what: string): string => (value === 0 ? '' : bar(x, y(value), thick, (value / most) * height, colour, `${row.label}: ${what} ${value}`));
		return [of(middle - thick, row.received, COLOURS.received, 'поступило'), of(middle, row.answered, COLOURS.answered, 'отвечено'), index % every === 0 ? label(middle, top + height + 13, row.label) : ''];
	});
	return svg(top + height + 18, title, [...lines, ...bars].join(''));
}

/** An even number with one leading digit (or 1.5, 2.5) at or above the greatest value: its half is on the axis too. */
function niceTop(greatest: number): number {
	const power = 10 ** Math.floor(Math.log10(greatest));
	const top = ([1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((one) => one * power >= greatest) ?? 10) * power;
	return Math.ceil(top / 2) * 2;
}

/** A square an hour, a row a weekday; the darker the more. The count stands in the square's hint. */
export function heatMap(heat: readonly (readonly number[])[], title: string): string {
	const [left, size, top] = [26, (WIDTH - 26) / 24, 14];
	const most = Math.max(1, ...heat.flat());
	const hours = [0, 3, 6, 9, 12, 15, 18, 21].map((hour) => label(left + size * (hour + 0.5), 10, String(hour)));
	const rows = heat.flatMap((row, day) => [
		label(left - 5, top + size * (day + 0.72), WEEKDAYS[day] ?? '', 'end'),
		...row.map((count, hour) => bar(left + size * hour, top + size * day, size - 1, size - 1, count === 0 ? '#EEF2F6' : `rgba(${COLOURS.heat},${round(0.15 + 0.85 * (count / most))})`, `${WEEKDAYS[day] ?? ''}, ${hour}:00–${hour}:59 — ${count}`)),
	]);
	return svg(Math.ceil(top + size * 7), title, [...hours, ...rows].join(''));
}

/** A thin bar inside a table's cell: part `marked` of `value` in the colour of delay. */
export function shareBar(value: number, marked: number, most: number): string {
	if (value === 0) return '';
	const wide = (count: number): number => (count / Math.max(1, most)) * 100;
	return `<svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">${bar(0, 0, wide(value), 6, COLOURS.received, String(value))}${marked > 0 ? bar(0, 0, wide(marked), 6, COLOURS.late, String(marked)) : ''}</svg>`;
}
