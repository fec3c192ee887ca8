import { assign, assigner, openLoad, rosterOf, type Roster } from '../../../core/roster/assign';
import { reassigner, reassignments } from '../../../core/roster/reassign';
import { readOfficials } from '../../../core/roster/officials';
import { actorOn } from '../../../core/roster/acting';

type Row = Record<string, unknown>;

const NOW = '2026-11-24T03:00:00.000Z';
const ACT = 'распоряжение № 5-р от 12.01.2026';

const official = (email: string, role: string, competences: string, order: number, changes: Row = {}): Row => ({ email: `${email}@example.org`, name: email, position: '', role, competences, actReference: ACT, order, active: true, ...changes });

const STAFF: Row[] = [
	official('kurator', 'curator', '', 1),
	official('glava', 'head', '', 2),
	official('zam-zkh', 'deputy', 'ЖКХ; Дороги', 3),
	official('zam-soc', 'deputy', 'Образование; Здравоохранение/Медицина', 4),
	official('isp-zkh', 'executor', 'ЖКХ; Дороги', 5),
	official('isp-dorogi', 'executor', 'Дороги', 6),
	official('isp-lesnaya', 'executor', 'Лесная; ЖКХ + Седанка', 7),
	official('isp-voda', 'executor', 'Холодное водоснабжение', 8),
];

const away = (email: string, substitute = '', changes: Row = {}): Row => ({ official: `${email}@example.org`, fromDate: '2026-11-20', toDate: '2026-11-30', reason: 'leave', substitute: substitute && `${substitute}@example.org`, actReference: 'приказ № 9', ...changes });

const roster = (absences: Row[] = [], officials: Row[] = STAFF, openCases: Row[] = [], now = NOW): Roster => rosterOf({ officials, absences, openCases }, now, 'Asia/Kamchatka');

const people = (record: Row, from: Roster): string => {
	const { recipient, executor } = assign(record, from);
	return [recipient, executor].map((email) => email.replace('@example.org', '')).join(' / ');
};

const load = (email: string, count: number): Row[] => Array.from({ length: count }, () => ({ executor: `${email}@example.org`, status: 'routed' }));

