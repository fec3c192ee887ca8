import { readAbsences } from '../../../core/roster/absences';
import { fitOf, subjectOf } from '../../../core/roster/competence';
import { readOfficials, type Official } from '../../../core/roster/officials';
import { FIRST_OFFICIAL_YEAR, LAST_OFFICIAL_YEAR } from '../../../core/calendar/official';
import { taxonomyOf } from '../../../core/triage/taxonomy';
import { TABLES } from '../../../core/cases/tables';
import { credentialsOf } from '../files';
import { isUntouched, missingColumns, wrongColumns } from '../inventory';
import { isIndispensable, OLDEST_N8N, olderThan, staysOff } from '../plan';
import type { WorkflowSummary } from '../publicApi';
import { goneTables, hasLooseTable } from '../tableLinks';
import { bad, counted, look, ok, type Finding } from './finding';
import { tableSize } from './tableSize';
import type { CredentialTest, Ward } from './ward';

export type Check = (ward: Ward) => Finding[];

const MAX_SKEW_S = 60;
const HOUR_MS = 3_600_000;
/** By this month the calendar of the next year is usually decreed. */
const NEXT_YEAR_FROM_MONTH = 10;

const settingOf = ({ settings }: Ward, key: string): string => String(settings.find((row) => row['key'] === key)?.['value'] ?? '').trim();

const instance: Check = ({ url, inventory: { version, skewSeconds, unknownTypes, scopes } }) => [
	version === '' ? look(`n8n отвечает: ${url}, версию не сообщает`, `убедитесь, что она не ниже ${OLDEST_N8N}`) : olderThan(version, OLDEST_N8N) ? bad(`n8n ${version} старый`, `обновите до ${OLDEST_N8N} или новее`) : ok(`n8n ${version} отвечает: ${url}`),
	unknownTypes.length === 0 ? ok('Пакет узлов установлен') : bad(`Пакет узлов не установлен или старый: нет ${unknownTypes.join(', ')}`, 'установите пакет и перезапустите n8n'),
	Math.abs(skewSeconds) <= MAX_SKEW_S ? ok(`Часы n8n и этого компьютера сходятся (разница ${Math.abs(skewSeconds)} с)`) : bad(`Часы расходятся на ${Math.abs(skewSeconds)} с`, 'включите синхронизацию времени на обоих компьютерах: от часов зависят сроки'),
	...(scopes !== undefined && !scopes.includes('execution:list') ? [look('Ключу API не видны запуски', 'добавьте ему право execution:list, иначе сбоев не видно')] : []),
];

const tables: Check = ({ inventory, tableLimit }) => {
	const missing = missingColumns(inventory.tables);
	const wrong = wrongColumns(inventory.tables);
	const bytes = inventory.tables.reduce((sum, table) => sum + (table.sizeBytes ?? 0), 0);
	return [
		missing.length + wrong.length === 0
			? ok(`Таблицы на месте: ${TABLES.length}, столбцы совпадают с пакетом`)
			: bad(
					`Таблицы не те: ${[...missing.map(({ table, id, columns }) => (id === undefined ? `нет ${table}` : `в ${table} нет ${columns.map((one) => one.name).join(', ')}`)), ...wrong].join('; ')}`,
					'запустите setup ещё раз: он добавит недостающее, ничего не меняя',
				),
		tableSize(bytes, tableLimit),
	];
};

/**
 * By name n8n takes, of all tables whose name contains the one that is asked for, the one changed last: «cases-2025» for
 * «cases». The set-up names tables by id; a workflow imported in the editor by hand does not.
 */
