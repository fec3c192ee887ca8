import { excerpt, escapeHtml } from '../../text/escape';

type Row = Readonly<Record<string, unknown>>;

/** What became of an uploaded file, told from the register as it stands after the upload, not from what was meant to happen. */
export interface UploadReport {
	/** Rows with a text that were to be registered. */
	readonly taken: number;
	/** Cases that came of them now; messages the register had, or the file held twice; rows that are not in the register. */
	readonly created: number;
	readonly repeated: number;
	readonly missing: number;
	readonly refused: number;
	readonly reportTitle: string;
	readonly reportHtml: string;
}

/** Lines of each list shown; the rest is counted. */
const SHOWN = 300;
const EXCERPT = 80;

/**
 * @param taken rows as exportRecords gave them
 * @param refused rows refused, with their reasons
 * @param register rows of the table `cases` read after the upload: `id`, `messageKey`, `createdAt`
 */
export function uploadReport(taken: readonly Row[], refused: readonly Row[], register: readonly Row[]): UploadReport {
	const caseOf = new Map<string, Row>();
	for (const row of register) {
		const known = caseOf.get(String(row['messageKey']));
		if (!known || Number(row['id']) < Number(known['id'])) caseOf.set(String(row['messageKey']), row);
	}
	const told = new Set<string>();
	const lists: Record<'created' | 'repeated' | 'missing', string[]> = { created: [], repeated: [], missing: [] };
	const remarks: string[] = [];
	for (const row of taken) {
		const key = String(row['messageKey']);
		const found = caseOf.get(key);
		const remark = String(row['rowRemark'] ?? '');
		if (remark !== '') remarks.push(line(row, remark));
		if (!found) lists.missing.push(line(row, excerpt(String(row['text'] ?? ''), EXCERPT)));
		else if (told.has(key)) lists.repeated.push(line(row, `то же сообщение есть в файле выше, дело № ${String(found['id'])}`));
		else if (isNew(found, row)) lists.created.push(line(row, `дело № ${String(found['id'])}`));
		else lists.repeated.push(line(row, `уже было в реестре, дело № ${String(found['id'])}`));
		told.add(key);
	}
	const { created, repeated, missing } = lists;
	const counts = { taken: taken.length, created: created.length, repeated: repeated.length, missing: missing.length, refused: refused.length };
	return {
		...counts,
		reportTitle: `Новых дел: ${counts.created}, повторов: ${counts.repeated}, отклонено строк: ${counts.refused}${counts.missing === 0 ? '' : `, НЕ ЗАПИСАНО: ${counts.missing}`}`,
		reportHtml: [
			section('Не записано в реестр: загрузите этот же файл ещё раз, повторов не будет', missing),
			section('Отклонено: исправьте и загрузите снова или внесите вручную', refused.map((row) => line(row, `${String(row['reason'])}${row['excerpt'] ? ` — «${String(row['excerpt'])}»` : ''}`))),
			section('Принято с замечанием', remarks),
			section('Новые дела', created),
			section('Повторы', repeated),
		].join('') || '<p>В файле нет строк с сообщениями.</p>',
	};
}

const isNew = (found: Row, row: Row): boolean => Date.parse(String(found['createdAt'])) >= Date.parse(String(row['readAt']));

const line = (row: Row, words: string): string => `строка ${String(row['rowNumber'])}${row['incidentNumber'] ? ` (инцидент ${String(row['incidentNumber'])})` : ''}: ${words}`;

function section(title: string, lines: readonly string[]): string {
	if (lines.length === 0) return '';
	const more = lines.length > SHOWN ? `<p>… и ещё ${lines.length - SHOWN}</p>` : '';
	return `<h3>${escapeHtml(title)} (${lines.length})</h3><p>${lines.slice(0, SHOWN).map(escapeHtml).join('<br>')}</p>${more}`;
}
