import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { readMoment } from '../../core/calendar/moment';
import { zoneOf } from '../../core/calendar/zone';
import { DEFAULT_ZONE } from '../../core/procedure';
import { caseNumbers, filesOf, isExpired, reasonToForget } from '../../core/personal/expired';
import { heldPage } from '../../core/personal/page';
import { casesOf } from '../../core/personal/person';
import { scrubbed } from '../../core/personal/scrub';
import { rowsParameter } from '../shared/rows';

const text = (node: IExecuteFunctions, name: string): string => String(node.getNodeParameter(name, 0, '') ?? '').trim();

function nowOf(node: IExecuteFunctions, zone: string): string {
	const given = text(node, 'now');
	return new Date(given === '' ? Date.now() : readMoment(given, zoneOf(zone), 'Сейчас').at).toISOString();
}

/** Operations over all items: those that are none of its business do not leave the node. */
export const OPERATIONS: Readonly<Record<string, (node: IExecuteFunctions) => Promise<INodeExecutionData[]> | INodeExecutionData[]>> = {
	expired: (node) => {
		const retention = { days: Number(node.getNodeParameter('days', 0, 1095)), now: nowOf(node, DEFAULT_ZONE), early: caseNumbers(text(node, 'earlyCases')) };
		return node.getInputData().flatMap(({ json }, item) => (isExpired(json, retention) ? [{ json: { ...json, filesToDelete: filesOf(json), reasonToForget: reasonToForget(json, retention) }, pairedItem: { item } }] : []));
	},

	scrub: (node) =>
		node.getInputData().flatMap(({ json }, item) => {
			const columns = scrubbed(json);
			return columns === undefined ? [] : [{ json: { id: json.id, ...columns }, pairedItem: { item } }];
		}),

	find: (node) => {
		const input = node.getInputData();
		const found = new Set(casesOf(input.map((item) => item.json), wantedOf(node)));
		return input.flatMap(({ json }, item) => (found.has(json) ? [{ json, pairedItem: { item } }] : []));
	},

	page: async (node) => {
		const zone = text(node, 'zone') || DEFAULT_ZONE;
		const wanted = wantedOf(node);
		const cases = rowsParameter(node, 'caseRows', 'Дела');
		const query = (Object.keys(LABELS) as (keyof typeof LABELS)[]).filter((key) => wanted[key] !== '').map((key) => `${LABELS[key]} «${wanted[key]}»`).join(', ');
		const html = heldPage({ cases, journal: rowsParameter(node, 'journalRows', 'Журнал'), query, organization: text(node, 'organization'), now: nowOf(node, zone), zone });
		const file = await node.helpers.prepareBinaryData(Buffer.from(html, 'utf8'), 'dannye-o-cheloveke.html', 'text/html');
		return [{ json: { found: cases.length, caseIds: cases.map((one) => Number(one.id)), query }, binary: { data: file }, pairedItem: node.getInputData().map((_item, item) => ({ item })) }];
	},
};

const LABELS = { name: 'имя', account: 'страница', words: 'слова' } as const;

const wantedOf = (node: IExecuteFunctions): Record<keyof typeof LABELS, string> => ({ name: text(node, 'personName'), account: text(node, 'account'), words: text(node, 'words') });