const links: Check = ({ inventory: { tables: all, workflows: flows } }) => {
	const ours = TABLES.map((table) => table.name);
	const taken = all.map((table) => table.name).filter((name) => !ours.includes(name) && ours.some((own) => name.toLowerCase().includes(own)));
	const names = (isIt: (nodes: WorkflowSummary['nodes']) => boolean): string => flows.filter(({ current }) => current !== undefined && isIt(current.nodes)).map(({ file }) => file.name).join(', ');
	const loose = names((nodes) => hasLooseTable(nodes, all));
	const gone = names((nodes) => goneTables(nodes, all).length > 0);
	return [
		...(gone === '' ? [] : [bad(`Ищут таблицу, которой больше нет: ${gone}`, 'запустите setup ещё раз: он укажет нынешние таблицы')]),
		...(loose === '' || taken.length === 0 ? [] : [bad(`Могут взять вместо реестра чужие таблицы (${taken.join(', ')}): ${loose}`, 'запустите setup ещё раз: он укажет таблицы по номерам; или переименуйте чужие')]),
	];
};

/** Made by the set-up and never filled. */
const isStub = ({ found, result }: CredentialTest): boolean => result !== 'works' && found !== undefined && isUntouched(found);

const credentials: Check = (ward) =>
	ward.credentials.map((test) => {
		const { wanted, result, message } = test;
		const name = `Учётные данные «${wanted.name}»`;
		if (result === 'works') return ok(`${name} работают`);
		if (isStub(test)) {
			return isIndispensable(wanted) ? bad(`${name} ещё не заполнены: без почты никто ничего не узнает`, 'n8n → Credentials → заполните и сохраните') : look(`${name} ещё не заполнены`, 'заполните, если пользуетесь этой сетью или службой');
		}
		if (result === 'untested') return ok(`${name} заполнены (проверить их сам n8n не умеет)`);
		return bad(`${name}: ${message}`, 'n8n → Credentials → заполните и сохраните');
	});

const workflows: Check = ({ inventory, credentials: tests }) => {
	const missing = inventory.workflows.filter((one) => one.current === undefined).map((one) => one.file.name);
	const off = inventory.workflows.filter((one) => one.current?.active === false && !staysOff(one.file));
	const waiting = off.filter((one) => credentialsOf([one.file]).some(({ id }) => tests.some((test) => isStub(test) && test.wanted.id === id)));
	const stopped = off.filter((one) => !waiting.includes(one)).map((one) => one.file.name);
	const deaf = inventory.workflows.filter((one) => one.current !== undefined && one.file.settings['errorWorkflow'] !== undefined && !one.current.settings?.['errorWorkflow']).map((one) => one.file.name);
	return [
		missing.length > 0 ? bad(`Нет процессов: ${missing.join(', ')}`, 'запустите setup (удалённые вами — с --overwrite)') : ok(`Процессы установлены: ${inventory.workflows.length}`),
		...(waiting.length > 0 ? [look(`Ждут учётных данных: ${waiting.map((one) => one.file.name).join(', ')}`, 'заполните их и запустите setup ещё раз')] : []),
		...(stopped.length > 0 ? [bad(`Выключены: ${stopped.join(', ')}`, 'откройте процесс в n8n и включите (Publish)')] : []),
		...(off.length === 0 ? [ok('Все процессы включены')] : []),
		...(deaf.length > 0 ? [bad(`О сбоях не сообщают: ${deaf.join(', ')}`, 'в настройках процесса выберите Error Workflow «11 Ошибки»')] : [ok('О сбое любого процесса сообщит «11 Ошибки»')]),
	];
};

const failures: Check = ({ failed, now, inventory }) => {
	const day = Date.parse(now) - 24 * HOUR_MS;
	const late = failed.filter((one) => Date.parse(one.startedAt ?? '') >= day);
	if (late.length === 0) return [ok('За сутки сбоев нет')];
	const names = new Map(inventory.workflows.map((one) => [one.current?.id ?? '', one.file.name]));
	const counts = new Map<string, number>();
	for (const one of late) counts.set(names.get(one.workflowId) ?? 'другие процессы', (counts.get(names.get(one.workflowId) ?? 'другие процессы') ?? 0) + 1);
	const list = [...counts].map(([name, count]) => `«${name}» — ${count}`).join(', ');
	return [bad(`За сутки ${late.length === 100 ? 'не меньше ' : ''}${counted(late.length, 'сбой', 'сбоя', 'сбоев')}: ${list}`, 'n8n → Executions → отбор «Error»: красный узел скажет причину')];
};

