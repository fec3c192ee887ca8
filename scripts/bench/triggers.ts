/** The triggers' own code: a poll or a call with the network's answers ready in memory, as the sandbox's stand-ins give them. */
import { join } from 'node:path';

import type { IDataObject, IHttpRequestOptions, INodeType, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import { SANDBOX } from '../../sandbox/config';
import type { Request } from '../../sandbox/http';
import { addIncident } from '../../sandbox/seed';
import { plant } from '../../sandbox/plant';
import { standIns } from '../../sandbox/standIns';
import { Store } from '../../sandbox/state';
import { ROOT } from '../ground/paths';
import { complaint } from '../load/stand';

const ORIGIN = 'http://stand-in';
const VK = { baseUrl: `${ORIGIN}/vk`, version: '5.199', groupId: String(SANDBOX.vk.groupId), communityToken: SANDBOX.vk.communityToken, serviceToken: SANDBOX.vk.serviceToken, userToken: '', callbackConfirmation: 'abc', callbackSecret: 'bench' };
const CREDENTIALS: Readonly<Record<string, IDataObject>> = { vkApi: VK, incidentManagerApi: { baseUrl: `${ORIGIN}/im`, token: SANDBOX.im.token } };

/** Fills the stand-ins with so many messages and gives what hands them out. */
type Make = (count: number) => () => Promise<number>;

/** By its whole name: beside each node lies a JSON file that would be taken for it. */
async function nodeOf<T>(name: string): Promise<T> {
	const made = ((await import(join(ROOT, 'nodes', name, `${name}.node.ts`))) as Readonly<Record<string, (new () => T) | undefined>>)[name];
	if (made === undefined) throw new Error(`nodes/${name} has no class of that name`);
	return new made();
}

type Polls = Required<Pick<INodeType, 'poll'>>;

export const TRIGGERS: Readonly<Record<string, Make>> = {
	incidentManagerTrigger: (count) => {
		const store = new Store(undefined, () => Date.now());
		for (let at = 0; at < count; at += 1) addIncident(store, store.now(), { author: { name: `Житель ${at % 700}` }, text: complaint(at) });
		return async () => poll(await nodeOf<Polls>('IncidentManagerTrigger'), store, { limit: 100, options: { maxItems: count } });
	},
	officialAccountTrigger: (count) => {
		const store = new Store(undefined, () => Date.now());
		const { topicId } = plant(store, { network: 'vk', author: 'Житель', text: complaint(0) });
		for (let at = 1; at < count; at += 1) plant(store, { network: 'vk', topicId, author: `Житель ${at % 700}`, text: complaint(at) });
		return async () => poll(await nodeOf<Polls>('OfficialAccountTrigger'), store, { network: 'vk', vkKinds: ['comments'], options: { maxItems: count } });
	},
	vkCallbackTrigger: (count) => async () => {
		const node = await nodeOf<Required<Pick<INodeType, 'webhook'>>>('VkCallbackTrigger');
		const memory: IDataObject = {};
		let given = 0;
		for (let at = 0; at < count; at += 1) {
			const event = { type: 'wall_reply_new', group_id: SANDBOX.vk.groupId, event_id: `e${at}`, secret: VK.callbackSecret, object: { id: at + 1, from_id: 500 + (at % 700), post_id: 2, owner_id: -SANDBOX.vk.groupId, date: 1_795_478_400, text: complaint(at) } };
			given += (await node.webhook.call(callOf(event, memory))).workflowData?.[0]?.length ?? 0;
		}
		return given;
	},
};

const used = (before: NodeJS.CpuUsage): number => {
	const { user, system } = process.cpuUsage(before);
	return user + system;
};
/** What the stand-ins needed since the last measurement began: they look through all they hold at every page. */
let standInMicros = 0;

/** Processor milliseconds of one poll, or of so many calls, without the stand-ins' own, and how many messages came of it. */
export async function timeTrigger(make: Make, count: number): Promise<{ readonly count: number; readonly ms: number; readonly given: number }> {
	await make(1)();
	const run = make(count);
	standInMicros = 0;
	const before = process.cpuUsage();
	const given = await run();
	return { count, ms: (used(before) - standInMicros) / 1000, given };
}

async function poll(node: Polls, store: Store, parameters: Readonly<Record<string, unknown>>): Promise<number> {
	const standIn = standIns(store);
	const http = (options: IHttpRequestOptions): Promise<unknown> => {
		const request = incoming(options);
		const before = process.cpuUsage();
		const reply = standIn(request)?.handler(request);
		standInMicros += used(before);
		return Promise.resolve({ statusCode: reply?.status ?? 404, body: reply?.body ?? '', headers: reply?.headers ?? {} });
	};
	const context = {
		getNode: () => ({ id: 'bench', name: 'Bench', type: 'bench', typeVersion: 1, position: [0, 0], parameters }),
		getMode: () => 'trigger',
		getTimezone: () => 'Asia/Kamchatka',
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getWorkflowStaticData: () => ({}),
		getPollBudgetMs: () => 300_000,
		getCredentials: (name: string) => Promise.resolve(CREDENTIALS[name]),
		logger: LOGGER,
		helpers: {
			returnJsonArray: asItems,
			httpRequest: http,
			httpRequestWithAuthentication: (_name: string, options: IHttpRequestOptions) => http({ ...options, headers: { ...options.headers, Authorization: `Bearer ${SANDBOX.im.token}` } }),
		},
	};
	const given = await node.poll.call(context as unknown as IPollFunctions);
	return given?.[0]?.length ?? 0;
}

function incoming(options: IHttpRequestOptions): Request {
	const url = new URL(options.url);
	const body = Buffer.isBuffer(options.body) ? options.body : Buffer.from(typeof options.body === 'string' ? options.body : '');
	const headers = Object.fromEntries(Object.entries({ host: url.host, ...options.headers }).map(([name, value]) => [name.toLowerCase(), String(value)]));
	return { method: options.method ?? 'GET', path: url.pathname, query: url.searchParams, headers, body: body.toString('utf8'), bytes: body };
}

function callOf(event: IDataObject, memory: IDataObject): IWebhookFunctions {
	const response = { status: () => response, set: () => response, type: () => response, send: () => response };
	return {
		getResponseObject: () => response,
		getBodyData: () => event,
		getWorkflowStaticData: () => memory,
		getCredentials: () => Promise.resolve(VK),
		logger: LOGGER,
		helpers: { returnJsonArray: asItems },
	} as unknown as IWebhookFunctions;
}

const nothing = (): undefined => undefined;
const LOGGER = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const asItems = (json: IDataObject | IDataObject[]): { json: IDataObject }[] => (Array.isArray(json) ? json : [json]).map((one) => ({ json: one }));
