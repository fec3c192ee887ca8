#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { apply } from './apply';
import { examine } from './doctor/checks';
import { lineOf, type Finding } from './doctor/finding';
import { takeWard } from './doctor/ward';
import { credentialsOf, packageVersion, readWorkflows } from './files';
import { takeInventory } from './inventory';
import { planOf, type Plan, type WorkflowPlan } from './plan';
import { N8nRefusal, PublicApi } from './publicApi';
import { remove, removalOf } from './remove';
import { ask, say, yes } from './terminal';

const HELP = `incident-desk: поставить процессы в n8n, проверить их, убрать

  incident-desk setup  --url https://n8n.example.ru   поставить или обновить
  incident-desk doctor --url https://n8n.example.ru   проверить, всё ли работает
  incident-desk setup  --url … --remove               убрать процессы

  --url АДРЕС           где работает n8n (или переменная N8N_URL)
  --api-key КЛЮЧ        ключ API; лучше переменная N8N_API_KEY или --api-key-file ФАЙЛ:
                        тогда ключ не виден в списке программ. Без них спросит
  --public-url АДРЕС    как n8n открывается у сотрудников (по умолчанию как --url)
  --zone ПОЯС           часовой пояс администрации (по умолчанию тот, что в таблице settings)
  --dry-run             только показать, что было бы сделано
  --overwrite           заменить и то, что вы изменили (ваш вариант сохранится в файл)
  --remove              убрать процессы; с --credentials и учётные данные, с --tables и таблицы с делами
  --yes                 не переспрашивать при --remove
`;