const stuck: Check = ({ unsent, publishing, now }) => {
	const old = (rows: Ward['unsent'], column: string, hours: number): number[] =>
		rows.filter((row) => Date.parse(String(row[column] ?? '')) < Date.parse(now) - hours * HOUR_MS).map((row) => Number(row.id));
	// Notices wait for office hours: a long week-end is not yet a failure.
	const waiting = old(unsent, 'noticeAfter', 96);
	const hanging = old(publishing, 'publishAttemptAt', 1);
	return [
		waiting.length === 0 ? ok('Извещения уходят') : bad(`Не отправлены извещения по делам № ${waiting.slice(0, 10).join(', ')}`, 'проверьте почту и «14 Извещения»'),
		hanging.length === 0 ? ok('Публикации не зависли') : bad(`Публикация не закончена по делам № ${hanging.slice(0, 10).join(', ')}`, 'откройте «15 Публикация ответа» → Executions; куратор может опубликовать вручную'),
	];
};

const calendar: Check = ({ now }) => {
	const year = Number(now.slice(0, 4));
	const month = Number(now.slice(5, 7));
	const known = `Производственный календарь известен на ${FIRST_OFFICIAL_YEAR}–${LAST_OFFICIAL_YEAR}`;
	if (year > LAST_OFFICIAL_YEAR) return [bad(`Производственного календаря на ${year} год нет: сроки предварительные`, 'обновите пакет или впишите выходные в таблицу calendar_days')];
	if (year === LAST_OFFICIAL_YEAR && month >= NEXT_YEAR_FROM_MONTH) return [look(known, `обновите пакет: постановление на ${year + 1} год обычно уже вышло`)];
	return [ok(known)];
};

const zone: Check = (ward) => {
	const wanted = settingOf(ward, 'zone');
	const all = ward.inventory.workflows.filter((one) => one.current !== undefined);
	const other = all.filter((one) => one.current?.settings?.['timezone'] !== wanted).map((one) => one.file.name);
	if (wanted === '') return [bad('В таблице settings нет часового пояса (zone)', 'впишите строку zone, например Asia/Kamchatka')];
	return other.length === 0 ? [ok(`Часовой пояс один: ${wanted}`)] : [bad(`Не в поясе ${wanted} (settings → zone): ${other.length === all.length ? 'все процессы' : other.join(', ')}`, `если верен он, запустите setup с --zone ${wanted}; если нет, исправьте строку zone`)];
};

const settings: Check = (ward) => {
	const example = ['mailFrom', 'officerEmail'].filter((key) => /@example\.|^$/u.test(settingOf(ward, key)));
	const base = settingOf(ward, 'baseUrl');
	return [
		example.length === 0 ? ok('Адреса отправителя и ИТ-специалиста вписаны') : bad(`В таблице settings не заполнено: ${example.join(', ')}`, 'впишите настоящие адреса: с них и на них уходят письма'),
		/^https?:\/\/\S+$/u.test(base) && !(base.includes('localhost') && !ward.url.includes('localhost')) ? ok(`Ссылки в письмах ведут на ${base}`) : bad(`Ссылки в письмах ведут на «${base}»`, 'впишите в settings → baseUrl адрес n8n, который открывается у сотрудников'),
	];
};

