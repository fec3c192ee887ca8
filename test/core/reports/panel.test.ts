import { panelOf } from '../../../core/reports/panel';
import { panelHtml } from '../../../core/reports/panelHtml';
import { NOW, context, row, type Row } from './support';

const late = (id: number, changes: Row = {}): Row => row(id, { replyBy: '2026-11-18T11:59:59.999Z', executor: 'isp@example.org', ...changes });
const today = (id: number): Row => row(id, { replyBy: '2026-11-24T11:59:59.999Z', executor: 'isp@example.org' });
const page = (rows: Row[]): string => panelHtml(panelOf(rows, context, NOW), { organization: 'Администрация', asOfWords: '24.11.2026 в 15:00', again: 'https://desk.example.org/form/panel' });

describe('the Head’s panel', () => {
	it('counts what is open, late, due today and soon, and not routed yet', () => {
		const panel = panelOf([late(1), late(2, { replyBy: '2026-11-20T11:59:59.999Z' }), today(3), row(4, { replyBy: '2026-12-20T11:59:59.999Z', executor: 'isp@example.org' }), row(5, { status: 'registered', routeBy: '2026-11-25T11:59:59.999Z' }), row(6, { status: 'answered' })], context, NOW);
		expect(panel).toMatchObject({ open: 5, overdue: 2, dueToday: 1, dueSoon: 0, unrouted: 1, critical: 0, remarks: [] });
		expect(panel.people).toEqual([{ name: 'Пётр Исполнителев', open: 4, overdue: 2, dueToday: 1 }, { name: 'Куратор', open: 1, overdue: 0, dueToday: 0 }]);
		expect(panel.worst.map((one) => [one.id, one.delay])).toEqual([[1, '4 рабочих дня'], [2, '2 рабочих дня']]);
	});

	it('shows ten of the worst and counts the rest', () => {
		const html = page(Array.from({ length: 13 }, (_one, index) => late(index + 1)));
		expect(html.match(/class="late-case"/gu)).toHaveLength(10);
		expect(html).toContain('И ещё 3.');
	});

	it('warns of a threat to life that nobody has looked at, until somebody has', () => {
		const alarm = row(1, { critical: true, status: 'excluded', version: 1 });
		expect(page([alarm])).toContain('Спросите куратора сейчас');
		expect(page([{ ...alarm, version: 2 }])).not.toContain('Спросите куратора сейчас');
	});

	it('says so where nothing is to be done', () => {
		for (const words of ['Дел в работе нет.', 'Просроченных дел нет.']) expect(page([])).toContain(words);
	});

	it('shows nothing of a resident and runs nothing', () => {
		const html = page([late(1, { authorName: 'Житель Жительев', text: 'снег!!!', street: 'ул. Обухова, 4', url: 'https://vk.com/wall-1_2', topicGroup: '<script>alert(1)</script>' })]);
		expect(html).not.toMatch(/Жительев|снег!!!|Обухова|vk\.com|<script|<link|src=/u);
	});

	it('names a row that cannot be read and counts the others', () => {
		const panel = panelOf([late(1), row(2, { detectedAt: 'вчера', replyBy: '' })], context, NOW);
		expect(panel.remarks).toEqual([expect.stringContaining('Дело № 2 не учтено')]);
		expect(panel.overdue).toBe(1);
	});
});
