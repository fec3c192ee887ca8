import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { startSandbox, type Sandbox } from '../../sandbox/server';
import { heldPage } from '../../core/personal/page';
import { reportHtml } from '../../core/reports/html';
import { overdueCases } from '../../core/reports/overdue';
import { panelOf } from '../../core/reports/panel';
import { panelHtml } from '../../core/reports/panelHtml';
import { makeReport } from '../../core/reports/report';
import { signInCookie } from '../../scripts/api';
import { sandboxCredentials } from '../../scripts/desk/credentials';
import { control, view } from '../../scripts/desk/open';
import { readStaff, toUser } from '../../scripts/desk/staff';
import { freePort } from '../../scripts/ground/ports';
import { run, type Ran } from '../../scripts/ground/shell';
import { changeFlow, type StoredFlow } from '../../scripts/load/flows';
import { readWorkflows } from '../../scripts/setup/files';
import * as reports from '../core/reports/support';
import { startBare, type BareN8n } from './support/bare';
import { launchBrowser } from './support/browser';
import { keepOutputs } from './support/desk';
import { barriersOn, Person } from './support/people';

let bare: BareN8n;
let sandbox: Sandbox;
/** Where the officer stands when he types the command: his own folder, not the checkout. */
let folder: string;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'incident-desk-officer-'));
	sandbox = await startSandbox({ httpPort: await freePort(), smtpPort: await freePort(), dataFile: join(folder, 'sandbox.json') });
	bare = await startBare();
}, 900_000);

afterAll(async () => {
	await bare.close();
	await sandbox.close();
	rmSync(folder, { recursive: true, force: true });
});

/** The bin of the packed package, by plain Node, as installed in n8n's nodes folder; the key goes by the environment. */
async function desk(...args: readonly string[]): Promise<Ran> {
	const bin = join(bare.folder, '.n8n/nodes/node_modules/.bin/incident-desk');
	return run(process.execPath, [bin, ...args, '--url', bare.n8n.url], { cwd: folder, env: { PATH: process.env['PATH'], N8N_API_KEY: bare.api.key } });
}

const idOf = async (name: string): Promise<string> => (await bare.api.workflows()).find((one) => one.name === name)?.id ?? '';

const formPaths = (): string[] => readWorkflows().flatMap((flow) => flow.nodes.filter((node) => node.type === 'n8n-nodes-base.formTrigger').map((node) => (node.parameters['options'] as { path: string }).path));

/** Everything a set-up could change, as text. */
async function stateOfN8n(): Promise<string> {
	const tables = await bare.api.dataTables();
	const rows = await Promise.all(tables.map((table) => bare.api.rows(table.name)));
	const workflows = (await bare.api.workflows()).map(({ id, name, active, nodes, settings }) => ({ id, name, active, nodes, settings })).sort((a, b) => (a.id < b.id ? -1 : 1));
	return JSON.stringify({ tables: tables.map(({ name, columns }) => ({ name, columns })), rows, workflows, credentials: await bare.api.all('/credentials') });
}

/** Tables an office might make beside ours. */
const NAMESAKES = ['cases-2025', 'my settings', 'old journal'];

/** The officer's part: people, addresses, credentials. */
async function fillIn(): Promise<void> {
	const staff = readStaff();
	await bare.api.insertRows('officials', staff.officials);
	for (const [key, value] of Object.entries(staff.settings)) await bare.api.updateRows('settings', 'key', key, { value: value.replace('@palana.example', '@palana.test') });
	await bare.api.createUsers(staff.officials.filter((one) => one.role !== 'officer').map((one) => toUser(one, 'Bare-stand-100')));
}

/** As the officer would type them in, leading to the sandbox. */
async function fillCredentials(): Promise<void> {
	const wanted = sandboxCredentials(readWorkflows(), sandbox);
	for (const { id, type } of await bare.api.all<{ id: string; type: string }>('/credentials')) {
		const data = wanted.find((one) => one.type === type)?.data ?? {};
		const schema = await bare.api.call<{ properties: Record<string, unknown> }>('get', `/credentials/schema/${type}`);
		await bare.api.call('patch', `/credentials/${id}`, { data: Object.fromEntries(Object.entries(data).filter(([key]) => key in schema.properties)) });
	}
}

