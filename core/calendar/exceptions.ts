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
	return checkedExceptions(rows.map((row, index) => parseRow(row, index + 1)).filter((one) => one !== undefined));
}

/** Exceptions that could be read, and the sentences about those that could not. */
export interface SortedExceptions {
	readonly exceptions: readonly LocalException[];
	readonly remarks: readonly string[];
}

/**
 * The same where one bad row of the table must not stop the whole register: bad rows are left out and named, of two
 * rows for one day the first counts. Terms counted with remarks are to be marked as provisional.
 * @example sortExceptions([{ date: '2020-12-31', type: 'holiday' }]).remarks // ['Местное исключение № 1 (…): не указано основание.']
 */
export function sortExceptions(rows: readonly unknown[]): SortedExceptions {
	let exceptions: readonly LocalException[] = [];
	const remarks: string[] = [];
	rows.forEach((row, index) => {
		try {
			const one = parseRow(row, index + 1);
			if (one !== undefined) exceptions = checkedExceptions([...exceptions, one]);
		} catch (error) {
			if (!(error instanceof DeskError)) throw error;
			remarks.push(error.message);
		}
	});
	return { exceptions, remarks };
}

function parseRow(given: unknown, number: number): LocalException | undefined {
	if (given === null || typeof given !== 'object' || Array.isArray(given)) {
		throw new DeskError('EXCEPTION_SHAPE', `Местное исключение № ${number}: это не строка таблицы.`, 'Нужны поля date, type, title, basis.');
	}
	const row = given as Record<string, unknown>;
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
