import Ajv, { type ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Node = Record<string, unknown>;

interface Parameter {
	readonly name: string;
	readonly type: string | readonly string[];
	readonly required?: boolean;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly enum?: readonly (string | number)[];
	readonly maxLength?: number;
}

export interface MethodSchema {
	readonly name: string;
	/** Token kinds: user, group (community), service. */
	readonly tokens: readonly string[];
	readonly parameters: readonly Parameter[];
	readonly responses: readonly ValidateFunction[];
}

const FOLDER = join(__dirname, '..', 'vk-schema');
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
const known = new Map<string, MethodSchema>();

/** The published schema of a method, ready to check with. Throws when there is none in the folder. */
export function methodSchema(name: string): MethodSchema {
	const found = known.get(name);
	if (found) return found;
	const file = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as { method: Node; definitions: Record<string, Node> };
	const definitions = Object.fromEntries(Object.entries(file.definitions).map(([key, value]) => [slug(key), toDraft7(value, file.definitions)]));
	const responses = Object.values(file.method['responses'] as Record<string, { $ref: string }>).map((one) => ajv.compile({ definitions, $ref: `#/definitions/${slug(refKey(one.$ref))}` }));
	const schema: MethodSchema = { name, tokens: file.method['access_token_type'] as string[], parameters: (file.method['parameters'] ?? []) as Parameter[], responses };
	known.set(name, schema);
	return schema;
}

/** Parameters that VK's documentation names and this schema leaves out: wall.get is described with either. */
const OLDER_NAMES: Readonly<Record<string, readonly string[]>> = { 'wall.get': ['owner_id'] };

/** What is wrong with a request's parameters by the schema; '' when nothing. `v`, `access_token` and `lang` are of every method. */
export function parameterProblem(schema: MethodSchema, given: Readonly<Record<string, string>>): string {
	const common = new Set(['v', 'access_token', 'lang', 'test_mode']);
	const unknown = Object.keys(given).find((name) => !common.has(name) && !OLDER_NAMES[schema.name]?.includes(name) && !schema.parameters.some((one) => one.name === name));
	if (unknown) return `unknown parameter ${unknown}`;
	for (const parameter of schema.parameters) {
		const value = given[parameter.name];
		if (value === undefined || value === '') {
			if (parameter.required) return `${parameter.name} is required`;
			continue;
		}
		const problem = valueProblem(parameter, value);
		if (problem) return `${parameter.name} ${problem}`;
	}
	return '';
}

/** What is wrong with an answer by the schema; '' when it fits one of the method's shapes. */
export function responseProblem(schema: MethodSchema, body: unknown): string {
	if (schema.responses.some((validate) => validate(body))) return '';
	return ajv.errorsText(schema.responses[0]?.errors ?? []);
}

function valueProblem(parameter: Parameter, value: string): string {
	const types = Array.isArray(parameter.type) ? (parameter.type as string[]) : [parameter.type as string];
	if (types.includes('integer') && !types.includes('string')) {
		if (!/^-?\d+$/u.test(value)) return 'is not an integer';
		if (parameter.minimum !== undefined && Number(value) < parameter.minimum) return `is less than ${parameter.minimum}`;
		if (parameter.maximum !== undefined && Number(value) > parameter.maximum) return `is more than ${parameter.maximum}`;
	}
	if (types.includes('boolean') && !/^[01]$/u.test(value)) return 'is not 0 or 1';
	if (parameter.enum && !parameter.enum.map(String).includes(value)) return 'is not one of the allowed';
	if (parameter.maxLength !== undefined && value.length > parameter.maxLength) return `is longer than ${parameter.maxLength}`;
	return '';
}

const slug = (key: string): string => key.replace(/[/#.]/gu, '_');
const refKey = (ref: string): string => ref.replace(/^\.\.\//u, '').replace('#/definitions/', '#');

/** VK writes `required: true` on the property itself and points to files by `../`; JSON Schema wants it otherwise. */
function toDraft7(node: unknown, definitions: Record<string, Node>): unknown {
	if (Array.isArray(node)) return node.map((one) => toDraft7(one, definitions));
	if (typeof node !== 'object' || node === null) return node;
	const out: Node = {};
	for (const [key, value] of Object.entries(node as Node)) {
		if (key === 'required' && typeof value === 'boolean') continue;
		if (key === '$ref' && typeof value === 'string') {
			const target = refKey(value);
			if (target in definitions) out['$ref'] = `#/definitions/${slug(target)}`;
			continue;
		}
		out[key] = toDraft7(value, definitions);
	}
	const properties = (node as Node)['properties'];
	if (typeof properties === 'object' && properties !== null) {
		const required = Object.entries(properties as Record<string, Node>).filter(([, value]) => value['required'] === true);
		if (required.length > 0) out['required'] = required.map(([key]) => key);
	}
	return out;
}