describe('a bare n8n', () => {
	it('is told of before anything is put in: the doctor finds what is missing, and fails', async () => {
		const ran = await desk('doctor');
		expect(ran.output).toMatch(/✓ n8n 2\.\d+\.\d+ отвечает/u);
		expect(ran.output).toMatch(/✓ Пакет узлов установлен/u);
		expect(ran.output).toMatch(/✗ Таблицы не те: нет cases/u);
		expect(ran.output).toMatch(/✗ Нет процессов: 00 Подготовка/u);
		expect(ran.code).toBe(1);
	});

	it('is not changed by --dry-run', async () => {
		const before = await stateOfN8n();
		const ran = await desk('setup', '--dry-run');
		expect(ran.output).toContain('создать таблицу cases');
		expect(ran.output).toContain('«05 Регистрация сообщения»: поставить');
		expect(ran.code).toBe(0);
		expect(await stateOfN8n()).toBe(before);
	});

	it('gets tables, reference rows, credential stubs and all workflows, and is told what is left', async () => {
		const ran = await desk('setup');
		expect(ran.output).toContain('Осталось сделать:');
		expect(ran.code).toBe(0);
		const flows = await bare.api.workflows();
		expect(flows.map((one) => one.name).sort()).toEqual(readWorkflows().map((one) => one.name).sort());
		expect(await bare.api.rows('settings')).toContainEqual(expect.objectContaining({ key: 'baseUrl', value: bare.n8n.url }));
		// What would only fail without its credential waits; what others call is on.
		expect(flows.find((one) => one.name.startsWith('01'))?.active).toBe(false);
		expect(flows.find((one) => one.name.startsWith('13'))?.active).toBe(true);
		expect(ran.output).toMatch(/«01 Приём из Инцидент Менеджмент»: поставлен, пока выключен: заполните «Инцидент Менеджмент»/u);
	});

	it('has every link between workflows, every credential and every table in its own ids', async () => {
		const flows = await bare.api.workflows();
		const ids = new Set(flows.map((one) => one.id));
		const credentials = new Set((await bare.api.all<{ id: string }>('/credentials')).map((one) => one.id));
		const tables = new Set((await bare.api.dataTables()).map((one) => one.id));
		for (const { id } of flows) {
			const flow = await bare.api.call<StoredFlow>('get', `/workflows/${id}`);
			const named = flow.nodes.flatMap((node) => (node.type === 'n8n-nodes-base.dataTable' && node.parameters['dataTableId'] !== undefined ? [(node.parameters['dataTableId'] as { value: string }).value] : []));
			expect(named.filter((one) => !tables.has(one))).toEqual([]);
			const called = flow.nodes.filter((node) => node.type === 'n8n-nodes-base.executeWorkflow').map((node) => (node.parameters['workflowId'] as { value: string }).value);
			expect(called.filter((one) => !ids.has(one))).toEqual([]);
			expect(flow.nodes.flatMap((node) => Object.values(node.credentials ?? {}).map((one) => one.id)).filter((one) => !credentials.has(one))).toEqual([]);
		}
	});

	it('a second set-up changes nothing', async () => {
		const before = await stateOfN8n();
		expect(await desk('setup')).toMatchObject({ code: 0 });
		expect(await stateOfN8n()).toBe(before);
	});
});

describe('an n8n that its officer has filled', () => {
	it('gets the waiting workflows switched on, and the doctor finds it healthy', async () => {
		await fillIn();
		await fillCredentials();
		const ran = await desk('setup');
		expect(ran.output).toContain('«01 Приём из Инцидент Менеджмент»: включён');
		const doctor = await desk('doctor');
		expect(doctor.output).not.toMatch(/^✗/mu);
		expect(doctor.code).toBe(0);
	});

	// They stay there: whatever is tried below must read the tables it means.
	it('reads its own tables where another’s name contains theirs and was changed later', async () => {
		for (const name of NAMESAKES) await bare.api.call('post', '/data-tables', { name, columns: [{ name: 'text', type: 'string' }] });
		expect((await desk('doctor')).output).not.toMatch(/^✗/mu);

		await changeFlow(bare.api, await idOf('23 Срок хранения'), ({ nodes }) => ({ nodes: nodes.map((node) => (node.type === 'n8n-nodes-base.dataTable' ? { ...node, parameters: { ...node.parameters, dataTableId: { __rl: true, mode: 'name', value: (node.parameters['dataTableId'] as { cachedResultName: string }).cachedResultName } } } : node)) }));
		expect((await desk('doctor')).output).toMatch(/✗ Могут взять вместо реестра чужие таблицы \(.*cases-2025.*\): 23 Срок хранения/u);
		expect((await desk('setup', '--dry-run')).output).toContain('«23 Срок хранения»: без изменений, указать таблицы по номерам');
		expect((await desk('setup')).output).toContain('«23 Срок хранения»: таблицы указаны по номерам');
		expect((await desk('doctor')).code).toBe(0);
	});
});

