import { DateTime } from 'luxon';

import { workCalendar } from '../../../core/calendar/workCalendar';
import type { TestDesk } from './desk';

export const REGISTRATION = 'incidentDesk0005';
export const CONTROL = 'incidentDesk0009';
export const NOTICES = 'incidentDesk0014';
export const RECALCULATION = 'incidentDesk0016';

export interface Mail {
	readonly to: readonly string[];
	readonly subject: string;
	readonly text: string;
	readonly html?: string;
}

export interface Publication {
	readonly text: string;
	readonly replyTo: number;
	readonly fromId: number;
}

/** Mails to this person, oldest first. */
export const mailsTo = async (stand: TestDesk, email: string): Promise<Mail[]> => (await stand.see<Mail[]>('mails')).filter((mail) => mail.to.includes(email));

/** Sends what the outbox holds now; by its button, which does not ask for office hours, so a test may run at night. */
export async function sendNotices(stand: TestDesk): Promise<void> {
	const run = await stand.desk.api.runWorkflow(NOTICES, 'Разослать сейчас');
	if (run.status !== 'success') throw new Error(`«14 Извещения» ended as ${run.status}`);
}

const ZONE = 'Asia/Kamchatka';

/** The working day after a moment, by the official calendar: 'YYYY-MM-DD'. */
export function nextWorkingDay(after: Date): string {
	let day = DateTime.fromJSDate(after).setZone(ZONE).plus({ days: 1 });
	while (!workCalendar().isWorking(dayNumber(day))) day = day.plus({ days: 1 });
	return day.toFormat('yyyy-MM-dd');
}

const dayNumber = (day: DateTime): number => Math.floor(Date.UTC(day.year, day.month - 1, day.day) / 86_400_000);

/** Makes today a working day in the local calendar, with its basis, if it is none: the control of terms is silent on days off. */
export async function workToday(stand: TestDesk): Promise<void> {
	const today = DateTime.now().setZone(ZONE);
	if (workCalendar().isWorking(dayNumber(today))) return;
	await stand.desk.api.insertRows('calendar_days', [{ date: today.toFormat('yyyy-MM-dd'), type: 'workday', title: 'Рабочий день стенда', basis: 'Распоряжение стенда № 1' }]);
}

/** Events of a case in the order they happened. */
export async function eventsOf(stand: TestDesk, caseId: number): Promise<string[]> {
	const rows = await stand.desk.api.rows('journal', [{ columnName: 'caseId', condition: 'eq', value: caseId }]);
	return rows.sort((a, b) => Number(a.version) - Number(b.version)).map((row) => String(row.event));
}

/** Today by the administration's clock: 'YYYY-MM-DD'. */
export const today = (): string => DateTime.now().setZone(ZONE).toFormat('yyyy-MM-dd');
