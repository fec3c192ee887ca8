import { termContext } from '../../../core/calendar/caseTerms';
import type { CaseRecord } from '../../../core/cases/record';
import { step } from '../../../core/cases/step';
import { zoneOf } from '../../../core/calendar/zone';
import { isOwed, watchSettings, type AlertRow } from '../../../core/watch/alertRow';
import { alertMail } from '../../../core/watch/letter';
import { watch, type WatchInput } from '../../../core/watch/watch';
import { COMPLETE, PEOPLE, caseIn } from '../cases/support';

const context = termContext();
/** A case after a step, moved on by the outbox since: the time of the step counts. */
const after = (event: 'route', record: CaseRecord, at: string): CaseRecord => {
	const made = step(record, { event, actor: PEOPLE.curator, at: iso(at), data: COMPLETE[event] });
	if (!made.ok) throw new Error(made.message);
	return { ...made.record, id: 3, updatedAt: iso('2026-11-24T14:55') };
};
const usual = watchSettings(() => undefined);
const settings = { baseUrl: 'https://desk.example.org', zone: 'Asia/Kamchatka', organization: '' };
/** By Palana's clock; 24 November 2026 is a Tuesday. */
const palana = (words: string): number => Date.parse(`${words}:00+12:00`);
const iso = (words: string): string => new Date(palana(words)).toISOString();
const RUN = { key: 'run:watch', kind: 'run', firstAt: iso('2026-11-01T00:00'), memory: iso('2026-11-01T00:00') };
const control = (words: string) => ({ key: 'run:control', kind: 'run', lastAt: iso(words) });

/** All is well at three in the afternoon of a Tuesday. */
const calm = (changes: Partial<WatchInput> & { now?: number } = {}): WatchInput => {
	const now = changes.now ?? palana('2026-11-24T15:00');
	return { alerts: [{ ...RUN, lastAt: new Date(now - 300_000).toISOString() }, control('2026-11-24T14:00')], newest: { id: 9, createdAt: iso('2026-11-24T10:00') }, waiting: [], publishing: [], now, ...changes };
};
const keys = (rows: readonly AlertRow[]): string[] => rows.map((row) => `${row.key} ${row.state}`);
const see = (changes: Partial<WatchInput> = {}, given = usual) => watch(calm(changes), given, context);
const alerts = (...more: Record<string, unknown>[]) => [...calm().alerts, ...more];

