import type { TermContext } from '../calendar/caseTerms';
import { hoursWords, plural, workingDaysWords } from '../calendar/words';
import { readLastStep } from '../cases/journal';
import type { CaseRecord } from '../cases/record';
import { momentWords } from '../reports/words';
import { isAccessRefused } from './advice';
import { MINUTE_MS, caseList, type Seen, type WatchSettings } from './alertRow';

type Row = Readonly<Record<string, unknown>>;

/** What the watchman looks at. */
export interface Sight {
	/** The newest case, or none. */
	readonly newest: Row | undefined;
	/** Cases in the outbox of notices. */
	readonly waiting: readonly Readonly<CaseRecord>[];
	/** Cases approved or being published. */
	readonly publishing: readonly Readonly<CaseRecord>[];
	/** When the control ran last, UTC milliseconds; undefined: never. */
	readonly controlAt: number | undefined;
	/** Since when the watchman has been there: what never happened is missed only from then on. UTC milliseconds. */
	readonly since: number;
	/** UTC milliseconds. */
	readonly now: number;
}

/** A check and what it saw; `fails` false: all is well. */
export interface Checked extends Seen {
	readonly fails: boolean;
}

/** Office hours of a usual day. */
const DAY_HOURS = 8;
/** A threat to life waits no longer than that, at any hour. */
const CRITICAL_MINUTES = 15;

/** Everything the watchman checks; a check that is switched off is not among them. */
export function checks(sight: Sight, settings: WatchSettings, context: TermContext): Checked[] {
	return [intake, control, outbox, publication, access].flatMap((check) => check(sight, settings, context) ?? []);
}

const made = (key: string, fails: boolean, title: string, detail: string, advice: string): Checked => ({ key: `watch:${key}`, kind: 'watch', fails, title, detail, advice, link: '' });

function intake({ newest, since, now }: Sight, { intakeDays }: WatchSettings, { clock, zone }: TermContext): Checked | undefined {
	if (intakeDays === null) return undefined;
	const last = momentOf(newest?.createdAt ?? newest?.detectedAt);
	const hours = clock.hoursBetween(Math.max(last ?? since, since), now);
	const detail = last === undefined ? 'В реестре ещё нет ни одного сообщения.' : `Последнее сообщение: дело № ${String(newest?.id)}, ${momentWords(last, zone)}.`;
	return made('intake', hours >= intakeDays * DAY_HOURS, `Нет новых сообщений: ${workingDaysWords(intakeDays)} или дольше`, detail, 'Проверьте, что процессы приёма (01, 02) включены и лента «Инцидент Менеджмент» открывается. Если сообщений правда не было, ничего делать не нужно. Порог: строка watchIntakeDays таблицы settings.');
}

function control({ controlAt, since, now }: Sight, { controlHours }: WatchSettings, { clock, zone }: TermContext): Checked | undefined {
	if (controlHours === null) return undefined;
	const hours = clock.hoursBetween(controlAt ?? since, now);
	const detail = controlAt === undefined ? 'Он ещё ни разу не запускался.' : `Последний запуск: ${momentWords(controlAt, zone)}.`;
	return made('control', hours >= controlHours, `Контроль сроков не запускался ${hoursWords(controlHours)} или дольше`, detail, 'Проверьте, что процесс «09 Контроль сроков» включён, и запустите его кнопкой: он сам напишет всем, кому ещё не написал.');
}

function outbox({ waiting, now }: Sight, { noticeHours }: WatchSettings, { clock }: TermContext): Checked | undefined {
	if (noticeHours === null) return undefined;
	const stuck = waiting.filter((row) => {
		const since = momentOf(readLastStep(row)?.at ?? row.updatedAt);
		if (since === undefined) return false;
		return clock.hoursBetween(since, now) >= noticeHours || (row.critical === true && now - since >= CRITICAL_MINUTES * MINUTE_MS);
	});
	const critical = stuck.some((row) => row.critical === true) ? ' Среди них сообщение об угрозе жизни: предупредите куратора по телефону.' : '';
	return made('outbox', stuck.length > 0, 'Извещения не уходят', `${plural(stuck.length, ['Ждёт дело', 'Ждут дела', 'Ждут дела'])} ${caseList(stuck)}.${critical}`, 'Проверьте почтовый сервер, учётные данные «Почта администрации» и что процесс «14 Извещения» включён. Извещения не потеряны и уйдут сами.');
}

function publication({ publishing, now }: Sight, { publicationMinutes }: WatchSettings): Checked | undefined {
	if (publicationMinutes === null) return undefined;
	const stuck = publishing.filter((row) => {
		const since = momentOf(row.status === 'publishing' ? row.publishAttemptAt : row.approvedAt);
		// A network that refused, or is answered by hand, waits for the curator, who was told.
		return !row.publishError && since !== undefined && now - since >= publicationMinutes * MINUTE_MS;
	});
	return made('publication', stuck.length > 0, 'Согласованные ответы не публикуются', `Ждут дела ${caseList(stuck)}.`, 'Проверьте, что процесс «15 Публикация ответа» включён, и посмотрите его последние запуски. Дважды ответ не появится: перед отправкой ветка перечитывается.');
}

function access({ publishing }: Sight): Checked {
	const refused = publishing.filter((row) => isAccessRefused(String(row.publishError ?? '')));
	const reason = String(refused[0]?.publishError ?? '').replace(/[.\s]+$/u, '');
	return made('access', refused.length > 0, 'Сеть не принимает ключ доступа', `${reason}. Ждут публикации дела ${caseList(refused)}.`, 'Выпустите новый ключ и впишите его в учётные данные n8n. Затем куратор откроет дело и отправит ответ снова.');
}

/** UTC milliseconds of a stored moment; undefined for none. */
export function momentOf(value: unknown): number | undefined {
	const at = value instanceof Date ? value.getTime() : Date.parse(String(value ?? ''));
	return Number.isFinite(at) ? at : undefined;
}