describe('assignment by competence', () => {
	it.each([
		['group', { topicGroup: 'ЖКХ' }, 'zam-zkh / isp-zkh'],
		['letter case, ★ and ё', { topicGroup: '★ жкх' }, 'zam-zkh / isp-zkh'],
		['a topic before its group', { topicGroup: 'ЖКХ', topic: '★ Холодное водоснабжение' }, 'zam-zkh / isp-voda'],
		['a group before a place', { topicGroup: 'ЖКХ', location: 'с. Лесная' }, 'zam-zkh / isp-zkh'],
		['a place where no topic fits', { topicGroup: 'Торговля', location: 'село Лесная' }, 'glava / isp-lesnaya'],
		['a group at a place before the group', { topicGroup: 'ЖКХ', location: 'Седанка' }, 'zam-zkh / isp-lesnaya'],
		['half of «group + place» is nothing', { topicGroup: 'Спорт', location: 'Седанка' }, 'glava / kurator'],
		['a slash in a group’s name', { topicGroup: 'Здравоохранение/Медицина' }, 'zam-soc / kurator'],
		['the Head and the curator for what is nobody’s', { topicGroup: 'Экология' }, 'glava / kurator'],
		['the same for an unknown topic', { topicGroup: '', topic: '' }, 'glava / kurator'],
	])('%s', (_name, record, expected) => {
		expect(people(record, roster())).toBe(expected);
	});

	it('takes the act of the executor’s own row from one who holds another role too (clause 9)', () => {
		const twice = (act: string): Row[] => [official('dvoe', 'deputy', '', 0, { actReference: '' }), official('dvoe', 'executor', 'ЖКХ', 9, { actReference: act }), ...STAFF.slice(0, 3)];
		const named = { topicGroup: 'ЖКХ', executor: 'dvoe@example.org' };
		expect(assign(named, roster([], twice('акт № 9'))).actReference).toBe('акт № 9');
		expect(assign(named, roster([], twice(''))).assignmentReason).toContain('не указан локальный акт');
		expect(assign({ topicGroup: 'ЖКХ', executor: 'isp-voda@example.org' }, roster([away('isp-voda', 'dvoe', { actReference: '' })], [...STAFF, ...twice('акт № 9').slice(0, 2)])).actReference).toBe('акт № 9');
	});

	it('finds a street with and without its house', () => {
		const staff = [...STAFF, official('isp-ulica', 'executor', 'ул. Обухова', 9)];
		expect(people({ topicGroup: 'Спорт', street: 'ул. Обухова, 4а' }, roster([], staff))).toBe('glava / isp-ulica');
	});

	it('takes «*» after anything more special', () => {
		const staff = [official('isp-vse', 'executor', '*', 1), ...STAFF];
		expect(people({ topicGroup: 'Дороги' }, roster([], staff, load('isp-zkh', 0)))).toBe('zam-zkh / isp-zkh');
		expect(people({ topicGroup: 'Экология' }, roster([], staff))).toBe('glava / isp-vse');
	});

	it('takes the least open work among equals, then the order', () => {
		expect(people({ topicGroup: 'Дороги' }, roster([], STAFF, load('isp-zkh', 2)))).toBe('zam-zkh / isp-dorogi');
		expect(people({ topicGroup: 'Дороги' }, roster([], STAFF, [...load('isp-zkh', 2), ...load('isp-dorogi', 2)]))).toBe('zam-zkh / isp-zkh');
	});

	it('does not count finished cases as work', () => {
		const cases = [...load('isp-zkh', 1), { executor: 'ISP-ZKH@example.org', status: 'approval' }, { executor: 'isp-zkh@example.org', status: 'answered' }, { executor: '', status: 'routed' }, { executor: 'isp-zkh@example.org', status: 'чужое' }];
		expect([...openLoad(cases)]).toEqual([['isp-zkh@example.org', 2]]);
	});

	it('spreads a batch over equals', () => {
		const next = assigner(roster());
		expect(Array.from({ length: 4 }, () => next({ topicGroup: 'Дороги' }).executor.split('@')[0])).toEqual(['isp-zkh', 'isp-dorogi', 'isp-zkh', 'isp-dorogi']);
	});

	it('gives the same people for rows in any order', () => {
		const record = { topicGroup: 'Дороги' };
		expect(assign(record, roster([], [...STAFF].reverse()))).toEqual(assign(record, roster()));
	});

	it('does not choose an executor without a local act (clause 9), and says so', () => {
		const staff = STAFF.map((row) => (row.name === 'isp-zkh' ? { ...row, actReference: ' ' } : row));
		const found = assign({ topicGroup: 'ЖКХ' }, roster([], staff));
		expect(found.executor).toBe('kurator@example.org');
		expect(found.assignmentReason).toContain('у isp-zkh не указан локальный акт о назначении (п. 9)');
	});

	it('leaves out people who have left', () => {
		for (const active of [false, 'false', 'нет']) expect(people({ topicGroup: 'Дороги' }, roster([], STAFF.map((row) => (row.name === 'isp-zkh' ? { ...row, active } : row))))).toBe('zam-zkh / isp-dorogi');
	});

	it('explains itself in one sentence with the clauses', () => {
		expect(assign({ topicGroup: 'ЖКХ' }, roster())).toEqual({
			recipient: 'zam-zkh@example.org', recipientName: 'zam-zkh', executor: 'isp-zkh@example.org', executorName: 'isp-zkh', substituteFor: '', absenceReason: '', actReference: ACT,
			assignmentReason: 'Направлено (п. 10): zam-zkh, по компетенции; исполнитель (п. 9): isp-zkh, по компетенции, открытых дел: 0.',
		});
	});
});

