import { zoneOf } from '../../../core/calendar/zone';
import { periodsNamed, requestAsked, requestsDue, type Mailing } from '../../../core/reports/schedule';
import { readAbsences } from '../../../core/roster/absences';
import { readOfficials } from '../../../core/roster/officials';

const zone = zoneOf('Asia/Kamchatka');
const at = (words: string): number => Date.parse(`${words}:00+12:00`);
const officials = readOfficials([
	{ email: 'kurator@example.org', name: 'Анна Кураторова', role: 'curator' },
	{ email: 'glava@example.org', name: 'Олег Главный', role: 'глава' },
	{ email: 'zam@example.org', name: 'Вера Замова', role: 'deputy' },
]).rows;
const people = (absences: object[] = []) => ({ officials, absences: readAbsences(absences as Record<string, unknown>[]).rows, day: '2026-12-01' });
const mailing = (changes: Partial<Mailing> = {}): Mailing => ({ periods: ['week', 'month', 'quarter', 'year'], to: 'куратор; глава', withoutPersonalData: true, sent: new Set(), ...changes });

describe('reports that are due', () => {
	it.each([
		['2026-12-01T09:30', ['report:week:2026-11-23', 'report:month:2026-11-01']],
		['2026-12-09T09:30', ['report:week:2026-11-30', 'report:month:2026-11-01']],
		['2026-12-11T09:30', ['report:week:2026-11-30']],
		['2027-01-01T00:01', ['report:week:2026-12-21', 'report:month:2026-12-01', 'report:quarter:2026-10-01', 'report:year:2026-01-01']],
	])('at %s are those of the periods that ended within ten days', (now, keys) => {
		expect(requestsDue(at(now), zone, people(), mailing()).map((one) => one.key)).toEqual(keys);
	});

	it('are sent once', () => {
		expect(requestsDue(at('2026-12-01T09:30'), zone, people(), mailing({ sent: new Set(['report:month:2026-11-01']) })).map((one) => one.key)).toEqual(['report:week:2026-11-23']);
	});

	it('go to the holders of the roles, to substitutes in their place, and to addresses', () => {
		const [request] = requestsDue(at('2026-12-01T09:30'), zone, people([{ official: 'glava@example.org', fromDate: '2026-11-30', toDate: '', reason: 'leave', substitute: 'zam@example.org' }]), mailing({ to: 'Куратор; head; Press@Example.org; сосед' }));
		expect(request).toMatchObject({ to: 'kurator@example.org, zam@example.org, press@example.org', delivery: 'mail', withoutPersonalData: true, period: 'week', date: '2026-11-23' });
	});

	it('are none where nobody is to get them or no period is named', () => {
		expect(requestsDue(at('2026-12-01T09:30'), zone, people(), mailing({ to: '' }))).toEqual([]);
		expect(requestsDue(at('2026-12-01T09:30'), zone, people(), mailing({ periods: periodsNamed('') }))).toEqual([]);
	});

	it.each([
		['неделя; Месяц', ['week', 'month']],
		['quarter, год', ['quarter', 'year']],
		['месяц; декада; месяц', ['month']],
	])('«%s» names %j', (words, kinds) => {
		expect(periodsNamed(words)).toEqual(kinds);
	});
});

describe('a report that somebody asks for', () => {
	it('is of the period in which the day lies', () => {
		expect(requestAsked('quarter', at('2026-11-24T10:00'), zone, 'a@x', false, 'table')).toEqual({ key: '', period: 'quarter', date: '2026-10-01', readFrom: '2026-06-30T12:00:00.000Z', label: 'IV квартал 2026 года', to: 'a@x', withoutPersonalData: false, delivery: 'table' });
	});
});