describe('personal data', () => {
	afterAll(async () => keepOutputs(bare.api, 'bare'));

	const old = (key: string, more: object) => ({
		...{ messageKey: key, network: 'vk', authorName: 'Пробная Нина', authorId: '77', text: 'не горит фонарь, тел. 8-900-000-00-00', url: 'https://vk.com/wall-1_2' },
		...{ detectedAt: '2020-01-10T00:00:00.000Z', topicGroup: 'Благоустройство', version: 3, lastStep: JSON.stringify({ at: '2020-01-20T00:00:00.000Z' }) },
		...more,
	});

	it('leave a case whose term has passed, and its journal; an open case and a young one stay', async () => {
		await bare.api.insertRows('cases', [old('vk:a', { status: 'answered' }), old('vk:b', { status: 'routed' }), old('vk:c', { status: 'closed', lastStep: JSON.stringify({ at: new Date(Date.now()).toISOString() }) })]);
		const [gone, open, young] = await bare.api.rows('cases');
		const sha256 = 'a'.repeat(64);
		const picture = `${String(gone?.id)}/${sha256}.jpg`;
		await bare.api.updateRows('cases', 'messageKey', 'vk:a', { draftAttachments: JSON.stringify([{ name: 'двор.jpg', mime: 'image/jpeg', bytes: 10, sha256, file: picture }]) });
		await bare.api.insertRows('journal', [{ entryKey: `${String(gone?.id)}:1`, caseId: Number(gone?.id), version: 1, at: '2020-01-10T00:00:00.000Z', event: 'register', actorName: 'Тундрова Ирина', remark: 'звонила Нина', changes: JSON.stringify({ url: [null, 'https://vk.com/wall-1_2'] }) }]);
		const onDisk = join(bare.folder, 'files/incident-desk', picture);
		mkdirSync(dirname(onDisk), { recursive: true });
		writeFileSync(onDisk, 'JPEG');
		const retention = await idOf('23 Срок хранения');

		// Cut off before the case itself is written: what was done is done, and the next run finds the case still to do.
		const whole = await changeFlow(bare.api, retention, ({ nodes }) => ({ nodes: nodes.map((node) => (node.name === 'Обезличить' ? { ...node, type: 'n8n-nodes-base.stopAndError', parameters: { errorMessage: 'обрыв' } } : node)) }));
		expect(await bare.api.runWorkflow(retention, 'Проверить сейчас')).toMatchObject({ status: 'error' });
		expect((await bare.api.rows('cases'))[0]).toMatchObject({ messageKey: 'vk:a', version: 3 });
		expect(JSON.stringify(await bare.api.rows('journal'))).not.toMatch(/Нина|wall-1_2/u);
		await changeFlow(bare.api, retention, () => whole);
		expect(await bare.api.runWorkflow(retention, 'Проверить сейчас')).toMatchObject({ status: 'success' });
		expect(existsSync(onDisk)).toBe(false);

		const rows = await bare.api.rows('cases');
		expect(rows[0]).toMatchObject({ messageKey: `anonymised:${String(gone?.id)}`, authorName: '', text: '', url: '', topicGroup: 'Благоустройство', status: 'answered', version: 4 });
		expect(rows.slice(1).map((row) => row.text)).toEqual([open?.text, young?.text]);
		const journal = await bare.api.rows('journal');
		expect(journal.map((row) => row.event)).toEqual(['register', 'anonymise']);
		expect(JSON.stringify([rows[0], journal])).not.toMatch(/Нина|wall-1_2|8-900/u);
		expect(journal[0]).toMatchObject({ actorName: 'Тундрова Ирина' });
		const mails = await view<{ to: string[]; subject: string; text: string; html: string }[]>(sandbox, 'mails');
		expect(mails.find((mail) => mail.subject === 'Обезличено дел: 1')?.html).toContain(picture);
	});

	it('of one person come as one file, to those who may see it', async () => {
		const browser = await launchBrowser();
		const officer = await Person.signIn(browser, bare.n8n.url, { email: 'it@palana.example', password: 'Bare-stand-100' });
		const page = await officer.openForm('dannye-o-cheloveke');
		await officer.field('Имя в соцсети').fill('нина');
		const download = page.waitForEvent('download', { timeout: 60_000 });
		await officer.submit();
		const html = readFileSync(await (await download).path(), 'utf8');
		expect(html).toContain('Найдено дел: 2');
		expect(html).toContain('8-900-000-00-00');

		await officer.openForm('dannye-o-cheloveke');
		await officer.field('Имя в соцсети').fill('Неизвестный');
		await officer.submit();
		await officer.sees('Данных нет');
		await officer.openForm('dannye-o-cheloveke');
		await officer.submit();
		await officer.sees('Не сказано, чьи данные искать');

		const executor = await Person.signIn(browser, bare.n8n.url, { email: 'soc@palana.example', password: 'Bare-stand-100' });
		await executor.openForm('dannye-o-cheloveke');
		await executor.field('Имя в соцсети').fill('нина');
		await executor.submit();
		await executor.sees('Данные недоступны');
		await browser.close();
	});
});

