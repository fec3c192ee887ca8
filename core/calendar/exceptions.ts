import { DeskError } from '../errors';
import { isoDay, parseDay, ruDay, type DayNumber } from './days';

/** holiday: nobody works; workday: a day off is worked; short: worked, an hour less. */
export type ExceptionType = 'holiday' | 'workday' | 'short';

/** A day that a region, a municipality or the administration set differently from the country. */
export interface LocalException {
	readonly day: DayNumber;
	readonly type: ExceptionType;
	readonly title: string;
	/** The act it rests on: «Распоряжение Губернатора Камчатского края от 15.12.2020 № 1», never empty. */
	readonly basis: string;
}

/** What staff may type into the table's `type` column. */
const TYPE_WORDS: Readonly<Record<string, ExceptionType>> = {
	holiday: 'holiday',
	выходной: 'holiday',
	нерабочий: 'holiday',
	праздник: 'holiday',
	workday: 'workday',
	рабочий: 'workday',
	short: 'short',
	сокращённый: 'short',
	сокращенный: 'short',
	предпраздничный: 'short',
};

/** The type behind a word of the table or of an event's category; undefined when it is none of ours. */
export function exceptionType(word: string): ExceptionType | undefined {
	return TYPE_WORDS[word.trim().toLowerCase().replace(/\s+день$/, '')];
}

const cell = (row: Readonly<Record<string, unknown>>, key: string): string => {
	const value = row[key];
	return value === undefined || value === null ? '' : String(value).trim();
};

/**
 * Reads rows of the table `calendar_days` {date, type, title, basis}; wholly empty rows are passed over.
 * @throws DeskError EXCEPTION_DATE, EXCEPTION_TYPE, EXCEPTION_NO_BASIS, EXCEPTION_DUPLICATE — each names the row
 * @example parseExceptions([{ date: '2020-12-31', type: 'holiday', basis: 'Распоряжение № 1' }])
 */
export function parseExceptions(rows: readonly unknown[]): LocalException[] {
	const parsed: LocalException[] = [];
	rows.forEach((row, index) => {
		if (row === null || typeof row !== 'object' || Array.isArray(row)) {
			throw new DeskError('EXCEPTION_SHAPE', `Местное исключение № ${index + 1}: это не строка таблицы.`, 'Нужны поля date, type, title, basis.');
		}
		const one = parseRow(row as Record<string, unknown>, index + 1);
		if (one !== undefined) parsed.push(one);
	});
	return checkedExceptions(parsed);
}

function parseRow(row: Readonly<Record<string, unknown>>, number: number): LocalException | undefined {
	const [date, typeWord, title, basis] = [cell(row, 'date'), cell(row, 'type'), cell(row, 'title'), cell(row, 'basis')];
	if (date === '' && typeWord === '' && title === '' && basis === '') return undefined;
	const label = `Местное исключение № ${number}`;
	const type = exceptionType(typeWord);
	if (type === undefined) {
		throw new DeskError('EXCEPTION_TYPE', `${label} (${date}): вид дня «${typeWord}» неизвестен.`, 'Укажите holiday (выходной), workday (рабочий) или short (сокращённый).');
	}
	if (basis === '') throw noBasis(`${label} (${date})`);
	return { day: parseDay(date, label), type, title, basis };
}

/** The refusal for an exception that names no act. */
export function noBasis(label: string): DeskError {
	return new DeskError('EXCEPTION_NO_BASIS', `${label}: не указано основание.`, 'Впишите акт, которым день объявлен: вид, номер и дату.');
}

/**
 * Refuses two exceptions for one day, wherever they came from.
 * @throws DeskError EXCEPTION_DUPLICATE
 */
export function checkedExceptions(exceptions: readonly LocalException[]): LocalException[] {
	const seen = new Map<DayNumber, LocalException>();
	for (const one of exceptions) {
		const other = seen.get(one.day);
		if (other !== undefined) {
			throw new DeskError(
				'EXCEPTION_DUPLICATE',
				`Местные исключения: на ${ruDay(one.day)} записано два (${other.type}, «${other.basis}»; ${one.type}, «${one.basis}»).`,
				'Оставьте одну запись на день.',
				{ date: isoDay(one.day) },
			);
		}
		seen.set(one.day, one);
	}
	return [...exceptions].sort((a, b) => a.day - b.day);
}
