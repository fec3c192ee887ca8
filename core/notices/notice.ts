import { excerpt } from '../text/escape';
import { pageAddress } from '../forms/links';
import { readLastStep } from '../cases/journal';
import { caseId, type CaseRecord } from '../cases/record';
import { isAlarm } from '../cases/statuses';
import { ROLES } from '../procedure';
import { holders, owners, distinct, type Addressee, type People } from './addressee';
import { button, compose, heading, labelled, list, ownLink, paragraph, quotation, type Mail, type MailSettings, type Piece } from './mail';
import { authorOf, briefOf, caseTitle, dueOf, formLink, nextStepOf, placeOf, topicOf } from './task';
import { readTold } from './told';

/** A case a mail tells of: what is to be marked as told once the mail is sent. */
export interface ToldCase {
	readonly id: number;
	readonly version: number;
	/** Everybody who is to be told of this version, and who of them was before. */
	readonly toTell: readonly string[];
	readonly told: readonly string[];
}

export interface Notice extends Mail {
	readonly cases: readonly ToldCase[];
}

/** How much of a resident's text a mail carries, in characters. */
const QUOTED = 300;

/** From so many cases for one person on, they come as one list. */
const LIST_FROM = 2;

const text = (value: unknown): string => String(value ?? '').trim();

/**
 * Who is to be told of a case now: who owes the next step (clause 16), after a step that tells anybody. A threat to
 * life goes to the curators and the Head, even where clause 15 keeps the message from being answered.
 */
export function addresseesOf(record: Readonly<CaseRecord>, people: People): Addressee[] {
	const last = readLastStep(record);
	if (last?.tells === false) return [];
	if (isAlarm(record) && (last === undefined || last.event === 'register')) return distinct([...holders('curator', people), ...holders('head', people)]);
	return owners(record, people);
}

/**
 * One mail about one case: what to do, by when, and the link to the form.
 *
 * @param record a row of the register, with its id
 */
export function noticeFor(record: Readonly<CaseRecord>, to: Addressee, told: ToldCase, settings: MailSettings): Notice {
	const last = readLastStep(record);
	const alarm = isAlarm(record);
	const step = alarm ? 'Проверьте сообщение немедленно' : nextStepOf(record);
	const due = dueOf(record, settings.zone);
	const subject = `${alarm ? 'Угроза жизни. ' : ''}${step}: дело № ${told.id}${due && !alarm ? `, до ${due}` : ''}`;
	const who = last ? `${last.eventLabel} — ${last.actorName || ROLES.system.label}` : '';
	const link = formLink(record, settings);
	return {
		...compose(
			{ to: to.email, subject, key: `notice:${told.id}:${told.version}:${to.email}` },
			[
				alarm ? paragraph('В сообщении есть признаки угрозы жизни или безопасности людей. Прочитайте его сейчас и, если нужно, сообщите в экстренные службы: 112.') : undefined,
				paragraph(`${step}.`),
				labelled('Срок', due),
				labelled('Тема', topicOf(record)),
				labelled('Место', placeOf(record)),
				labelled('Автор', authorOf(record)),
				labelled('Повтор', record.repeatOf ? `прежнее дело № ${text(record.repeatOf)}, в ответе нужны меры или ход решения вопроса (п. 13)` : ''),
				quotation(excerpt(text(record.text), QUOTED) || 'Текста нет, посмотрите вложения.'),
				labelled('Замечание', text(record.returnRemark)),
				labelled('Отказ сети', text(record.publishError)),
				labelled('Проект ответа', record.status === 'approval' ? excerpt(text(record.draftText), QUOTED) : ''),
				labelled('Последний шаг', who),
				labelled('Назначение', text(record.assignmentReason)),
				link ? button('Открыть форму', link) : undefined,
				ownLink('История дела и другие действия', pageAddress(settings.baseUrl, 'actions', told.id)),
			],
			settings,
			briefOf(alarm ? 'Угроза жизни. Прочитайте сообщение сейчас.' : 'Вас ждёт дело.', [record], settings),
		),
		cases: [told],
	};
}

/** What a list says of a case: the term, the resident's words, and why it came back, where it did. */
function entryText(record: Readonly<CaseRecord>, settings: MailSettings): string {
	const words = excerpt(text(record.text).replace(/\s+/gu, ' '), 120);
	return [
		`Срок: ${dueOf(record, settings.zone) || 'не назначен'}.`,
		words === '' ? 'Текста нет, посмотрите вложения.' : `«${words}»`,
		record.returnRemark ? `Замечание: ${excerpt(text(record.returnRemark), 120)}` : '',
		record.publishError ? `Отказ сети: ${text(record.publishError)}` : '',
	].filter(Boolean).join(' ');
}

/** Several cases for one person as one mail: a list instead of a flood. Threats to life stay mails of their own. */
function listFor(waiting: readonly Waiting[], to: Addressee, settings: MailSettings): Notice {
	const records = waiting.map((one) => one.record);
	const byStep = new Map<string, CaseRecord[]>();
	for (const record of records) byStep.set(nextStepOf(record), [...(byStep.get(nextStepOf(record)) ?? []), record]);
	const pieces: Piece[] = [...byStep].flatMap(([step, cases]) => [
		heading(`${step} (${cases.length})`),
		list(cases.map((one) => ({ title: caseTitle(one), link: formLink(one, settings), text: entryText(one, settings) }))),
	]);
	const cases = waiting.map((one) => one.told);
	const key = `notices:${to.email}:${cases.map((one) => `${one.id}.${one.version}`).join(',')}`;
	return { ...compose({ to: to.email, subject: `Новые дела: ${records.length}`, key }, [paragraph(`${to.name}, вас ждут дела: ${records.length}.`), ...pieces], settings, briefOf(`Вас ждут дела: ${records.length}.`, records, settings)), cases };
}

export interface Notices {
	readonly mails: readonly Notice[];
	/** Cases of which nobody is to be told: to be marked at once. */
	readonly quiet: readonly ToldCase[];
}

/** A case and who is to be told of it. */
interface Waiting {
	readonly record: Readonly<CaseRecord>;
	readonly told: ToldCase;
}

/** Mails for the cases in the outbox: one a person and matter, several ordinary ones joined into a list. Who was told of this version before gets no second mail. */
export function noticesFor(records: readonly Readonly<CaseRecord>[], people: People, settings: MailSettings): Notices {
	const mails: Notice[] = [];
	const quiet: ToldCase[] = [];
	const waiting = new Map<string, { to: Addressee; cases: Waiting[] }>();
	for (const record of records) {
		const addressees = addresseesOf(record, people);
		const told = toldOf(record, addressees);
		const rest = addressees.filter((one) => !told.told.includes(one.email));
		if (rest.length === 0) quiet.push(told);
		for (const to of rest) {
			if (isAlarm(record)) mails.push(noticeFor(record, to, told, settings));
			else waiting.set(to.email, { to, cases: [...(waiting.get(to.email)?.cases ?? []), { record, told }] });
		}
	}
	for (const { to, cases } of waiting.values()) {
		const [only] = cases;
		mails.push(cases.length >= LIST_FROM || !only ? listFor(cases, to, settings) : noticeFor(only.record, to, only.told, settings));
	}
	return { mails, quiet };
}

const toldOf = (record: Readonly<CaseRecord>, addressees: readonly Addressee[]): ToldCase => {
	const version = Number(record.version ?? 0);
	return { id: caseId(record) ?? 0, version, toTell: addressees.map((one) => one.email), told: readTold(record.noticeTold, version) };
};
