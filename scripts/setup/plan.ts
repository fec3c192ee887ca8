import { isOurTrigger, referenceRows, SETUP_WORKFLOW, type WantedCredential, type WorkflowFile } from './files';
import { missingColumns, wrongColumns, type FoundWorkflow, type Inventory } from './inventory';
import type { Row } from './publicApi';
import { hasLooseTable } from './tableLinks';

/** The n8n whose Data Tables and forms the workflows are tested with. */
export const OLDEST_N8N = '2.41.0';

/**
 * What is to be done with one workflow.
 * - create: n8n has none; update: ours, untouched by people, and the package brings a newer one, or its links are not this n8n's;
 * - adopt: the same as the package's, put there by other means: only written down;
 * - keep: up to date; keepChanged: changed by people, the package brings nothing new;
 * - conflict: changed by people and the package brings another: asked; deleted: people deleted it: asked.
 */
export type WorkflowAction = 'create' | 'update' | 'adopt' | 'keep' | 'keepChanged' | 'conflict' | 'deleted';

export interface WorkflowPlan {
	readonly action: WorkflowAction;
	readonly found: FoundWorkflow;
}

export interface Plan {
	readonly tables: readonly { readonly table: string; readonly id?: string; readonly columns: readonly { readonly name: string; readonly type: string }[] }[];
	readonly rows: readonly { readonly table: 'settings' | 'templates'; readonly rows: readonly Row[] }[];
	readonly credentials: readonly WantedCredential[];
	/** In the order of their numbers. */
	readonly workflows: readonly WorkflowPlan[];
	/** Kept as they are but for their tables, which are named by id from now on. */
	readonly relinked: readonly FoundWorkflow[];
	/** Why nothing may be done at all, in Russian; empty: go on. */
	readonly obstacles: readonly string[];
}

const NEEDED_SCOPES = [
	...['create', 'read', 'update', 'list', 'activate'].map((one) => `workflow:${one}`),
	...['create', 'read', 'list'].map((one) => `credential:${one}`),
	...['create', 'list'].map((one) => `dataTable:${one}`),
	...['create', 'read', 'update'].map((one) => `dataTableRow:${one}`),
	'dataTableColumn:create',
];

export function planOf(inventory: Inventory, existing: { readonly settings: readonly Row[]; readonly templates: readonly Row[] }): Plan {
	const workflows = inventory.workflows.map((found) => ({ action: actionOf(found), found }));
	return {
		tables: missingColumns(inventory.tables),
		rows: [
			{ table: 'settings', rows: lacking('settings', 'key', existing.settings) },
			// Templates are the curator's own from the first day on: put only into an empty table.
			{ table: 'templates', rows: existing.templates.length > 0 ? [] : referenceRows('templates') },
		],
		credentials: [...inventory.credentials].filter(([, found]) => found === undefined).map(([wanted]) => wanted),
		workflows,
		relinked: workflows.filter(({ action, found: { current } }) => action !== 'update' && current !== undefined && hasLooseTable(current.nodes, inventory.tables)).map(({ found }) => found),
		obstacles: obstaclesOf(inventory),
	};
}

const lacking = (table: 'settings', key: string, present: readonly Row[]): Row[] => referenceRows(table).filter((row) => !present.some((one) => one[key] === row[key]));

/** See `WorkflowAction`. */
export function actionOf({ fileDigest, current, currentDigest, placed, file }: FoundWorkflow): WorkflowAction {
	if (current === undefined) return placed === undefined ? 'create' : 'deleted';
	// Left empty by a set-up that was broken off: ours.
	if (current.nodes.length === 0) return 'update';
	if (placed === undefined) {
		if (currentDigest !== fileDigest) return 'conflict';
		return current.id === file.id ? 'adopt' : 'update';
	}
	const touched = currentDigest !== placed.storedDigest;
	const newer = fileDigest !== placed.fileDigest;
	if (touched) return newer && currentDigest !== fileDigest ? 'conflict' : 'keepChanged';
	return newer ? 'update' : 'keep';
}

function obstaclesOf({ version, scopes, unknownTypes, tables }: Inventory): string[] {
	const lackingScopes = scopes === undefined ? [] : NEEDED_SCOPES.filter((one) => !scopes.includes(one));
	return [
		...(version !== '' && olderThan(version, OLDEST_N8N) ? [`n8n ${version} слишком старый: нужен ${OLDEST_N8N} или новее. Обновите n8n и повторите.`] : []),
		...(unknownTypes.length > 0
			? [`В этом n8n не установлен пакет n8n-nodes-incident-desk (не найдено: ${unknownTypes.join(', ')}), или он старее процессов. Установите его (README, «Поставить у себя»), перезапустите n8n и повторите.`]
			: []),
		...(lackingScopes.length > 0 ? [`Ключу API не хватает прав: ${lackingScopes.join(', ')}. Создайте в n8n новый ключ со всеми правами (Settings → n8n API).`] : []),
		...wrongColumns(tables).map((one) => `Столбец таблицы другого типа — ${one}. Переименуйте его в n8n и повторите: столбец нужного типа будет создан, прежний останется.`),
	];
}

/** '2.9.4' is older than '2.41.0'. */
export function olderThan(version: string, wanted: string): boolean {
	const [a, b] = [version, wanted].map((one) => one.split('.').map(Number)) as [number[], number[]];
	const index = a.findIndex((part, i) => part !== b[i]);
	return index >= 0 && (a[index] ?? 0) < (b[index] ?? 0);
}

const POLLS = ['n8n-nodes-base.scheduleTrigger', 'n8n-nodes-base.emailReadImap'];

/** Starts by itself, by the clock or by asking a service: with an unfilled credential it would only fail. */
export const startsItself = ({ nodes }: WorkflowFile): boolean =>
	nodes.some((node) => POLLS.includes(node.type) || isOurTrigger(node));

/** Never switched on: it is run by hand. */
export const staysOff = ({ id }: WorkflowFile): boolean => id === SETUP_WORKFLOW;

/** Without mail nobody is told anything; every other service an administration may not have. */
export const isIndispensable = ({ type }: WantedCredential): boolean => type === 'smtp';
