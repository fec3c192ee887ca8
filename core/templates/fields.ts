import { DateTime } from 'luxon';

import { visibleText } from '../text/escape';

type Row = Readonly<Record<string, unknown>>;

const day = (value: unknown, zone: string): string => {
	const time = DateTime.fromISO(String(value ?? '')).setZone(zone).setLocale('ru');
	return time.isValid ? time.toFormat("d MMMM yyyy 'года'") : '';
};

const joined = (...parts: readonly unknown[]): string => parts.map((part) => String(part ?? '').trim()).filter(Boolean).join(', ');

/** Fields of a template, filled from the case. The names are what staff write between braces: `{автор}`. */
const FIELDS: Readonly<Record<string, (record: Row, zone: string) => string>> = {
	автор: (record) => String(record.authorName ?? ''),
	место: (record) => joined(record.location, record.street),
	адрес: (record) => String(record.street ?? ''),
	тема: (record) => String(record.topic || record.topicGroup || ''),
	срок: (record, zone) => day(record.finalBy || record.replyBy, zone),
	'номер дела': (record) => String(record.id ?? ''),
	'дата сообщения': (record, zone) => day(record.publishedAt || record.detectedAt, zone),
	исполнитель: (record) => String(record.executorName ?? ''),
};

export const FIELD_NAMES: readonly string[] = Object.keys(FIELDS);

/** The longest value a template takes: a name or an address, never a letter. */
const VALUE_LIMIT = 120;

/** A value of a case as it may stand in a text: one line, no invisible signs, no braces or brackets that would look like a field. */
const plain = (value: string): string => [...visibleText(value.normalize('NFC')).replace(/[{}[\]]/gu, ' ').replace(/\s+/gu, ' ').trim()].slice(0, VALUE_LIMIT).join('');

const FIELD = /(?:,\s*)?\{\s*([^{}\n]{1,40}?)\s*\}/gu;

/**
 * A template with the case's data in it, each field once: a value is never read as a template. A field without a value
 * becomes a blank to be filled by hand, `[место]`; only the author's name goes away with its comma. An unknown field stays.
 *
 * @param zone IANA zone for dates
 * @example fillTemplate('Здравствуйте, {автор}! До {срок}.', row, zone) // 'Здравствуйте, Анна! До 1 декабря 2026 года.'
 */
export function fillTemplate(template: string, record: Row, zone: string): string {
	return template.replace(FIELD, (whole, name: string) => {
		const value = FIELDS[name.toLowerCase()];
		if (!value) return whole;
		const filled = plain(value(record, zone));
		const comma = whole.slice(0, whole.indexOf('{'));
		if (filled === '') return name.toLowerCase() === 'автор' ? '' : `${comma}[${name}]`;
		return `${comma}${filled}`;
	});
}

/** Fields that no case has, e.g. misspelt ones, in the order they stand. */
export function unknownFields(template: string): string[] {
	return [...new Set([...template.matchAll(FIELD)].map((match) => (match[1] ?? '').trim()).filter((name) => !Object.hasOwn(FIELDS, name.toLowerCase())))];
}
