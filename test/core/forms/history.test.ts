import { historyHtml } from '../../../core/forms/history';

type Row = Record<string, unknown>;

const ZONE = 'Asia/Kamchatka';
const entry = (version: number, changes: Row = {}): Row => ({ version, at: '2026-11-24T03:05:00.000Z', actorName: 'Анна Кураторова', event: 'route', eventLabel: 'Направление на подготовку ответа', fromStatus: 'registered', toStatus: 'routed', remark: '', changes: '{}', ...changes });

describe('the history of a case', () => {
	it('tells the newest step first: who, when, what, why and what changed', () => {
		const changes = JSON.stringify({ importance: ['normal', 'high'], executorName: ['', 'Пётр Исполнителев'], replyBy: [null, '2026-12-01T06:00:00.000Z'], approvedDigest: ['', 'abc'], text: ['sha256:1', 'sha256:2'], officialAccount: [false, true] });
		const html = historyHtml([entry(1, { eventLabel: 'Регистрация', event: 'register', fromStatus: '', changes }), entry(2, { remark: 'двор школы', changes })], ZONE);
		expect(html.indexOf('Направление')).toBeLessThan(html.indexOf('Регистрация'));
		expect(html).toContain('Направление на подготовку ответа. Анна Кураторова, 24.11.2026 в 15:05.');
		expect(html).toContain('Состояние: Зарегистрировано → У исполнителя.');
		expect(html).toContain('Пояснение: двор школы');
		expect(html).toContain('Изменено: Важность: Обычная → Высокая; Исполнитель: не указано → Пётр Исполнителев; Ответить до: не указано → 01.12.2026 в 18:00; Текст сообщения; Официальный аккаунт: нет → да.');
		expect(html).not.toMatch(/sha256|abc/u);
		expect(html.match(/Изменено/gu)).toHaveLength(1);
	});

	it('shows an entry written twice once, and of many the last, with the number of the rest', () => {
		const html = historyHtml([entry(3), entry(3), ...Array.from({ length: 40 }, (_, index) => entry(index + 1))], ZONE);
		expect(html.match(/<li>/gu)).toHaveLength(15);
		expect(html).toContain('Более ранних шагов: 25');
	});

	it('escapes what people wrote and survives a spoilt row', () => {
		const html = historyHtml([entry(1, { remark: '<script>alert(1)</script>\u202E', changes: '{не JSON' }), entry(2, { changes: '[1]' }), entry(3, { changes: 'null', at: 'когда-то' })], ZONE);
		expect(html).toContain('&lt;script&gt;');
		expect(html).not.toMatch(/<script|\u202E/u);
	});

	it('says that there is none', () => {
		expect(historyHtml([], ZONE)).toContain('записей по делу пока нет');
	});
});
