import { SANDBOX } from './config';
import { json, type Reply, type Request } from './http';
import type { Store } from './state';

/**
 * An incident as this feed gives it. «Инцидент Менеджмент» has no public API: the shape is our assumption, and the
 * trigger reads any other by its field mapping.
 */
export interface Incident {
	readonly id: string;
	readonly createdAt: string | number | null;
	readonly network: string;
	readonly url: string;
	readonly externalId: string;
	readonly author: { readonly id: string; readonly name: string };
	readonly text: string;
	readonly official: boolean;
	readonly group?: string;
	readonly topic?: string;
	readonly attachments: readonly string[];
}

const MAX_PAGE = 500;

/** GET /im/feed?since=ISO&limit=&offset= with a Bearer token: incidents created since, oldest first, page by page. */
export function feed(store: Store, request: Request): Reply {
	const refusal = refuse(request);
	if (refusal) return refusal;
	const since = request.query.get('since') ?? '';
	if (since !== '' && Number.isNaN(Date.parse(since))) return json({ error: 'since: ISO 8601' }, 400);
	const limit = Math.min(Math.max(Number(request.query.get('limit') ?? 100) || 100, 1), MAX_PAGE);
	const offset = Math.max(Number(request.query.get('offset') ?? 0) || 0, 0);
	const found = since === '' ? store.state.incidents : store.state.incidents.filter((one) => isSince(one, Date.parse(since)));
	return json({ total: found.length, items: found.slice(offset, offset + limit) });
}

/** GET /im/export.csv: the same as a cabinet's export (`;`, UTF-8 with BOM, header text as seen in public exports). */
export function exportCsv(store: Store, request: Request): Reply {
	const refusal = refuse(request);
	if (refusal) return refusal;
	const rows = store.state.incidents.filter(isIncident).map((one) => [one.id, String(one.createdAt ?? ''), one.group ?? '', one.topic ?? '', one.author.name, one.url, one.text]);
	const header = ['Номер инцидента', 'Дата создания', 'Группа тем', 'Тема', 'Автор', 'Ссылка', 'Текст инцидента'];
	const body = [header, ...rows].map((row) => row.map(cell).join(';')).join('\r\n');
	return { status: 200, type: 'text/csv; charset=utf-8', body: `\uFEFF${body}\r\n`, headers: { 'Content-Disposition': 'attachment; filename="export.csv"' } };
}

export const isIncident = (value: unknown): value is Incident => typeof value === 'object' && value !== null && typeof (value as Incident).text === 'string' && typeof (value as Incident).author === 'object';

/** What has no readable date is always given: better twice than never. */
function isSince(incident: unknown, since: number): boolean {
	const created = (incident as Partial<Incident> | null)?.createdAt;
	const at = typeof created === 'string' ? Date.parse(created) : NaN;
	return Number.isNaN(at) || at >= since;
}

function refuse(request: Request): Reply | undefined {
	if (request.method !== 'GET') return json({ error: 'method not allowed' }, 405);
	return request.headers.authorization === `Bearer ${SANDBOX.im.token}` ? undefined : json({ error: 'unauthorized' }, 401);
}

/** Quotes doubled; a formula's first sign is set apart, since staff open the file in a spreadsheet. */
const cell = (text: string): string => `"${(/^[=+\-@\t]/u.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
