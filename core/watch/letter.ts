import type { Zone } from '../calendar/zone';
import { button, compose, heading, labelled, paragraph, type Mail, type MailSettings, type Piece } from '../notices/mail';
import { momentWords } from '../reports/words';
import { textDigest } from '../cases/digest';
import type { AlertRow } from './alertRow';

/** A mail to the officer and the rows it tells of: to be marked once it is sent. */
export interface AlertMail extends Mail {
	readonly rows: readonly { readonly key: string; readonly state: AlertRow['state'] }[];
}

/** What is said of a trouble that is over. */
export const adviceWell = ({ kind }: Pick<AlertRow, 'kind'>): string => (kind === 'failure' ? 'Сбой больше не повторяется. Ничего делать не нужно: начатое продолжится само.' : 'Ничего делать не нужно.');

/**
 * One mail about all that the officer is to be told: what is in trouble first, then what is well again.
 *
 * @param rows owed rows, at least one
 */
export function alertMail(rows: readonly AlertRow[], to: string, zone: Zone, settings: MailSettings): AlertMail {
	const failing = rows.filter((row) => row.state === 'failing');
	const well = rows.filter((row) => row.state === 'well');
	const told = rows.map(({ key, state }) => ({ key, state }));
	const pieces = [...failing.flatMap((row) => failingPieces(row, zone)), ...well.flatMap((row) => wellPieces(row, zone))];
	const key = `alerts:${textDigest(JSON.stringify(rows.map((row) => [row.key, row.state, row.firstAt]))).slice(0, 16)}`;
	return { ...compose({ to, subject: subjectOf(failing, well), key }, pieces, settings, briefOf(failing, well)), rows: told };
}

function subjectOf(failing: readonly AlertRow[], well: readonly AlertRow[]): string {
	const [only] = [...failing, ...well];
	if (failing.length + well.length === 1 && only) return failing.length === 1 ? only.title : `Снова в порядке: ${only.title}`;
	return [failing.length > 0 ? `не в порядке: ${failing.length}` : '', well.length > 0 ? `снова в порядке: ${well.length}` : ''].filter(Boolean).join(', ').replace(/^./u, (letter) => letter.toUpperCase());
}

/** A failure may quote what it choked on: a messenger is told only what is wrong and what to do. */
const briefOf = (failing: readonly AlertRow[], well: readonly AlertRow[]): string => [...failing.map((row) => `${row.title}. ${row.advice}${row.link ? `\n${row.link}` : ''}`), ...well.map((row) => `Снова в порядке: ${row.title}.`)].join('\n\n');

function failingPieces(row: AlertRow, zone: Zone): (Piece | undefined)[] {
	return [heading(row.title), paragraph(row.detail), labelled('С какого времени', since(row.firstAt, zone)), labelled('Сколько раз', row.times > 1 ? String(row.times) : ''), labelled('Что делать', row.advice), row.link ? button('Открыть запуск', row.link) : undefined];
}

function wellPieces(row: AlertRow, zone: Zone): (Piece | undefined)[] {
	const missed = row.told === '' ? 'Раньше сообщить об этом не удалось. ' : '';
	return [heading(`Снова в порядке: ${row.title}`), labelled('Было', `с ${since(row.firstAt, zone)} по ${since(row.lastAt, zone)}`), paragraph(`${missed}${row.told === '' ? `${row.detail} ` : ''}${row.advice}`)];
}

const since = (at: string, zone: Zone): string => momentWords(Number.isFinite(Date.parse(at)) ? Date.parse(at) : undefined, zone) || 'время неизвестно';
