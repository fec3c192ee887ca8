import { networkLabel } from '../forms/card';
import { formAddress } from '../forms/links';
import type { CaseRecord } from '../cases/record';
import { STATUSES, isStatus } from '../cases/statuses';
import { humanTime } from '../text/time';
import type { MailSettings } from './mail';

/** Path of the form in which the next step is made. */
const FORM_PATHS: Readonly<Record<string, string>> = {
	registered: 'napravlenie',
	review: 'napravlenie',
	excluded: 'napravlenie',
	routed: 'proekt-otveta',
	returned: 'proekt-otveta',
	interim: 'proekt-otveta',
	clarification: 'proekt-otveta',
	approval: 'soglasovanie',
	approved: 'soglasovanie',
	publishing: 'soglasovanie',
};

const text = (value: unknown): string => String(value ?? '').trim();

/** Address of the form for the case's next step; '' where nothing is to be done. */
export function formLink(record: Readonly<CaseRecord>, settings: MailSettings): string {
	const path = FORM_PATHS[text(record.status)];
	return path === undefined ? '' : formAddress(settings.baseUrl, path, text(record.id));
}

/** The next step as an imperative sentence for its owner. */
export function nextStepOf(record: Readonly<CaseRecord>): string {
	const { status } = record;
	if (status === 'approved' && text(record.publishError) !== '') return 'Опубликуйте ответ вручную или верните его исполнителю';
	return isStatus(status) ? STATUSES[status].nextStep : '';
}

/** «ЖКХ — Отопление»; «тема не определена» where triage gave none. */
export const topicOf = (record: Readonly<CaseRecord>): string => [record.topicGroup, record.topic].map(text).filter(Boolean).join(' — ') || 'тема не определена';

export const placeOf = (record: Readonly<CaseRecord>): string => [record.location, record.street].map(text).filter(Boolean).join(', ');

/** When the next thing is due, in the administration's zone; '' for no term. */
export const dueOf = (record: Readonly<CaseRecord>, zone: string): string => humanTime(record.nextDueAt, zone);

export const authorOf = (record: Readonly<CaseRecord>): string => [text(record.authorName), networkLabel(text(record.network))].filter(Boolean).join(', ');

/** «Дело № 12: ЖКХ, Палана, ул. Обухова, 4» */
export const caseTitle = (record: Readonly<CaseRecord>): string => [`Дело № ${text(record.id)}: ${topicOf(record)}`, placeOf(record)].filter(Boolean).join(', ');

/** How many cases a messenger is told of by number. */
const BRIEFED = 10;

/** What a messenger may say of cases: number, next step, term and link; nothing of the resident, his words or his address. */
export function briefOf(head: string, records: readonly Readonly<CaseRecord>[], settings: MailSettings): string {
	const lines = records.slice(0, BRIEFED).map((record) => {
		const due = dueOf(record, settings.zone);
		return [`Дело № ${text(record.id)}: ${nextStepOf(record)}${due ? `, срок ${due}` : ''}.`, formLink(record, settings)].filter(Boolean).join('\n');
	});
	return [head, ...lines, ...(records.length > BRIEFED ? [`И ещё ${records.length - BRIEFED}.`] : [])].join('\n');
}