describe('accessibility', () => {
	it('every form’s first page can be read and filled with a screen reader and without a mouse', async () => {
		const browser = await launchBrowser();
		const officer = await Person.signIn(browser, bare.n8n.url, { email: 'it@palana.example', password: 'Bare-stand-100' });
		const found: string[] = [];
		for (const path of formPaths()) {
			await officer.openForm(path, { case: 1 });
			found.push(...(await officer.barriers()).map((one) => `${path}: ${one}`));
		}
		expect(found).toEqual([]);

		await officer.openForm('dannye-o-cheloveke');
		await officer.tabTo(officer.page.getByLabel('Имя в соцсети'));
		await officer.page.keyboard.type('нина');
		const download = officer.page.waitForEvent('download', { timeout: 60_000 });
		await officer.page.keyboard.press('Enter');
		expect((await download).suggestedFilename()).toContain('dannye');
		await browser.close();
	});

	it('pages to print and to look at on a phone can be read: a person’s data, a report, the Head’s panel', async () => {
		const browser = await launchBrowser();
		const page = await browser.newPage();
		const now = Date.parse('2026-11-24T03:00:00Z');
		const late = reports.row(1, { replyBy: '2026-11-18T11:59:59.999Z', executor: 'isp@palana.example', street: 'ул. Обухова, 4', text: 'снег не убран' });
		const read = reports.source([late, reports.row(2)]);
		const organization = 'Администрация';
		const pages = {
			data: heldPage({ cases: await bare.api.rows('cases'), journal: await bare.api.rows('journal'), query: 'имя «нина»', organization, now: new Date(now).toISOString(), zone: 'Asia/Kamchatka' }),
			report: reportHtml(makeReport(read), { organization, asOfWords: '24.11.2026 в 15:00', overdue: overdueCases(read, true), withPersonalData: true }),
			panel: panelHtml(panelOf([late], reports.context, now), { organization, asOfWords: '24.11.2026 в 15:00', again: 'https://desk.palana.example/form/panel' }),
		};
		for (const [name, html] of Object.entries(pages)) {
			await page.setContent(html);
			expect([name, await barriersOn(page, 'whole')]).toEqual([name, []]);
		}
		await browser.close();
	});
});

