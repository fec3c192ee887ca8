import { CASE_FIELDS, type FieldSpec } from '../cases/fields';
import { statusLabel } from '../cases/statuses';
import { escapeHtml, excerpt } from '../text/escape';
import { humanTime } from '../text/time';
import { networkLabel } from './card';
import { DRAFT_KINDS, EXCLUSION_GROUNDS, IMPORTANCE, REASONS, REDUCED_TERMS } from './choices';

type Row = Readonly<Record<string, unknown>>;

/** How many last steps a page shows. */
const SHOWN = 15;

/** What the journal records and a person does not need to read: fingerprints, versions, explanations that stand elsewhere. */
const SILENT: ReadonlySet<string> = new Set([
	'messageKey', 'externalId', 'authorId', 'triageReason', 'triageVersion', 'topicConfidence', 'alternatives', 'disposition', 'calendarVersion', 'provisional', 'deadlineReason', 'nextDueAt', 'nextDueWhat',
	'recipient', 'executor', 'draftedBy', 'draftedAt', 'approvedBy', 'approvedAt', 'approvedDigest', 'publishAttemptAt', 'replyId', 'returnRemark', 'closeGround', 'assignmentReason',
]);

const FIELDS = new Map(CASE_FIELDS.filter(({ key }) => !SILENT.has(key)).map((field) => [field.key, field]));

/** How values are said, by field. */
const WORDS: Readonly<Partial<Record<string, (value: unknown) => string>>> = {
	network: (value) => networkLabel(String(value)),
	importance: IMPORTANCE.labelOf,
	reducedTerm: REDUCED_TERMS.labelOf,
	exclusionGround: EXCLUSION_GROUNDS.labelOf,
	draftKind: DRAFT_KINDS.labelOf,
	absenceReason: REASONS.labelOf,
	repeatOf: (value) => `№ ${String(value)}`,
	repeatKind: (value) => (value === 'sameAuthor' ? 'тот же автор' : 'тот же вопрос'),
};

/**
 * The journal of a case for people: the newest step first, each with who, when, what and what changed. HTML for n8n's
 * form page, everything escaped.
 *
 * @param journal rows of the `journal` table of one case, in any order; an entry written twice is shown once
 */
export function historyHtml(journal: readonly Row[], zone: string): string {
	const entries = [...new Map(journal.map((entry) => [Number(entry.version), entry])).values()].sort((a, b) => Number(b.version) - Number(a.version));
	if (entries.length === 0) return '<h3>История дела</h3><p>В журнале записей по делу пока нет.</p>';
	const earlier = entries.length - SHOWN;
	return `<h3>История дела</h3><ul>${entries.slice(0, SHOWN).map((entry) => entryHtml(entry, zone)).join('')}</ul>${earlier > 0 ? `<p>Более ранних шагов: ${earlier}. Они в таблице journal.</p>` : ''}`;
}

function entryHtml(entry: Row, zone: string): string {
	const text = (value: unknown): string => String(value ?? '').trim();
	const state = entry.fromStatus === entry.toStatus || text(entry.fromStatus) === '' ? '' : `${statusLabel(text(entry.fromStatus))} → ${statusLabel(text(entry.toStatus))}`;
	const changes = entry.event === 'register' ? '' : changesWords(text(entry.changes), zone);
	const pieces = [`${text(entry.eventLabel) || text(entry.event)}. ${text(entry.actorName)}, ${humanTime(entry.at, zone)}.`, state === '' ? '' : `Состояние: ${state}.`, text(entry.remark) === '' ? '' : `Пояснение: ${excerpt(text(entry.remark), 600)}`, changes];
	return `<li>${pieces.filter((piece) => piece !== '').map((piece, index) => (index === 0 ? `<strong>${escapeHtml(piece)}</strong>` : escapeHtml(piece))).join('<br>')}</li>`;
}

/** «Важность: Обычная → Высокая; Исполнитель: Петров → Сидорова»; '' where nothing is worth telling. */
function changesWords(changes: string, zone: string): string {
	let read: unknown;
	try {
		read = JSON.parse(changes);
	} catch {
		return '';
	}
	if (read === null || typeof read !== 'object') return '';
	const told = Object.entries(read as Record<string, unknown>).flatMap(([key, pair]) => {
		const field = FIELDS.get(key);
		return field && Array.isArray(pair) ? [changeWords(field, pair[0], pair[1], zone)] : [];
	});
	return told.length === 0 ? '' : `Изменено: ${told.join('; ')}.`;
}

function changeWords(field: FieldSpec, before: unknown, after: unknown, zone: string): string {
	// The journal keeps only the fingerprint of personal text: that it changed is all there is to tell.
	if ([before, after].some((value) => String(value ?? '').startsWith('sha256:'))) return field.label;
	return `${field.label}: ${valueWords(field, before, zone)} → ${valueWords(field, after, zone)}`;
}

function valueWords({ key, type }: FieldSpec, value: unknown, zone: string): string {
	if (type === 'boolean') return value === true ? 'да' : 'нет';
	if (value === null || value === undefined || value === '') return 'не указано';
	if (type === 'date') return humanTime(value, zone);
	return excerpt(WORDS[key]?.(value) ?? String(value), 120);
}
