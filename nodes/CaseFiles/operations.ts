import { randomBytes } from 'node:crypto';

import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { FILE_PREFIX, filesOf, missingFile } from '../../core/media/gather';
import { fileBehind, linksFor } from '../../core/media/links';
import { DeskError } from '../../core/errors';
import { measureBinary } from '../shared/binary';
import { clearCase, filesFolder, makeRoom, pathOf } from '../shared/folder';
import type { Routed } from '../shared/items';
import { rowsParameter } from '../shared/rows';

export const FILE = 0;
export const REFUSED = 1;

export type ItemOperation = (item: INodeExecutionData, index: number) => Routed | Routed[] | Promise<Routed | Routed[]>;

const folderOf = (node: IExecuteFunctions): string => filesFolder(node.getNodeParameter('folder', 0, '') as string);
const now = (): string => new Date().toISOString();

/** Operations that work item by item. */
export const ITEM_OPERATIONS: Readonly<Record<string, (node: IExecuteFunctions) => ItemOperation>> = {
	/** Each new file of a form's answer as an item of its own, with the answer's fields and the path to write it to. */
	store: (node) => {
		const folder = folderOf(node);
		return async (item) => {
			const files = newFilesOf(item.json);
			const routed: Routed[] = [];
			for (const { binary, file } of files) {
				const content = item.binary?.[binary];
				if (!content) throw new DeskError('FILE_LOST', 'Файл не дошёл до сервера.', 'Откройте дело по ссылке ещё раз и приложите файл снова.');
				const filePath = pathOf(folder, { file });
				await makeRoom(filePath);
				routed.push({ output: FILE, json: { ...item.json, filePath }, binary: { data: content } });
			}
			return routed;
		};
	},
	/** Keys by which the pages show the files of a case. */
	links: () => (item) => linksFor(item.json, () => randomBytes(32).toString('base64url'), now()).map((link) => ({ output: FILE, json: { ...link } })),
	/** The file behind such a key. */
	open: (node) => {
		const folder = folderOf(node);
		return (item) => {
			try {
				const { file, mime, disposition } = fileBehind(item.json, now());
				return { output: FILE, json: { filePath: pathOf(folder, { file }), mime, disposition } };
			} catch (error) {
				if (!(error instanceof DeskError)) throw error;
				return { output: REFUSED, json: { refusalCode: error.code, refusal: error.message, refusalHint: error.hint } };
			}
		};
	},
	/** Removes the files of a case whose term of keeping is over. */
	remove: (node) => {
		const folder = folderOf(node);
		return async (item) => ({ output: (await clearCase(folder, item.json.id)) ? FILE : REFUSED, json: item.json });
	},
	/** One item a file of a case: what to read before publishing. A case without files leaves by the second output as it is. */
	list: (node) => {
		const folder = folderOf(node);
		return (item) => {
			const files = filesOf(item.json);
			if (files.length === 0) return { output: REFUSED, json: item.json };
			return files.map((file, index) => ({ output: FILE, json: { caseId: item.json.id, filePath: pathOf(folder, file), fileKey: `${FILE_PREFIX}${index}` } }));
		};
	},
};

/**
 * The cases with all their files on them, known by their content, not by a name; a case of which one is missing leaves by
 * the second output with the reason, and is not published.
 */
export async function gather(node: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = node.getInputData();
	const found = new Map<string, { binary: IBinaryData; item: number }>();
	for (const [index, item] of items.entries()) {
		for (const binary of Object.values(item.binary ?? {})) found.set((await measureBinary(node, binary)).sha256, { binary, item: index });
	}
	const results: INodeExecutionData[][] = [[], []];
	for (const json of rowsParameter(node, 'cases', 'Дела')) {
		const files = filesOf(json);
		if (files.length === 0) continue;
		const lacking = files.find(({ sha256 }) => !found.has(sha256));
		const binary = Object.fromEntries(files.map(({ sha256 }, index) => [`${FILE_PREFIX}${index}`, found.get(sha256)?.binary]).filter(([, one]) => one !== undefined)) as Record<string, IBinaryData>;
		const pairedItem = files.map(({ sha256 }) => found.get(sha256)?.item).filter((item) => item !== undefined).map((item) => ({ item }));
		results[lacking ? REFUSED : FILE]?.push({ json: lacking ? { ...json, ...missingFile(lacking) } : json, ...(lacking ? {} : { binary }), pairedItem: pairedItem.length > 0 ? pairedItem : { item: 0 } });
	}
	return results;
}

function newFilesOf(json: IDataObject): { binary: string; file: string }[] {
	return Array.isArray(json.newFiles) ? (json.newFiles as { binary: string; file: string }[]) : [];
}