const OPTIONS = {
	url: { type: 'string' },
	'api-key': { type: 'string' },
	'api-key-file': { type: 'string' },
	'public-url': { type: 'string' },
	zone: { type: 'string' },
	'dry-run': { type: 'boolean' },
	overwrite: { type: 'boolean' },
	remove: { type: 'boolean' },
	credentials: { type: 'boolean' },
	tables: { type: 'boolean' },
	yes: { type: 'boolean' },
	help: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>['values'];

/** A mistake of the person at the keyboard: told without a stack. */
class Mistake extends Error {}

async function connect(values: Values): Promise<PublicApi> {
	const url = (values.url ?? process.env['N8N_URL'] ?? '').replace(/\/+$/u, '');
	if (!/^https?:\/\/[^\s/]+/u.test(url)) throw new Mistake('Укажите адрес n8n: --url https://n8n.example.ru');
	const file = values['api-key-file'];
	const key = values['api-key'] ?? (file === undefined ? undefined : readFileSync(file, 'utf8').trim()) ?? process.env['N8N_API_KEY'] ?? (await ask('Ключ API (n8n → Settings → n8n API → Create an API key): ', true));
	if (key === '') throw new Mistake('Нужен ключ API владельца n8n: Settings → n8n API → Create an API key. Передайте его в N8N_API_KEY или --api-key-file.');
	if (!/^[\x21-\x7e]+$/u.test(key)) throw new Mistake('Это не ключ API n8n: в нём бывают только латинские буквы, цифры и знаки. Скопируйте его ещё раз.');
	return new PublicApi(url, key);
}

const now = (): number => Date.now();
const files = readWorkflows();
const wanted = credentialsOf(files);

async function doctor(values: Values): Promise<number> {
	const api = await connect(values);
	const findings = examine(await takeWard(api, files, wanted, now));
	for (const one of findings) say(lineOf(one));
	return sum(findings);
}

function sum(findings: readonly Finding[]): number {
	const bad = findings.filter((one) => one.state === 'bad').length;
	const looks = findings.filter((one) => one.state === 'look').length;
	say(bad + looks === 0 ? '\nВсё в порядке.' : `\nНе работает: ${bad}, посмотрите: ${looks}.`);
	return bad === 0 ? 0 : 1;
}

async function setup(values: Values): Promise<number> {
	const api = await connect(values);
	const inventory = await takeInventory(api, files, wanted, now);
	if (values.remove === true) {
		const removal = removalOf(inventory, { credentials: values.credentials === true, tables: values.tables === true });
		say([`Будет убрано: процессов ${removal.workflows.length}, учётных данных ${removal.credentials.length}, таблиц ${removal.tables.length}.`, values.tables === true ? 'Таблицы удаляются вместе с делами и журналом, вернуть их можно только из копии.' : 'Таблицы с делами и журналом останутся.'].join('\n'));
		if (values['dry-run'] === true) return 0;
		if (values.yes !== true && !yes(await ask('Продолжить? [да/нет] '))) throw new Mistake('Ничего не убрано. Без вопросов: --yes');
		await remove(api, removal, say);
		return 0;
	}
	const has = (table: string): boolean => inventory.tables.some((one) => one.name === table);
	const plan = planOf(inventory, { settings: has('settings') ? await api.rows('settings') : [], templates: has('templates') ? await api.rows('templates') : [] });
	if (plan.obstacles.length > 0) throw new Mistake(plan.obstacles.join('\n'));
	const zone = values.zone ?? inventory.settings.get('zone') ?? 'Asia/Kamchatka';
	if (!isZone(zone)) throw new Mistake(`Часового пояса «${zone}» нет. Пример: --zone Europe/Moscow`);
	if (values['dry-run'] === true) {
		showPlan(plan);
		return 0;
	}
	say(`n8n-nodes-incident-desk ${packageVersion()} → ${api.url}`);
	const firstTime = !has('settings');
	const backupFolder = join(process.cwd(), `incident-desk-backup-${new Date(now()).toISOString().slice(0, 19).replace(/:/gu, '-')}`);
	await apply({ api, inventory, plan, zone, rezone: values.zone !== undefined, publicUrl: values['public-url'] ?? (firstTime ? api.url : ''), replace: (one) => mayReplace(one, values), backupFolder, say });

	say('\nОсталось сделать:');
	const left = examine(await takeWard(api, files, wanted, now)).filter((one) => one.state !== 'ok');
	for (const one of left) say(lineOf(one));
	if (left.length === 0) say('ничего, всё работает.');
	return 0;
}

async function mayReplace({ action, found }: WorkflowPlan, values: Values): Promise<boolean> {
	if (values.overwrite === true) return true;
	const question = action === 'deleted' ? `Процесс «${found.file.name}» удалён у вас. Поставить снова? [да/нет] ` : `Процесс «${found.file.name}» изменён у вас, в пакете другая версия. Заменить? Ваша сохранится в файл. [да/нет] `;
	return yes(await ask(question));
}

function showPlan({ tables, rows, credentials, workflows, relinked }: Plan): void {
	const words: Readonly<Record<WorkflowPlan['action'], string>> = { create: 'поставить', update: 'обновить', adopt: 'записать как стоящий', keep: 'без изменений', keepChanged: 'изменён у вас, оставить', conflict: 'изменён у вас, спросить', deleted: 'удалён у вас, спросить' };
	say('Было бы сделано (ничего не изменено):');
	for (const { table, id, columns } of tables) say(id === undefined ? `  создать таблицу ${table}` : `  добавить в ${table}: ${columns.map((one) => one.name).join(', ')}`);
	for (const { table, rows: some } of rows) if (some.length > 0) say(`  вписать в ${table} строк: ${some.length}`);
	for (const { name } of credentials) say(`  создать пустые учётные данные «${name}»`);
	for (const { action, found } of workflows) say(`  «${found.file.name}»: ${words[action]}${relinked.includes(found) ? ', указать таблицы по номерам' : ''}`);
}

function isZone(zone: string): boolean {
	try {
		new Intl.DateTimeFormat('ru', { timeZone: zone });
		return true;
	} catch {
		return false;
	}
}

async function main(): Promise<number> {
	const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
	const [command = 'setup'] = positionals;
	if (values.help === true || !['setup', 'doctor'].includes(command)) {
		say(HELP);
		return values.help === true ? 0 : 2;
	}
	return command === 'doctor' ? doctor(values) : setup(values);
}

/** What went wrong, in words for the officer. */
function told(error: unknown): string {
	if (error instanceof Mistake) return error.message;
	if (error instanceof N8nRefusal && error.status === 0) return `n8n не отвечает (${error.answer}). Проверьте адрес и что n8n запущен.`;
	if (error instanceof N8nRefusal && error.status === 401) return 'n8n не принял ключ API: он отозван или от другого n8n. Создайте новый: Settings → n8n API.';
	if (error instanceof N8nRefusal && error.status === 403) return `Ключу API не хватает прав (${error.message}). Создайте ключ владельца со всеми правами.`;
	return error instanceof Error ? error.message : String(error);
}

main()
	.then((code) => {
		process.exitCode = code;
	})
	.catch((error: unknown) => {
		process.stderr.write(`\n${told(error)}\n`);
		process.exitCode = 2;
	});