describe('security', () => {
	it('shows nothing to a visitor who has not signed in', async () => {
		const forms = formPaths();
		expect(forms.length).toBeGreaterThan(5);
		for (const path of forms) {
			const response = await fetch(`${bare.n8n.url}/form/${path}?case=1`, { redirect: 'manual', headers: { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140' } });
			// n8n leads to its sign-in: a redirect, or a page that does so; the form itself is not in it.
			expect([path, response.status < 500, (await response.text()).includes('n8n-form')]).toEqual([path, true, false]);
		}
	});

	it('an executor’s account sees no workflow, execution, credential or table of the owner', async () => {
		const headers = { Cookie: await signInCookie(bare.n8n.url, { email: 'soc@palana.example', password: 'Bare-stand-100' }) };
		const asked = async (path: string): Promise<{ status: number; text: string }> => {
			const response = await fetch(`${bare.n8n.url}/rest${path}`, { headers });
			return { status: response.status, text: await response.text() };
		};
		const [table] = (await bare.api.dataTables()) as { id: string; projectId?: string }[];
		expect(JSON.parse((await asked('/workflows')).text)).toMatchObject({ count: 0, data: [] });
		expect(JSON.parse((await asked('/credentials')).text)).toMatchObject({ data: [] });
		for (const path of [`/workflows/${await idOf('06 Направление')}`, `/projects/${table?.projectId ?? ''}/data-tables/${table?.id ?? ''}/rows`]) expect([403, 404]).toContain((await asked(path)).status);
		expect(JSON.parse((await asked('/executions?filter=%7B%7D')).text)).toMatchObject({ data: { results: [] } });
	});

	it('no key stands in an execution, a table or the log, after the services failed too', async () => {
		await control(sandbox, 'faults', [{ where: 'im.feed', kind: '401', times: 3 }]);
		const intake = await idOf('01 Приём из Инцидент Менеджмент');
		await bare.api.deactivate(intake);
		await bare.api.activate(intake).catch(() => undefined);
		await control(sandbox, 'faults/clear');
		const keys = sandboxCredentials(readWorkflows(), sandbox).flatMap(({ data }) => Object.entries(data).filter(([name, value]) => /token|secret|value/iu.test(name) && String(value).length > 8).map(([, value]) => String(value)));
		expect(keys.length).toBeGreaterThan(3);
		const data = join(bare.folder, '.n8n');
		const kept = [JSON.stringify(await bare.api.executions({ includeData: true })), readFileSync(bare.n8n.log, 'latin1'), ...readdirSync(data).filter((name) => name.startsWith('database.sqlite')).map((name) => readFileSync(join(data, name), 'latin1'))];
		expect(kept.join('').length).toBeGreaterThan(100_000);
		for (const key of keys) expect([key, kept.findIndex((one) => one.includes(key))]).toEqual([key, -1]);
	});
});

describe('what people changed', () => {
	beforeAll(async () => {
		for (const { id, name } of await bare.api.dataTables()) if (NAMESAKES.includes(name)) await bare.api.call('delete', `/data-tables/${id}`);
	});

	const NAME = '06 Направление';

	it('stays: a changed workflow, one switched off, a changed row', async () => {
		await changeFlow(bare.api, await idOf(NAME), ({ nodes }) => ({ nodes: nodes.map((node, index) => (index === 0 ? { ...node, notes: 'наша пометка' } : node)) }));
		await bare.api.deactivate(await idOf('12 Дообучение'));
		await bare.api.updateRows('settings', 'key', 'organization', { value: 'Администрация села Лесная' });
		const before = await stateOfN8n();
		const ran = await desk('setup');
		expect(ran.output).toContain(`«${NAME}»: изменён у вас, оставлен`);
		expect(await stateOfN8n()).toBe(before);
	});

	it('stays when the package brings another version and nobody is there to ask; --overwrite replaces it and keeps a copy', async () => {
		// An older package put it in: its file was another one.
		await bare.api.updateRows('desk_setup', 'key', 'incidentDesk0006', { fileDigest: 'an older file' });
		const careful = await desk('setup');
		expect(careful.output).toContain(`«${NAME}»: изменён у вас, оставлен; в пакете есть новая версия`);
		expect(JSON.stringify(await bare.api.call('get', `/workflows/${await idOf(NAME)}`))).toContain('наша пометка');

		const bold = await desk('setup', '--overwrite');
		expect(bold.output).toContain(`«${NAME}»: заменён, ваш вариант сохранён в файл`);
		expect(JSON.stringify(await bare.api.call('get', `/workflows/${await idOf(NAME)}`))).not.toContain('наша пометка');
		const backup = readdirSync(folder).find((name) => name.startsWith('incident-desk-backup-')) ?? '';
		expect(readdirSync(join(folder, backup))).toEqual([`${NAME}.json`]);
	});

	it('an untouched workflow of an older package is renewed, in its own zone and with the credentials people chose', async () => {
		const before = await bare.api.call<StoredFlow>('get', `/workflows/${await idOf('14 Извещения')}`);
		await bare.api.updateRows('desk_setup', 'key', 'incidentDesk0014', { fileDigest: 'an older file' });
		expect((await desk('setup')).output).toContain('«14 Извещения»: обновлён');
		const after = await bare.api.call<StoredFlow>('get', `/workflows/${await idOf('14 Извещения')}`);
		expect(after.nodes.map((node) => node.credentials)).toEqual(before.nodes.map((node) => node.credentials));
		expect((await bare.api.workflows()).find((one) => one.name === '14 Извещения')?.active).toBe(true);
	});

	it('a column that a newer package needs is added, its rows stay', async () => {
		const table = (await bare.api.dataTables()).find((one) => one.name === 'templates');
		const columns = await bare.api.call<{ id: string; name: string }[]>('get', `/data-tables/${table?.id ?? ''}/columns`);
		const session = { Cookie: bare.api.session };
		const project = (table as { projectId?: string } | undefined)?.projectId ?? '';
		const gone = await fetch(`${bare.n8n.url}/rest/projects/${project}/data-tables/${table?.id ?? ''}/columns/${columns.find((one) => one.name === 'kind')?.id ?? ''}`, { method: 'DELETE', headers: session });
		expect(gone.status).toBe(200);
		const rows = (await bare.api.rows('templates')).length;
		expect((await desk('setup')).output).toContain('В таблицу templates добавлены столбцы: kind');
		expect(await bare.api.rows('templates')).toHaveLength(rows);
	});
});

describe('a broken n8n', () => {
	it('is told in lines of what is wrong and what to do', async () => {
		await bare.api.deactivate(await idOf('14 Извещения'));
		await bare.api.updateRows('officials', 'role', 'head', { role: 'начальник', actReference: '' });
		await bare.api.updateRows('settings', 'key', 'zone', { value: 'Europe/Moscow' });
		const smtp = (await bare.api.all<{ id: string; type: string }>('/credentials')).find((one) => one.type === 'smtp');
		await bare.api.call('patch', `/credentials/${smtp?.id ?? ''}`, { data: { user: '', password: '', host: '127.0.0.1', port: await freePort(), secure: false } });
		const ran = await desk('doctor');
		expect(ran.code).toBe(1);
		expect(ran.output).toMatch(/✗ Учётные данные «Почта администрации»: .*ECONNREFUSED/u);
		expect(ran.output).toMatch(/✗ Выключены: .*14 Извещения/u);
		expect(ran.output).toMatch(/✗ Сотрудники: .*неизвестная роль «начальник»/u);
		expect(ran.output).toMatch(/✗ Нет Главы/u);
		expect(ran.output).toMatch(/✗ Не в поясе Europe\/Moscow/u);
	});

	it('says in words that the key or the address is wrong', async () => {
		const bin = join(bare.folder, '.n8n/nodes/node_modules/.bin/incident-desk');
		const wrongKey = await run(process.execPath, [bin, 'doctor', '--url', bare.n8n.url], { cwd: folder, env: { N8N_API_KEY: 'another-one' } });
		expect([wrongKey.code, wrongKey.output]).toEqual([2, expect.stringContaining('n8n не принял ключ API')]);
		const notAKey = await run(process.execPath, [bin, 'doctor', '--url', bare.n8n.url], { cwd: folder, env: { N8N_API_KEY: 'ключ' } });
		expect([notAKey.code, notAKey.output]).toEqual([2, expect.stringContaining('Это не ключ API n8n')]);
		const nobody = await run(process.execPath, [bin, 'doctor', '--url', `http://127.0.0.1:${await freePort()}`], { cwd: folder, env: { N8N_API_KEY: 'x' } });
		expect([nobody.code, nobody.output]).toEqual([2, expect.stringContaining('n8n не отвечает (ECONNREFUSED)')]);
	});
});

describe('removal', () => {
	it('asks first, and without an answer removes nothing', async () => {
		const before = await stateOfN8n();
		expect(await desk('setup', '--remove')).toMatchObject({ code: 2 });
		expect(await stateOfN8n()).toBe(before);
	});

	it('takes the workflows away, keeps tables and credentials, and the set-up brings them back', async () => {
		const cases = await bare.api.rows('cases');
		expect(await desk('setup', '--remove', '--yes')).toMatchObject({ code: 0 });
		expect(await bare.api.workflows()).toEqual([]);
		expect(await bare.api.rows('cases')).toEqual(cases);
		expect((await bare.api.all('/credentials')).length).toBeGreaterThan(0);

		const ran = await desk('setup');
		expect([ran.code, ran.output]).toEqual([0, expect.stringContaining('«05 Регистрация сообщения»: поставлен')]);
		expect((await bare.api.all<{ name: string }>('/credentials')).filter((one) => one.name === 'Почта администрации')).toHaveLength(1);
	});

	it('takes everything where that was asked', async () => {
		expect(await desk('setup', '--remove', '--yes', '--credentials', '--tables')).toMatchObject({ code: 0 });
		expect([await bare.api.workflows(), await bare.api.all('/credentials'), await bare.api.tableNames()]).toEqual([[], [], []]);
	});
});
