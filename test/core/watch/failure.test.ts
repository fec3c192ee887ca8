import { adviceFor } from '../../../core/watch/advice';
import { readAlerts, watchSettings, type AlertRow } from '../../../core/watch/alertRow';
import { failed, readFailure } from '../../../core/watch/failure';

const usual = watchSettings(() => undefined);
const at = (minute: number): string => new Date(Date.UTC(2026, 10, 24, 0, minute)).toISOString();

const execution = (message: string, changes: Record<string, unknown> = {}) => ({
	execution: { id: '231', url: 'https://desk.example.org/workflow/x/executions/231', lastNodeExecuted: 'Отправить', error: { message, stack: 'at …' }, mode: 'trigger', ...changes },
	workflow: { id: 'incidentDesk0014', name: '14 Извещения' },
});
const poll = (message: string) => ({ trigger: { error: { message, node: { name: 'Лента' } }, mode: 'trigger' }, workflow: { id: 'incidentDesk0001', name: '01 Приём из Инцидент Менеджмент' } });

describe('a failed execution', () => {
	it('says which workflow, which node, which case, why and what to do', () => {
		expect(readFailure(execution('Дело № 12: итог публикации не записан: connect ECONNREFUSED 10.0.0.5:465'))).toMatchObject({
			title: 'Сбой в процессе «14 Извещения»',
			detail: 'Узел: Отправить. Дело № 12. Причина: Дело № 12: итог публикации не записан: connect ECONNREFUSED 10.0.0.5:465.',
			advice: expect.stringContaining('Нет связи'),
			link: 'https://desk.example.org/workflow/x/executions/231',
			isPoll: false,
		});
	});

	it.each([
		['another case', 'Дело № 12: не записано', 'Дело № 77: не записано', true],
		['another address', 'connect to smtp a1b2c3d4e5 at https://x/1 failed', 'connect to smtp ffffffff00 at https://y/2 failed', true],
		['another person', 'Письмо для a@x.ru не отправлено', 'Письмо для b@y.ru не отправлено', true],
		['another reason', 'нет связи', 'отказано', false],
	])('of %s is the same or not', (_name, one, other, same) => {
		expect(readFailure(execution(one)).key === readFailure(execution(other)).key).toBe(same);
	});

	it.each([
		['nothing', undefined],
		['an empty object', {}],
		['odd parts', { workflow: 'x', execution: 7 }],
		['an error that is text', { execution: { error: 'сломалось', lastNodeExecuted: { a: 1 }, url: 'javascript:alert(1)' } }],
	])('told badly (%s) is still told', (_name, payload) => {
		expect(readFailure(payload)).toMatchObject({ title: 'Сбой в процессе «неизвестный процесс»', detail: 'Причина: причина не указана.', link: '' });
	});

	it('told by an error as n8n throws it, whose message is no plain property, is read all the same', () => {
		expect(readFailure({ trigger: { error: Object.assign(new Error('Нет связи с лентой'), { node: { name: 'Лента' } }) }, workflow: { id: 'w', name: '01 Приём' } }).detail).toBe('Узел: Лента. Причина: Нет связи с лентой.');
	});

	it('keeps a long reason short and free of controls', () => {
		const { detail } = readFailure(execution(`\u202Eсервер ответил\n\n${'я'.repeat(5000)}`));
		expect(detail.length).toBeLessThan(700);
		expect(detail).not.toMatch(/\u202E|\n/u);
	});
});

describe('what to do', () => {
	it.each([
		['SQLITE_READONLY: attempt to write a readonly database', 'место на диске'],
		['SQLITE_FULL: database or disk is full', 'место на диске'],
		['Напоминание для a@x не отправлено: Connection timeout', 'Письма не потеряны'],
		['Почта не приняла: The service refused the connection - perhaps it is offline.', 'Письма не потеряны'],
		['Новые сообщения: The service refused the connection - perhaps it is offline.', 'Нет связи'],
		['Лента отвечает 401', 'новый ключ'],
		['VK: ключ доступа недействителен или отозван (ошибка 5)', 'новый ключ'],
		['connect ECONNREFUSED 127.0.0.1:80', 'Нет связи'],
		['Мессенджер max не принял сообщение: 401', 'ключ бота'],
		['Data table "cases" not found', '00 Подготовка'],
		['Cannot read properties of undefined', 'Retry'],
	])('about «%s»', (reason, words) => {
		expect(adviceFor(reason)).toContain(words);
	});
});

describe('the officer is told', () => {
	const run = (payload: unknown, minutes: readonly number[], settings = usual): AlertRow => {
		let row: AlertRow | undefined;
		for (const minute of minutes) row = failed(row, readFailure(payload), at(minute), settings);
		return row as AlertRow;
	};

	it('of an ordinary failure at once, and never again while it goes on', () => {
		const first = run(execution('нет связи'), [0]);
		expect(first).toMatchObject({ state: 'failing', told: '', times: 1, firstAt: at(0) });
		expect(failed({ ...first, told: 'failing' }, readFailure(execution('нет связи')), at(5), usual)).toMatchObject({ told: 'failing', times: 2, firstAt: at(0), lastAt: at(5) });
	});

	it('of a source after three polls in a row that failed, whatever each said', () => {
		expect(run(poll('500'), [0, 1]).told).toBe('quiet');
		expect(run(poll('500'), [0, 1, 2])).toMatchObject({ told: '', times: 3, title: 'Источник не отвечает: «01 Приём из Инцидент Менеджмент»' });
		expect(readFailure(poll('500')).key).toBe(readFailure(poll('timeout')).key);
	});

	it('of a source that refuses access at once', () => {
		expect(run(poll('Лента не пустила: 401'), [0]).told).toBe('');
		const after = failed(run(poll('500'), [0]), readFailure(poll('403 forbidden')), at(1), usual);
		expect(after.told).toBe('');
	});

	it('not of single blips far apart', () => {
		expect(run(poll('500'), [0, 30, 60, 90])).toMatchObject({ told: 'quiet', times: 1 });
	});

	it('of a trouble that came back after it was over as of a new one', () => {
		const over: AlertRow = { ...run(execution('x'), [0]), state: 'well', told: 'well', times: 9 };
		expect(failed(over, readFailure(execution('x')), at(500), usual)).toMatchObject({ state: 'failing', told: '', times: 1, firstAt: at(500) });
	});
});

describe('rows of the table', () => {
	it('that are no troubles, or were edited, do not hurt', () => {
		expect(readAlerts([{ kind: 'digest', key: 'digest:a' }, { kind: 'watch', key: 'w', told: 'мусор', state: 'мусор', times: 'x' }, {}])).toEqual([expect.objectContaining({ key: 'w', state: 'failing', told: '', times: 0 })]);
	});

	it.each([
		[{}, { intakeDays: 1, controlHours: 6, noticeHours: 2, publicationMinutes: 30, wellMinutes: 15, feedFailures: 3 }],
		[{ watchIntakeDays: '', watchControlHours: ' ' }, { intakeDays: null, controlHours: null }],
		[{ watchIntakeDays: 'два', watchNoticeHours: '0,5', watchPublicationMinutes: '-3' }, { intakeDays: 1, noticeHours: 0.5, publicationMinutes: 30 }],
	])('limits of %j', (rows: Record<string, string>, expected) => {
		expect(watchSettings((key) => rows[key])).toMatchObject(expected);
	});
});