describe('the watchman', () => {
	it('has nothing to say when all is well, and leaves his own mark', () => {
		expect(see()).toMatchObject({ changed: [], owed: [], run: { key: 'run:watch', firstAt: RUN.firstAt, memory: RUN.memory, lastAt: iso('2026-11-24T15:00') } });
	});

	it.each([
		['a working day without a message', { newest: { id: 9, createdAt: iso('2026-11-23T14:59') } }, ['watch:intake failing']],
		['a little less than that', { newest: { id: 9, createdAt: iso('2026-11-23T15:01') } }, []],
		['a weekend without a message', { now: palana('2026-11-23T09:30'), newest: { id: 9, createdAt: iso('2026-11-20T17:00') }, alerts: [{ ...RUN, lastAt: iso('2026-11-23T09:25') }, control('2026-11-23T09:00')] }, []],
		['a control that missed two runs', { alerts: [{ ...RUN, lastAt: iso('2026-11-24T14:55') }, control('2026-11-23T14:00')] }, ['watch:control failing']],
		['a control that never ran', { alerts: [{ ...RUN, lastAt: iso('2026-11-24T14:55') }] }, ['watch:control failing']],
		['a notice that waits two office hours', { waiting: [after('route', caseIn('registered'), '2026-11-24T11:00')] }, ['watch:outbox failing']],
		['a notice of last night', { now: palana('2026-11-24T09:30'), newest: { id: 9, createdAt: iso('2026-11-23T23:00') }, waiting: [{ id: 3, updatedAt: iso('2026-11-23T22:00') }], alerts: [{ ...RUN, lastAt: iso('2026-11-24T09:25') }, control('2026-11-24T09:00')] }, []],
		['a threat to life untold for a quarter of an hour at night', { now: palana('2026-11-24T02:00'), newest: { id: 3, createdAt: iso('2026-11-24T01:40') }, waiting: [{ id: 3, critical: true, updatedAt: iso('2026-11-24T01:40') }], alerts: [{ ...RUN, lastAt: iso('2026-11-24T01:55') }, control('2026-11-23T14:00')] }, ['watch:outbox failing']],
		['an approved reply that nobody publishes', { publishing: [{ id: 4, status: 'approved', approvedAt: iso('2026-11-24T14:29') }] }, ['watch:publication failing']],
		['a publication that hangs', { publishing: [{ id: 4, status: 'publishing', publishAttemptAt: iso('2026-11-24T14:00') }] }, ['watch:publication failing']],
		['a reply that waits to be published by hand', { publishing: [{ id: 4, status: 'approved', approvedAt: iso('2026-11-24T10:00'), publishError: 'VK 213: комментарии закрыты' }] }, []],
		['a network that takes the key no more', { publishing: [{ id: 4, status: 'approved', approvedAt: iso('2026-11-24T10:00'), publishError: 'ВКонтакте: ключ доступа недействителен или отозван (ошибка 5: auth).' }] }, ['watch:access failing']],
	] as [string, Partial<WatchInput>, string[]][])('sees %s', (_name, changes, expected) => {
		expect(keys(see(changes).changed)).toEqual(expected);
	});

	it('misses nothing that could not have been before he was there', () => {
		const { changed, run } = see({ alerts: [], newest: undefined });
		expect(changed).toEqual([]);
		expect(run).toMatchObject({ firstAt: iso('2026-11-24T15:00'), memory: iso('2026-11-24T15:00') });
	});

	it('does not watch what is switched off', () => {
		const silent = watchSettings((key) => (key.startsWith('watch') ? '' : undefined));
		expect(see({ newest: undefined, alerts: [{ ...RUN, lastAt: iso('2026-11-24T14:55') }], waiting: [{ id: 3, updatedAt: iso('2026-11-20T10:00') }], publishing: [{ id: 4, status: 'approved', approvedAt: iso('2026-11-20T10:00') }] }, silent).changed).toEqual([]);
	});

	it('a trouble whose mail has not gone out is told as it stands now; one that was told is left alone', () => {
		const hanging = (id: number) => ({ id, status: 'publishing', publishAttemptAt: iso('2026-11-24T14:00') });
		const [first] = see({ publishing: [hanging(4)] }).owed as [AlertRow];
		const now = { publishing: [hanging(4), hanging(5)] };
		const later = see({ ...now, alerts: alerts({ ...first }) });
		expect(later.owed).toMatchObject([{ key: first.key, detail: expect.stringContaining('№ 5') as unknown, firstAt: first.firstAt, times: 1 }]);
		expect(later.changed).toEqual(later.owed);
		expect(see({ ...now, alerts: alerts({ ...first, told: 'failing' }) })).toMatchObject({ changed: [], owed: [] });
		expect(see({ publishing: [hanging(4)], alerts: alerts({ ...first }) }).changed).toEqual([]);
	});

	it('says a trouble once, and once that it is over', () => {
		const silence = { newest: { id: 9, createdAt: iso('2026-11-20T10:00') } };
		const [first] = see(silence).owed as [AlertRow];
		expect(first.key).toBe('watch:intake');
		const told = { ...first, told: 'failing' };
		expect(see({ ...silence, alerts: alerts(told) })).toMatchObject({ changed: [], owed: [] });
		const [over] = see({ alerts: alerts(told) }).owed as [AlertRow];
		expect(over).toMatchObject({ key: 'watch:intake', state: 'well', told: 'failing' });
		expect(see({ alerts: alerts({ ...over, told: 'well' }) })).toMatchObject({ changed: [], owed: [] });
	});

	it('tries again what the mail server did not take, also when it is over by then', () => {
		const [untold] = see({ newest: { id: 9, createdAt: iso('2026-11-20T10:00') } }).owed as [AlertRow];
		expect(keys(see({ newest: { id: 9, createdAt: iso('2026-11-20T10:00') }, alerts: alerts({ ...untold }) }).owed)).toEqual(['watch:intake failing']);
		const { owed } = see({ alerts: alerts({ ...untold }) });
		expect(keys(owed)).toEqual(['watch:intake well']);
		expect(alertMail(owed, 'it@example.org', zoneOf('Asia/Kamchatka'), settings).text).toContain('Раньше сообщить об этом не удалось');
	});
});

