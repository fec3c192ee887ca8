import { CASE_FIELDS } from '../cases/fields';
import { statusLabel } from '../cases/statuses';
import { networkLabel } from '../forms/card';
import { namesOf, readAttachments } from '../media/attachments';
import { htmlDocument } from '../text/document';
import { escapeHtml } from '../text/escape';
import { humanTime } from '../text/time';

type Row = Readonly<Record<string, unknown>>;

export interface Held {
	readonly cases: readonly Row[];
	/** Journal rows of these cases. */
	readonly journal: readonly Row[];
	/** Who asked, in words: «имя «Иванова»». */
	readonly query: string;
	readonly organization: string;
	/** When the page is made: ISO 8601. */
	readonly now: string;
	/** IANA zone of all times on the page. */
	readonly zone: string;
}

/** What stands on the page: all that is about the person, nothing of the desk's own bookkeeping. */
const SHOWN = CASE_FIELDS.filter(({ group, key }) => (group === 'message' || group === 'triage' || group === 'work') && !['topicConfidence', 'alternatives', 'triageVersion', 'approvedDigest', 'publishAttemptAt', 'status'].includes(key));

const STYLE = `:root{color-scheme:light}*{box-sizing:border-box}body{margin:0;background:#fff;color:#1F2A37;font:15px/1.5 system-ui,'Segoe UI',Roboto,'Liberation Sans',Arial,sans-serif}main{max-width:760px;margin:0 auto;padding:20px 16px 32px}h1{font-size:24px;line-height:1.2;margin:0 0 8px}h2{font-size:18px;margin:28px 0 8px;break-after:avoid}h3{font-size:16px;margin:16px 0 6px}p{margin:6px 0}table{border-collapse:collapse;width:100%}th,td{border-top:1px solid #D5DCE5;padding:6px 8px;text-align:left;vertical-align:top;overflow-wrap:anywhere;white-space:pre-wrap;font-weight:400}th{width:34%;color:#55606E}@media print{a{color:inherit}}`;

/** Codes of the record, as people read them. */
const WORDS: Readonly<Record<string, (value: string) => string>> = {
	network: networkLabel,
	foundBy: (value) => ({ incidentManager: '«Инцидент Менеджмент»', officialAccount: 'на официальной странице', manual: 'найдено сотрудником' })[value] ?? value,
	importance: (value) => ({ critical: 'критическая', high: 'высокая', normal: 'обычная', low: 'низкая' })[value] ?? value,
	disposition: (value) => ({ answer: 'подлежит ответу', review: 'решает куратор', notProcessed: 'не подлежит обработке' })[value] ?? value,
	exclusionGround: (value) => ({ threat: 'угроза', obscene: 'нецензурные выражения', insult: 'оскорбления' })[value] ?? value,
	draftKind: (value) => ({ final: 'окончательный', interim: 'промежуточный', clarification: 'запрос уточнения' })[value] ?? value,
	draftAttachments: (value) => namesOf(readAttachments(value)).join(', '),
	repeatKind: (value) => ({ sameAuthor: 'тот же автор', sameQuestion: 'тот же вопрос' })[value] ?? value,
};

/** What the register holds on one person, as a page to print and hand over (152-ФЗ, статья 14): without scripts, nothing from outside, everything escaped. */
export function heldPage(held: Held): string {
	const { cases, query, organization, now, zone } = held;
	const title = 'Данные о человеке в реестре сообщений';
	const head = `<h1>${title}</h1><p>${escapeHtml(organization)}</p><p>Поиск: ${escapeHtml(query)}. Составлено ${escapeHtml(humanTime(now, zone))}. Найдено дел: ${cases.length}.</p>`;
	const why = '<p>Данные взяты из сообщений в социальных сетях и хранятся для ответа на них по Положению о работе с сообщениями. Их видят сотрудники, назначенные локальными актами. После срока хранения имя, текст и ссылки удаляются, остаются только обезличенные сведения для отчётов.</p>';
	return htmlDocument(title, STYLE, `${head}${cases.length === 0 ? '<p>В реестре нет данных об этом человеке.</p>' : why}${cases.map((row) => section(row, held)).join('')}`);
}

function section(row: Row, { journal, zone }: Held): string {
	const fields = SHOWN.filter(({ key }) => !isBlank(row[key])).map(({ key, type, label }) => line(label, type === 'date' ? humanTime(row[key], zone) : worded(key, row[key])));
	const steps = journal.filter((one) => Number(one.caseId) === Number(row.id)).sort((a, b) => Number(a.version) - Number(b.version));
	const list = steps.map((one) => line(humanTime(one.at, zone), `${String(one.eventLabel ?? '')} — ${String(one.actorName ?? '')}`));
	return `<h2>Дело № ${Number(row.id)}: ${escapeHtml(statusLabel(String(row.status ?? '')).toLowerCase())}</h2><table><tbody>${fields.join('')}</tbody></table>${list.length === 0 ? '' : `<h3>Что с ним делали</h3><table><tbody>${list.join('')}</tbody></table>`}`;
}

const worded = (key: string, value: unknown): string => (value === true ? 'да' : (WORDS[key]?.(String(value)) ?? String(value)));

const line = (label: string, value: string): string => `<tr><th scope="row">${escapeHtml(label)}</th><td>${escapeHtml(value)}</td></tr>`;

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '' || value === false || value === '[]';
