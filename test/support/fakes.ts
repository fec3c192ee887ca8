import { Readable } from 'node:stream';

import axios from 'axios';
import type { IBinaryKeyData, ICredentialDataDecryptedObject, IDataObject, IExecuteFunctions, IHttpRequestOptions, INode, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

/** What a test says about the node it runs; everything has a default. */
export interface FakeSetup {
	readonly items?: readonly IDataObject[];
	/** Files on the items, in their order; in memory as base64, or under an id that `stored` knows. */
	readonly binaries?: readonly (IBinaryKeyData | undefined)[];
	/** Contents of files that n8n keeps outside the items, by their ids. */
	readonly stored?: Readonly<Record<string, Buffer>>;
	/** Node parameters by name; a function is asked per item, a plain value is the same for all. */
	readonly parameters?: Readonly<Record<string, unknown>>;
	readonly credentials?: Readonly<Record<string, ICredentialDataDecryptedObject>>;
	/** Files of every item, by field. */
	readonly files?: Readonly<Record<string, Buffer>>;
	readonly continueOnFail?: boolean;
	readonly staticData?: IDataObject;
	readonly mode?: 'manual' | 'trigger';
	readonly zone?: string;
	/** Inputs beside Main, e.g. an attached chat model: what getInputConnectionData gives. */
	readonly connections?: Readonly<Record<string, unknown>>;
}

/** A small stand-in of n8n's execution context: real HTTP (axios, as in n8n), no engine. */
export function fakeExecute(setup: FakeSetup = {}): IExecuteFunctions {
	const binary = Object.fromEntries(Object.entries(setup.files ?? {}).map(([field, bytes]) => [field, { data: bytes.toString('base64'), mimeType: 'application/octet-stream' }]));
	const filesOf = (index: number): Pick<INodeExecutionData, 'binary'> => (setup.binaries?.[index] ? { binary: setup.binaries[index] } : setup.files ? { binary } : {});
	const items: INodeExecutionData[] = (setup.items ?? [{}]).map((json, index) => ({ json, ...filesOf(index) }));
	const base = common(setup);
	return {
		...base,
		helpers: {
			...base.helpers,
			getBinaryDataBuffer: async (_item: number, field: string) => {
				const found = setup.files?.[field];
				if (!found) throw new Error(`This operation expects the node's input data to contain a binary file '${field}'`);
				return found;
			},
		},
		getInputData: () => items,
		getNodeParameter: (name: string, itemIndex: number, fallback?: unknown) => parameter(setup, name, itemIndex, fallback),
		continueOnFail: () => setup.continueOnFail ?? false,
		getInputConnectionData: async (type: string) => setup.connections?.[type],
		getWorkflowDataProxy: (itemIndex: number) => ({ $json: items[itemIndex]?.json ?? {} }),
	} as unknown as IExecuteFunctions;
}

/** The same for polling triggers. `staticData` is the object n8n keeps between polls: pass one in to look at it. */
export function fakePoll(setup: FakeSetup = {}): IPollFunctions {
	const staticData = setup.staticData ?? {};
	return {
		...common(setup),
		getMode: () => setup.mode ?? 'trigger',
		getActivationMode: () => 'activate',
		getWorkflowStaticData: () => staticData,
		getNodeParameter: (name: string, fallback?: unknown) => parameter(setup, name, 0, fallback),
		getPollBudgetMs: () => 300_000,
	} as unknown as IPollFunctions;
}

function common(setup: FakeSetup) {
	const node: INode = { id: 'node', name: 'Узел', type: 'test', typeVersion: 1, position: [0, 0], parameters: (setup.parameters ?? {}) as INode['parameters'], credentials: Object.fromEntries(Object.keys(setup.credentials ?? {}).map((name) => [name, { id: name, name }])) };
	const request = async (options: IHttpRequestOptions): Promise<unknown> => await asN8nRequests(options);
	return {
		getNode: () => node,
		getTimezone: () => setup.zone ?? 'Asia/Kamchatka',
		getWorkflow: () => ({ id: 'workflow', name: 'Схема', active: true }),
		getCredentials: async (name: string) => {
			const found = setup.credentials?.[name];
			if (!found) throw new Error(`Node does not have any credentials set: ${name}`);
			return found;
		},
		logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
		helpers: {
			returnJsonArray: (json: IDataObject | IDataObject[]) => (Array.isArray(json) ? json : [json]).map((one) => ({ json: one })),
			getBinaryStream: async (id: string) => Readable.from([setup.stored?.[id] ?? Buffer.alloc(0)]),
			httpRequest: request,
			httpRequestWithAuthentication: async function (name: string, options: IHttpRequestOptions): Promise<unknown> {
				const token = String(setup.credentials?.[name]?.['token'] ?? '');
				return await request({ ...options, headers: { ...options.headers, Authorization: `Bearer ${token}` } });
			},
		},
	};
}

const ignore = (): undefined => undefined;

/** Dotted names (`options.timeout`) reach into collections, as n8n's getNodeParameter does. */
function parameter(setup: FakeSetup, name: string, itemIndex: number, fallback: unknown): unknown {
	const all: unknown = setup.parameters ?? {};
	const value = name in (all as object) ? (all as Record<string, unknown>)[name] : name.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], all);
	if (typeof value === 'function') return (value as (index: number) => unknown)(itemIndex);
	if (value !== undefined) return value;
	if (fallback !== undefined) return fallback;
	throw new Error(`Could not get parameter "${name}"`);
}

/** The options n8n's own helper passes on to axios, those our nodes use. */
async function asN8nRequests(options: IHttpRequestOptions): Promise<unknown> {
	const response = await axios.request({
		url: options.url,
		...(options.baseURL === undefined ? {} : { baseURL: options.baseURL }),
		method: options.method ?? 'GET',
		headers: (options.headers ?? {}) as Record<string, string>,
		params: options.qs,
		data: options.body,
		...(options.timeout === undefined ? {} : { timeout: options.timeout }),
		...(options.encoding === undefined ? {} : { responseType: options.encoding }),
		...(options.disableFollowRedirect ? { maxRedirects: 0 } : {}),
		...(options.ignoreHttpStatusErrors ? { validateStatus: () => true } : {}),
	});
	const body: unknown = response.data;
	return options.returnFullResponse ? { body, headers: response.headers, statusCode: response.status, statusMessage: response.statusText } : body;
}