describe('absences and substitutes (clause 9)', () => {
	it('keep the work with a present colleague of the same competence', () => {
		expect(people({ topicGroup: 'Дороги' }, roster([away('isp-zkh', 'isp-voda')]))).toBe('zam-zkh / isp-dorogi');
	});

	it('hand it to the substitute where nobody else is as competent', () => {
		expect(assign({ topicGroup: 'ЖКХ' }, roster([away('isp-zkh', 'isp-voda')]))).toMatchObject({
			executor: 'isp-voda@example.org', substituteFor: 'isp-zkh', absenceReason: 'leave', actReference: 'приказ № 9',
			assignmentReason: expect.stringContaining('isp-zkh отсутствует (отпуск по 30.11.2026), замещает isp-voda'),
		});
	});

	it.each([
		['an absent substitute', [away('isp-zkh', 'isp-voda'), away('isp-voda', 'isp-lesnaya', { reason: 'болезнь' })], 'isp-lesnaya', 'isp-voda отсутствует (болезнь по 30.11.2026), замещает isp-lesnaya'],
		['a circle', [away('isp-zkh', 'isp-voda'), away('isp-voda', 'isp-zkh')], 'kurator', 'замещения идут по кругу'],
		['oneself as substitute', [away('isp-zkh', 'isp-zkh')], 'kurator', 'замещения идут по кругу'],
		['nobody appointed', [away('isp-zkh')], 'kurator', 'замещающий не назначен'],
		['an unknown substitute', [away('isp-zkh', 'prizrak')], 'kurator', 'замещающего prizrak@example.org нет среди действующих'],
		['an open end', [away('isp-zkh', 'isp-voda', { toDate: '' })], 'isp-voda', 'отпуск), замещает'],
		['a second row with a substitute', [away('isp-zkh'), away('isp-zkh', 'isp-voda')], 'isp-voda', 'замещает isp-voda'],
	])('%s', (_name, absences, executor, told) => {
		const found = assign({ topicGroup: 'ЖКХ' }, roster(absences));
		expect(found.executor).toBe(`${executor}@example.org`);
		expect(found.assignmentReason).toContain(told);
	});

	it('need an act for the substitute too', () => {
		const staff = STAFF.map((row) => (row.name === 'isp-voda' ? { ...row, actReference: '' } : row));
		expect(people({ topicGroup: 'ЖКХ' }, roster([away('isp-zkh', 'isp-voda', { actReference: '' })], staff))).toBe('zam-zkh / kurator');
	});

	it.each([
		['2026-11-19T11:59:00Z', 'isp-zkh'],
		['2026-11-19T12:00:00Z', 'isp-voda'],
		['2026-11-30T11:59:00Z', 'isp-voda'],
		['2026-11-30T12:00:00Z', 'isp-zkh'],
	])('count by the day in the administration’s zone: at %s %s acts', (now, executor) => {
		expect(people({ topicGroup: 'ЖКХ' }, roster([away('isp-zkh', 'isp-voda')], STAFF, [], now))).toBe(`zam-zkh / ${executor}`);
	});

	it.each([
		['deputy away without a substitute', [away('zam-zkh')], 'glava'],
		['deputy away with a substitute', [away('zam-zkh', 'zam-soc')], 'zam-soc'],
		['deputy and Head away, the Head has a substitute', [away('zam-zkh'), away('glava', 'zam-soc')], 'zam-soc'],
	])('of recipients: %s', (_name, absences, recipient) => {
		expect(assign({ topicGroup: 'ЖКХ' }, roster(absences)).recipient).toBe(`${recipient}@example.org`);
	});

	it('name even an absent curator rather than nobody', () => {
		const found = assign({ topicGroup: 'Экология' }, roster([away('kurator')]));
		expect(found.executor).toBe('kurator@example.org');
		expect(found.assignmentReason).toContain('куратор отсутствует, но больше некому');
	});

	it('say it when there is nobody at all', () => {
		expect(assign({ topicGroup: 'ЖКХ' }, roster([], []))).toMatchObject({ recipient: '', executor: '', assignmentReason: expect.stringMatching(/Направить некому.*назначить некому.*куратора в таблице officials нет/u) });
	});
});

describe('people already on the record', () => {
	it('are kept, whatever the competence', () => {
		expect(people({ topicGroup: 'ЖКХ', executor: 'ISP-VODA@example.org', recipient: 'zam-soc@example.org' }, roster())).toBe('zam-soc / isp-voda');
	});

	it('are replaced by their substitute while away', () => {
		expect(assign({ topicGroup: 'ЖКХ', executor: 'isp-zkh@example.org' }, roster([away('isp-zkh', 'isp-voda')]))).toMatchObject({ executor: 'isp-voda@example.org', substituteFor: 'isp-zkh' });
	});

	it('give way to competence when they are in no table, and it is said', () => {
		const found = assign({ topicGroup: 'ЖКХ', executor: 'kto@example.org' }, roster());
		expect(found.executor).toBe('isp-zkh@example.org');
		expect(found.assignmentReason).toContain('kto@example.org нет среди действующих');
	});
});

