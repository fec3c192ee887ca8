import { textDigest } from '../cases/digest';
import { excerpt, visibleText } from '../text/escape';
import { adviceFor, isAccessRefused } from './advice';
import { MINUTE_MS, between, troubled, type AlertRow, type Seen, type WatchSettings } from './alertRow';

/** A failed execution as n8n's error trigger tells it. */
export interface Failure extends Seen {
	/** A source that is asked again by itself each minute failed: its failures are one trouble whatever each says. */
	readonly isPoll: boolean;
	/** Its access was refused. */
	readonly noAccess: boolean;
}

type Json = Readonly<Record<string, unknown>>;

const part = (value: unknown): Json => (value !== null && typeof value === 'object' ? (value as Json) : {});
const text = (value: unknown): string => (value === undefined || value === null ? '' : typeof value === 'object' ? '' : String(value));

/** How much of a reason is kept: it may quote a whole page of a server. */
const REASON_CHARS = 600;

/**
 * What n8n's error trigger hands over, as a trouble: which workflow, which node, which case, why, what to do. Bad
 * input is a trouble too: nothing that failed may go unsaid.
 *
 * @param payload `{execution: {url, error, lastNodeExecuted}, workflow: {id, name}}`, or `{trigger: {error}, workflow}` where a source could not be asked
 */
export function readFailure(payload: unknown): Failure {
	const { workflow, execution, trigger } = part(payload);
	const [run, poll] = [part(execution), part(trigger)];
	const isPoll = Object.keys(poll).length > 0;
	const error = part(isPoll ? poll.error : run.error);
	const node = text(part(error.node).name) || text(run.lastNodeExecuted);
	const reason = excerpt(visibleText([text(error.message), text(error.description)].filter(Boolean).join(' ')).replace(/\s+/gu, ' ').trim(), REASON_CHARS) || 'причина не указана';
	const name = text(part(workflow).name) || 'неизвестный процесс';
	const about = caseNumber(reason);
	return {
		key: isPoll ? `failure:source:${text(part(workflow).id)}` : `failure:${text(part(workflow).id)}:${textDigest(`${node} ${sameWords(reason)}`).slice(0, 12)}`,
		kind: 'failure',
		title: isPoll ? `Источник не отвечает: «${name}»` : `Сбой в процессе «${name}»`,
		detail: [node ? `Узел: ${node}.` : '', about ? `Дело № ${about}.` : '', `Причина: ${reason.replace(/\.$/u, '')}.`].filter(Boolean).join(' '),
		// Our own node says what failed where n8n's words do not: «The service refused the connection».
		advice: adviceFor(`${node}: ${reason}`),
		link: /^https?:\/\//u.test(text(run.url)) ? text(run.url) : '',
		isPoll,
		noAccess: isAccessRefused(reason),
	};
}

/** The same failure of another case, moment or address is the same failure. */
const sameWords = (reason: string): string => reason.toLowerCase().replace(/https?:\S+|[0-9a-f]{8,}|\S+@\S+|\d+/gu, '#');

const caseNumber = (reason: string): string => /дел[оауе]м?\s*№\s*(\d+)/iu.exec(reason)?.[1] ?? '';

/**
 * The row of a failure that happened now. A source is told of only when it failed several polls in a row, a refusal
 * of access at once; everything else at once. The same failure is told once, until it is over.
 *
 * @param now ISO 8601
 */
export function failed(known: AlertRow | undefined, failure: Failure, now: string, { feedFailures, wellMinutes }: WatchSettings): AlertRow {
	const { isPoll, noAccess, ...seen } = failure;
	const early = isPoll && !noAccess && feedFailures > 1;
	// Single failures far apart are not a row of them.
	const fresh = known?.told === 'quiet' && between(known.lastAt, now) >= wellMinutes * MINUTE_MS;
	const row = troubled(fresh ? undefined : known, seen, now, early ? 'quiet' : '');
	return row.told === 'quiet' && (!early || row.times >= feedFailures) ? { ...row, told: '' } : row;
}
