import { SYSTEM } from '../../core/cases/actor';
import { step } from '../../core/cases/step';
import { caseCard } from '../../core/forms/card';
import { buildForm, toFormJson } from '../../core/forms';
import { noticesFor } from '../../core/notices/notice';
import { heldPage } from '../../core/personal/page';
import { readOfficials } from '../../core/roster/officials';
import { safeCell } from '../../core/reports/sheet';
import { AT, PEOPLE, message } from '../core/cases/support';

/** What a resident may write: markup, scripts, expressions of n8n, replacement patterns, hidden signs, formulas. */
const HOSTILE = [
	'<script>alert(1)</script>',
	'"><img src=x onerror=alert(1)>',
	"' onmouseover='alert(1)",
	'<iframe src="https://example.org"></iframe><svg/onload=alert(1)>',
	'</pre></div><form action="https://example.org"><input name=password>',
	'{{ $env.N8N_ENCRYPTION_KEY }} ={{ $json.text }} ${7*7}',
	"$& $' $` $1 $$",
	'\u202Eтекст наоборот\u202C \u200Bневидимка\u0007',
	'javascript:alert(1)',
	'=HYPERLINK("http://example.org";"нажми")',
] as const;

/** Tags with their attributes, in order: what a browser would make of the page. */
const markup = (html: string): string[] => [...html.matchAll(/<\/?[a-z][^>]*>/giu)].map(([tag]) => tag.replace(/\s+(?:href)="[^"]*"/gu, ' href'));

const fields = (words: string) => ({ authorName: words, text: words, topicGroup: words, street: words, location: words, url: words, exclusionEvidence: words, draftText: words, returnRemark: words });

const staff = Object.values(PEOPLE).filter((one) => one.role !== 'system').map((one, order) => ({ ...one, order, actReference: 'акт', competences: '*' }));

function registered(words: string) {
	const made = step(message({ ...fields(words), critical: true }), { event: 'register', actor: SYSTEM, at: AT });
	if (!made.ok) throw new Error(made.message);
	return { id: 12, ...made.record };
}

const PAGES: readonly (readonly [string, (words: string) => string])[] = [
	['the case card of every form', (words) => caseCard({ id: 12, ...message(fields(words)) }, 'Asia/Kamchatka')],
	['the mail to the curator', (words) => noticesFor([registered(words)], { officials: readOfficials(staff).rows, absences: [], day: '2026-11-24' }, { baseUrl: 'https://desk.example.org', zone: 'Asia/Kamchatka', organization: 'Администрация' }).mails[0]?.html ?? ''],
	['the page of a person’s data', (words) => heldPage({ cases: [{ id: 12, status: 'review', ...message(fields(words)) }], journal: [{ caseId: 12, version: 1, at: AT, eventLabel: words, actorName: words }], query: words, organization: words, now: AT, zone: 'Asia/Kamchatka' })],
];

describe.each(PAGES)('threat: a resident’s text on %s', (_page, render) => {
	const calm = markup(render('обычные слова'));

	it.each(HOSTILE)('%s adds no tag, no attribute and no handler', (words) => {
		expect(markup(render(words))).toEqual(calm);
	});

	it('leads nowhere: only web addresses become links', () => {
		for (const words of HOSTILE) expect(render(words)).not.toMatch(/href="(?!https?:)/iu);
	});

	it('shows no sign that hides or turns words', () => {
		expect(render('\u202Eтекст\u200B')).not.toMatch(/[\u202E\u200B]/u);
	});
});

describe('threat: a resident’s text as an expression', () => {
	it('never begins an expression in a form’s description, and no replacement pattern comes through', () => {
		for (const words of HOSTILE) {
			const json = toFormJson(buildForm('route', { id: 12, ...message(fields(words)), status: 'review' }, { officials: staff, templates: [], taxonomy: {}, zone: 'Asia/Kamchatka' }).fields);
			expect(json.startsWith('=')).toBe(false);
			expect(json).not.toMatch(/\$[&'`$\d]/u);
			expect(json).not.toMatch(/\{\{/u);
		}
	});
});

describe('threat: a formula in a spreadsheet', () => {
	it.each(['=1+1', '+7 900 000', '-2', '@SUM(A1)', ' \t=cmd', '＝1', HOSTILE[9]])('%s opens as text', (words) => {
		expect(safeCell(words).startsWith("'")).toBe(true);
	});
});