describe('a failure', () => {
	const failure = (changes: Record<string, unknown> = {}) => ({ key: 'failure:source:incidentDesk0001', kind: 'failure', title: 'Источник не отвечает', detail: 'Причина: 500.', advice: 'Проверьте сеть.', link: '', state: 'failing', told: 'failing', firstAt: iso('2026-11-24T10:00'), lastAt: iso('2026-11-24T14:44'), times: 40, ...changes });
	const seen = (changes: Record<string, unknown>, run: Record<string, unknown> = {}) => watch(calm({ alerts: [{ ...RUN, lastAt: iso('2026-11-24T14:55'), ...run }, control('2026-11-24T14:00'), failure(changes)] }), usual, context);

	it.each([
		['a source that is silent about failures for a quarter of an hour', {}, ['failure:source:incidentDesk0001 well']],
		['one that failed five minutes ago', { lastAt: iso('2026-11-24T14:55') }, []],
		['what came several times and came no more', { key: 'failure:x:1', times: 2 }, ['failure:x:1 well']],
	])('%s is told to be over', (_name, changes, expected) => {
		expect(keys(seen(changes).owed)).toEqual(expected);
	});

	it('that came once ends without a word after a day, a blip that was never told after a quarter of an hour', () => {
		expect(seen({ key: 'failure:x:1', times: 1 }).changed).toEqual([]);
		for (const quiet of [seen({ key: 'failure:x:1', times: 1, lastAt: iso('2026-11-23T14:00') }), seen({ told: 'quiet', times: 1 })]) {
			expect(quiet.changed).toMatchObject([{ state: 'well', told: 'well' }]);
			expect(quiet.owed).toEqual([]);
		}
	});

	it('is not over while n8n was down and could not have seen it', () => {
		expect(seen({}, { lastAt: iso('2026-11-24T14:30') })).toMatchObject({ changed: [], run: { memory: iso('2026-11-24T15:00') } });
		expect(seen({}, { memory: iso('2026-11-24T14:50') }).changed).toEqual([]);
	});
});

describe('the mail to the officer', () => {
	const row = (changes: Partial<AlertRow> = {}): AlertRow => ({ key: 'a', kind: 'failure', title: 'Сбой в процессе «14 Извещения»', detail: 'Причина: <b>x</b>.', advice: 'Проверьте почту.', link: 'https://desk.example.org/e/1', state: 'failing', told: '', firstAt: iso('2026-11-24T10:00'), lastAt: iso('2026-11-24T11:00'), times: 3, ...changes });
	const mail = (rows: AlertRow[]) => alertMail(rows, 'it@example.org', zoneOf('Asia/Kamchatka'), settings);

	it.each([
		[[row()], 'Сбой в процессе «14 Извещения»'],
		[[row({ state: 'well' })], 'Снова в порядке: Сбой в процессе «14 Извещения»'],
		[[row(), row({ key: 'b' }), row({ key: 'c', state: 'well' })], 'Не в порядке: 2, снова в порядке: 1'],
	])('has a subject that says it', (rows, subject) => {
		expect(mail(rows).subject).toBe(subject);
	});

	it('says since when, how often, what to do and where to look, and escapes what failed', () => {
		const { html, text, rows, brief } = mail([row()]);
		for (const words of ['24.11.2026 в 10:00', 'Сколько раз: 3', 'Что делать: Проверьте почту.', 'Открыть запуск: https://desk.example.org/e/1']) expect(text).toContain(words);
		expect(html).toContain('&lt;b&gt;x&lt;/b&gt;');
		expect(rows).toEqual([{ key: 'a', state: 'failing' }]);
		expect(brief).not.toContain('<b>');
	});

	it('is owed until it was told in the state it has now', () => {
		expect([row(), row({ told: 'failing' }), row({ state: 'well', told: 'failing' }), row({ told: 'quiet' })].map(isOwed)).toEqual([true, false, true, false]);
	});
});
