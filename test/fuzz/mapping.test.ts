import fc from 'fast-check';

import { CASE_FIELDS, TEXT_LIMIT } from '../../core/cases/fields';
import { intake } from '../../core/cases/intake';
import { canonicalUrl } from '../../core/cases/messageKey';
import { cleanRecord } from '../../core/cases/record';
import { DEFAULT_MAPPING, toFeedEntry, type FeedMapping } from '../../core/im/mapping';
import { holds, json, text } from './fuzz';

const CONTEXT = { now: '2026-11-24T03:00:00.000Z', zone: 'Asia/Kamchatka' };
const NAMES = [...Object.values(DEFAULT_MAPPING as unknown as Record<string, string>).map((path) => path.replace(/\..*/u, '')), 'toString', 'valueOf', 'name', 'id', 'url', 'foundBy', 'authorName', 'detectedAt'];
const entry = json(NAMES);
const mapping = fc.record(Object.fromEntries(Object.keys(DEFAULT_MAPPING).map((key) => [key, fc.constantFrom('', 'id', 'text', 'author.name', 'author', 'attachments.0', '__proto__', 'constructor.name', 'a.b.c')]))) as unknown as fc.Arbitrary<FeedMapping>;

/** What a database refuses in a text. */
const UNSTORABLE = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/u;

/** The record is complete, typed and can be stored. */
function expectStorable(record: Readonly<Record<string, unknown>>): void {
	expect(Object.keys(record).sort()).toEqual(CASE_FIELDS.map(({ key }) => key).sort());
	expect(cleanRecord(record)).toEqual(record);
	for (const value of Object.values(record)) if (typeof value === 'string') expect(value).not.toMatch(UNSTORABLE);
	expect(String(record.text).length).toBeLessThanOrEqual(TEXT_LIMIT);
	expect(record.messageKey).not.toBe('');
	expect(record.status).toBe('');
	expect(record.version).toBe(0);
}

describe('An entry of the feed, whatever it is', () => {
	it('becomes a message that the register can hold; its detection is never to come', () => {
		holds(
			fc.property(entry, mapping, fc.boolean(), (raw, own, usual) => {
				const { item, key } = toFeedEntry(raw, usual ? DEFAULT_MAPPING : own, CONTEXT);
				expect(key).not.toBe('');
				expect(Date.parse(item.detectedAt)).toBeLessThanOrEqual(Date.parse(CONTEXT.now));
				expectStorable(intake(item, CONTEXT));
			}),
			[[{ createdAt: { toString: 1, valueOf: 1 } }, DEFAULT_MAPPING, true]],
		);
	});

	it('has the same key when it comes again, and another when its text was changed', () => {
		holds(
			fc.property(entry, text, (raw, other) => {
				const key = (given: unknown): string => toFeedEntry(given, DEFAULT_MAPPING, CONTEXT).key;
				expect(key(JSON.parse(JSON.stringify(raw)))).toBe(key(raw));
				const one = { id: 'IM-7', text: 'Яма' };
				fc.pre(toFeedEntry({ ...one, text: other }, DEFAULT_MAPPING, CONTEXT).item.text !== 'Яма');
				expect(key({ ...one, text: other })).not.toBe(key(one));
			}),
		);
	});
});

describe('Intake of anything', () => {
	it('never throws and gives a whole record', () => {
		holds(fc.property(fc.oneof(entry, text, fc.anything({ withDate: true, withBigInt: false, withNullPrototype: true })), (raw) => {
			expectStorable(intake(raw, CONTEXT));
		}));
	});

	it('knows a message again under another spelling of its address', () => {
		holds(
			fc.property(fc.webUrl({ withQueryParameters: true }), fc.constantFrom('utm_source=a', 'from=feed', 'fbclid=1'), (url, tracking) => {
				const again = `${url}${url.includes('?') ? '&' : '?'}${tracking}#вверх`;
				const key = (address: string): unknown => intake({ url: address, text: 'яма' }, CONTEXT).messageKey;
				fc.pre(canonicalUrl(url) !== '' && !url.includes('?'));
				expect(key(again)).toBe(key(url));
			}),
		);
	});
});