describe('tables kept by hand', () => {
	const untidy: Row[] = [
		official('a', 'Исполнитель', 'ЖКХ', 1, { email: ' A@Example.org ' }),
		official('b', 'начальник', 'ЖКХ', 2),
		official('', 'executor', 'ЖКХ', 3, { email: '', name: 'Без почты' }),
		{ email: 'c@example.org', role: 'executor', competences: null, order: null, active: null },
	];

	it('are read as far as they go, and what cannot be read is told', () => {
		const { rows, problems } = readOfficials(untidy);
		expect(rows.map((one) => one.email)).toEqual(['a@example.org', 'c@example.org']);
		expect(problems).toEqual(['в таблице officials у b@example.org неизвестная роль «начальник»', 'в таблице officials у «Без почты» нет почты']);
		expect(assign({ topicGroup: 'ЖКХ' }, roster([], untidy)).assignmentReason).toContain('неизвестная роль «начальник»');
	});

	it('of absences: days in two forms, reasons in Russian, nonsense told', () => {
		const bad = [away('isp-zkh', 'isp-voda', { fromDate: 'скоро' }), away('isp-zkh', 'isp-voda', { fromDate: '2026-12-01', toDate: '2026-11-01' }), away('', 'isp-voda', { official: '' })];
		const from = roster([...bad, away('isp-zkh', 'isp-voda', { fromDate: '24.11.2026', toDate: '24.11.2026', reason: 'Больничный' })]);
		expect(from.problems).toHaveLength(3);
		expect(assign({ topicGroup: 'ЖКХ' }, from)).toMatchObject({ executor: 'isp-voda@example.org', absenceReason: 'illness' });
	});

	it('let one person hold several roles', () => {
		const { rows } = readOfficials([official('x', 'executor', '', 2), official('x', 'curator', '', 1)]);
		expect(actorOn(rows, [], 'X@example.org', '2026-11-24')).toMatchObject({ role: 'curator', roles: ['curator', 'executor'] });
		expect(actorOn(rows, [], '', '2026-11-24')).toBeUndefined();
	});

	it('let a substitute act in the role and on the cases of the absent, on those days only', () => {
		const from = roster([away('kurator', 'zam-zkh'), away('isp-zkh', 'zam-zkh', { fromDate: '2026-11-24' })]);
		const on = (day: string) => actorOn(from.officials, from.absences, 'zam-zkh@example.org', day);
		expect(on('2026-11-24')).toMatchObject({ name: 'zam-zkh', role: 'deputy', roles: ['deputy', 'curator', 'executor'], actsFor: ['kurator@example.org', 'isp-zkh@example.org'] });
		expect(on('2026-11-23')).toMatchObject({ roles: ['deputy', 'curator'], actsFor: ['kurator@example.org'] });
		expect(on('2026-12-01')).toMatchObject({ roles: ['deputy'], actsFor: [] });
	});

	it('do not count an absence that was cancelled', () => {
		expect(people({ topicGroup: 'ЖКХ' }, roster([away('isp-zkh', 'isp-voda', { cancelled: true })]))).toBe('zam-zkh / isp-zkh');
	});
});

describe('reassignment when an absence begins', () => {
	const openCase = (id: number, status: string, executor: string, changes: Row = {}): Row => ({ id, status, topicGroup: 'Дороги', executor: `${executor}@example.org`, recipient: 'zam-zkh@example.org', replyBy: NOW, ...changes });
	const cases = [openCase(1, 'routed', 'isp-zkh'), openCase(2, 'interim', 'isp-zkh'), openCase(3, 'routed', 'isp-dorogi'), openCase(4, 'answered', 'isp-zkh'), openCase(5, 'registered', 'isp-zkh'), openCase(6, 'publishing', 'isp-zkh')];

	it('moves cases under way of those who are away, and nothing else', () => {
		const moved = reassignments(cases, roster([away('isp-zkh', 'isp-voda')], STAFF, cases));
		expect(moved.map(({ record, changes }) => [record.id, changes.executor])).toEqual([[1, 'isp-voda@example.org'], [2, 'isp-voda@example.org']]);
		expect(Object.keys(moved[0]?.changes ?? {})).not.toContain('replyBy');
	});

	it('spreads them by load where there is no substitute', () => {
		const staff = [...STAFF, official('isp-dorogi2', 'executor', 'Дороги', 9)];
		const many = [1, 2, 3, 4].map((id) => openCase(id, 'routed', 'isp-zkh'));
		const moved = reassignments(many, roster([away('isp-zkh')], staff, many));
		expect(moved.map(({ changes }) => changes.executor.split('@')[0])).toEqual(['isp-dorogi', 'isp-dorogi2', 'isp-dorogi', 'isp-dorogi2']);
	});

	it('moves every case once', () => {
		const from = roster([away('isp-zkh', 'isp-voda')], STAFF, cases);
		const after = cases.map((record) => ({ ...record, ...reassigner(from)(record) }));
		expect(reassignments(after, from)).toEqual([]);
	});

	it('moves the recipient too', () => {
		expect(reassignments([openCase(1, 'routed', 'isp-dorogi')], roster([away('zam-zkh', 'zam-soc')]))[0]?.changes).toMatchObject({ recipient: 'zam-soc@example.org', executor: 'isp-dorogi@example.org' });
	});

	it('does not move a case from one absent person to himself', () => {
		expect(reassignments([openCase(1, 'routed', 'kurator', { topicGroup: 'Экология' })], roster([away('kurator')]))).toEqual([]);
	});
});
