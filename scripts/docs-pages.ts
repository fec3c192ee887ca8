import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import type { INodeType } from 'n8n-workflow';

import { ROOT } from './ground/paths';
import { calledBy, readWorkflows, type WorkflowFile, type WorkflowNode } from './setup/files';

const FOLDER = join(ROOT, 'docs/ru/processes');
const PICTURES = join(ROOT, 'docs/img/workflows');
const STICKY = 'n8n-nodes-base.stickyNote';

/** n8n's own nodes in words; ours are named in Russian on the canvas already. */
const KINDS: Readonly<Record<string, string>> = {
	formTrigger: 'форма, с которой начинается процесс',
	form: 'страница формы',
	dataTable: 'таблица n8n',
	scheduleTrigger: 'запуск по часам',
	manualTrigger: 'запуск кнопкой',
	errorTrigger: 'запуск при сбое',
	executeWorkflow: 'вызов другого процесса',
	executeWorkflowTrigger: 'вызывается другим процессом',
	emailSend: 'письмо',
	emailReadImap: 'почтовый ящик',
	webhook: 'адрес, который открывает браузер',
	respondToWebhook: 'ответ браузеру',
	readWriteFile: 'файл на диске',
	httpRequest: 'запрос к службе',
	if: 'развилка',
	switch: 'развилка',
	filter: 'отбор',
	merge: 'ожидание обеих ветвей',
	set: 'подготовка полей',
	code: 'расчёт',
	telegram: 'сообщение в Telegram',
	extractFromFile: 'чтение книги Excel',
	splitInBatches: 'частями',
	splitOut: 'список по одному',
	removeDuplicates: 'без повторов',
	limit: 'не больше одного',
	convertToFile: 'запись в файл',
	stopAndError: 'остановка с ошибкой',
};

const OURS = 'n8n-nodes-incident-desk.';

/** Names of our nodes as the editor shows them, by their type. */
async function namesOfOurs(): Promise<ReadonlyMap<string, string>> {
	const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { n8n: { nodes: readonly string[] } };
	const named = n8n.nodes.map(async (path): Promise<[string, string]> => {
		const file = path.replace(/^dist\//u, '').replace(/\.js$/u, '');
		const found = (await import(join(ROOT, `${file}.ts`))) as Record<string, new () => INodeType>;
		const Type = found[basename(file, '.node')];
		if (Type === undefined) throw new Error(`${file} has no node`);
		const { name, displayName } = new Type().description;
		return [`${OURS}${name}`, displayName];
	});
	return new Map(await Promise.all(named));
}

const kindOf = ({ type }: WorkflowNode, ours: ReadonlyMap<string, string>): string => {
	const kind = type.startsWith(OURS) ? ours.get(type) : KINDS[type.split('.').pop() ?? ''];
	if (kind === undefined) throw new Error(`No words for nodes of the type ${type}: put them into KINDS.`);
	return type.startsWith(OURS) ? `узел пакета ${kind}` : kind;
};

const cell = (text: string): string => text.replace(/\|/gu, '\\|').replace(/\s+/gu, ' ');

/** One workflow as a page: what it is for, how it works (its own yellow note), its picture, its steps. */
function pageOf(flow: WorkflowFile, all: readonly WorkflowFile[], ours: ReadonlyMap<string, string>): string {
	const notes = flow.nodes.filter((node) => node.type === STICKY).map((node) => ({ text: String(node.parameters['content'] ?? ''), yellow: Number(node.parameters['color'] ?? 1) === 1 }));
	const own = notes.find((note) => note.yellow)?.text.replace(/^##\s.*\n/u, '') ?? '';
	const clauses = notes.filter((note) => !note.yellow).map((note) => note.text.replace(/^#+\s*/u, '').split('\n')).map(([title = '', ...rest]) => `- **${title}** ${rest.join(' ')}`.trim());
	const called = all.filter((other) => calledBy(flow).includes(other.id));
	const callers = all.filter((other) => calledBy(other).includes(flow.id));
	const links = (flows: readonly WorkflowFile[]): string => flows.map((one) => `[${one.name}](${pageName(one)})`).join(', ');
	const picture = `${flow.file.replace('.json', '')}.png`;
	const steps = flow.nodes.filter((node) => node.type !== STICKY).map((node) => `| ${cell(node.name)} | ${cell(kindOf(node, ours))} |`);
	return [
		'<!-- Сделано командой npm run docs:pages по файлу процесса: меняйте процесс, не страницу. -->',
		`# ${flow.name}`,
		flow.description ?? '',
		existsSync(join(PICTURES, picture)) ? `![Процесс «${flow.name}» в редакторе n8n](../../img/workflows/${picture})` : '',
		own.trim(),
		clauses.length > 0 ? `## Части процесса\n\n${clauses.join('\n')}` : '',
		`## Узлы\n\n| Узел | Что это |\n|---|---|\n${steps.join('\n')}`,
		called.length > 0 ? `Вызывает: ${links(called)}.` : '',
		callers.length > 0 ? `Вызывается из: ${links(callers)}.` : '',
	]
		.filter((part) => part !== '')
		.join('\n\n')
		.concat('\n');
}

const pageName = (flow: WorkflowFile): string => flow.file.replace('.json', '.md');

/** `npm run docs:pages`: a page for every workflow, and their list. */
async function main(): Promise<void> {
	const flows = readWorkflows();
	const ours = await namesOfOurs();
	mkdirSync(FOLDER, { recursive: true });
	for (const old of readdirSync(FOLDER)) rmSync(join(FOLDER, old));
	for (const flow of flows) writeFileSync(join(FOLDER, pageName(flow)), pageOf(flow, flows, ours));
	const list = flows.map((flow) => `- [${flow.name}](${pageName(flow)}): ${flow.description ?? ''}`);
	writeFileSync(join(FOLDER, 'README.md'), `<!-- Сделано командой npm run docs:pages. -->\n# Рабочие процессы по одному\n\n${list.join('\n')}\n`);
	process.stdout.write(`${flows.length} pages in docs/ru/processes\n`);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	process.exitCode = 1;
});