const staff: Check = (ward) => {
	const { rows, problems } = readOfficials(ward.officials);
	if (rows.length === 0) return [bad('Таблица officials пуста', 'впишите Главу, куратора, заместителей и исполнителей: почта, роль, за что отвечают, локальный акт')];
	const roles = (role: Official['role']): Official[] => rows.filter((one) => one.role === role);
	const noRole = (['head', 'curator', 'executor', 'officer'] as const).filter((role) => roles(role).length === 0);
	const words = { head: 'Главы', curator: 'куратора', executor: 'исполнителей', officer: 'ИТ-специалиста' };
	const noAct = [...roles('curator'), ...roles('executor'), ...roles('deputy')].filter((one) => one.actReference === '').map((one) => one.name);
	const badMail = rows.filter((one) => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(one.email)).map((one) => one.email);
	const groups = Object.keys(taxonomyOf());
	const nobody = groups.filter((topicGroup) => !rows.some((one) => (one.role === 'head' || one.role === 'deputy') && fitOf(one.competences, subjectOf({ topicGroup })) > 0));
	const bare = groups.filter((topicGroup) => !roles('executor').some((one) => fitOf(one.competences, subjectOf({ topicGroup })) > 0));
	const faults = [
		...problems.map((one) => bad(`Сотрудники: ${one}`, 'исправьте строку')),
		...(noRole.length > 0 ? [bad(`Нет ${noRole.map((role) => words[role]).join(', ')}`, 'впишите строку в таблицу officials')] : []),
		...(badMail.length > 0 ? [bad(`Почта записана с ошибкой: ${badMail.join(', ')}`, 'исправьте в таблице officials')] : []),
		...(noAct.length > 0 ? [look(`Без локального акта (п. 9 Положения): ${noAct.join(', ')}`, 'впишите номер и дату распоряжения в actReference')] : []),
		...(nobody.length > 0 ? [look(`Некому направить (Глава, заместители): ${nobody.join(', ')}`, 'добавьте группы в competences или «*» Главе')] : []),
		...(bare.length > 0 ? [look(`Нет исполнителя: ${bare.join(', ')}`, 'добавьте группы в competences исполнителей; пока исполнителя назначит куратор')] : []),
		...accounts(ward, rows),
	];
	return faults.length === 0 ? [ok(`Сотрудники: ${rows.length}, у каждого роль, акт и учётная запись n8n`)] : faults;
};

/** Who is in the table and cannot open a form, because n8n does not know the e-mail. */
function accounts({ users }: Ward, officials: readonly Official[]): Finding[] {
	if (users === undefined) return [look('Учётных записей n8n ключу API не видно', 'добавьте ему право user:list')];
	const known = new Set(users.filter((one) => one.isPending !== true).map((one) => one.email.toLowerCase()));
	const lacking = [...new Set(officials.map((one) => one.email))].filter((email) => !known.has(email));
	return lacking.length === 0 ? [] : [bad(`Не могут войти в формы, нет учётной записи n8n: ${lacking.join(', ')}`, 'n8n → Settings → Users → Invite; почта должна совпадать с таблицей')];
}

const absences: Check = ({ absences: rows, officials }) => {
	const read = readAbsences(rows);
	const known = new Set(readOfficials(officials).rows.map((one) => one.email));
	const strangers = read.rows.flatMap((one) => [one.official, one.substitute]).filter((email) => email !== '' && !known.has(email));
	const faults = [...read.problems.map((one) => bad(`Отсутствия: ${one}`, 'исправьте строку')), ...(strangers.length > 0 ? [bad(`В отсутствиях неизвестные люди: ${[...new Set(strangers)].join(', ')}`, 'впишите их в officials или исправьте почту')] : [])];
	return faults.length === 0 ? [ok(`Отсутствия и замещения читаются (строк: ${rows.length})`)] : faults;
};

/** All checks in the order an officer reads them. */
export const CHECKS: readonly Check[] = [instance, tables, links, credentials, workflows, failures, stuck, zone, calendar, settings, staff, absences];

export const examine = (ward: Ward): Finding[] => CHECKS.flatMap((check) => check(ward));
