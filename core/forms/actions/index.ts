import { statusLabel } from '../../cases/statuses';
import { DeskError } from '../../errors';
import { escapeHtml } from '../../text/escape';
import { humanTime } from '../../text/time';
import { owners } from '../../notices/addressee';
import { formLink, nextStepOf } from '../../notices/task';
import { caseCard, link } from '../card';
import { dropdown, html, pageAgain, type FormPage, type FormStep } from '../field';
import { historyHtml } from '../history';
import { pageAddress } from '../links';
import { ownLink } from '../look';
import type { ActionRefs } from './refs';
import { actionsFor, type Action } from './table';

export type { ActionRefs } from './refs';

type Row = Readonly<Record<string, unknown>>;

const NOTHING = 'Ничего не менять';

/**
 * The page of a case: the case, where it stands, its history, and the steps this person may take now.
 *
 * @throws DeskError CASE_NOT_FOUND, CASE_UNKNOWN_STATUS
 */
export function casePage(record: Row, refs: ActionRefs): FormPage {
	requireCase(record);
	const labels = actionsFor(record, refs).map((one) => one.label);
	return {
		title: `Дело № ${String(record.id)}: ${statusLabel(String(record.status)).toLowerCase()}`,
		button: labels.length > 0 ? 'Дальше' : 'Закрыть',
		fields: [
			html(standing(record, refs)),
			html(caseCard(record, refs.zone)),
			html(replyHtml(record, refs.zone)),
			html(historyHtml(refs.journal, refs.zone)),
			labels.length > 0 ? dropdown('action', 'Что сделать', [NOTHING, ...labels], NOTHING) : html('<p>Других действий по этому делу у вас сейчас нет.</p>'),
		],
	};
}

/** Where the case stands, whose turn it is, and the everyday step where it is this person's. */
function standing(record: Row, refs: ActionRefs): string {
	const holders = owners(record, { officials: refs.officials, absences: refs.absences, day: refs.day });
	const mine = holders.some((one) => one.email === refs.actor.email);
	const address = formLink(record, { baseUrl: refs.baseUrl, zone: refs.zone, organization: '' });
	const step = nextStepOf(record);
	return [
		`<p><strong>Состояние:</strong> ${escapeHtml(statusLabel(String(record.status)))}</p>`,
		holders.length > 0 ? `<p><strong>Следующий шаг:</strong> ${escapeHtml(holders.map((one) => one.name).join(', '))}</p>` : '',
		mine && address !== '' && step !== '' ? `<p>${ownLink(address, step)}</p>` : '',
		record.executorName ? `<p><strong>Исполнитель:</strong> ${escapeHtml(String(record.executorName))}${record.substituteFor ? ` (вместо: ${escapeHtml(String(record.substituteFor))})` : ''}</p>` : '',
		record.closeGround ? `<p><strong>Закрыто без ответа:</strong> ${escapeHtml(String(record.closeGround))}</p>` : '',
		`<p>${ownLink(pageAddress(refs.baseUrl, 'inbox'), 'Мои дела')}</p>`,
	].join('');
}

/** The reply as it is prepared or published. */
function replyHtml(record: Row, zone: string): string {
	const text = String(record.draftText ?? '');
	const published = record.replyUrl ? `<p><strong>Ответ опубликован:</strong> ${[humanTime(record.replyPublishedAt, zone), link(record.replyUrl, 'открыть в сети')].filter(Boolean).join(', ')}</p>` : '';
	const interim = record.interimUrl ? `<p><strong>Промежуточный ответ:</strong> ${[humanTime(record.interimAt, zone), link(record.interimUrl, 'открыть в сети')].filter(Boolean).join(', ')}</p>` : '';
	return [text === '' ? '' : `<h3>Текст ответа</h3><pre>${escapeHtml(text)}</pre>`, published, interim].join('');
}

/** The action behind what was chosen. Errors: FORM_NO_DECISION (nothing was), FORM_NOT_ALLOWED (what may not be done now, with what may). */
export function chosenAction(record: Row, label: unknown, refs: ActionRefs): Action {
	requireCase(record);
	const possible = actionsFor(record, refs);
	const found = possible.find((one) => one.label === label);
	if (found) return found;
	if (label === undefined || label === null || label === '' || label === NOTHING) throw new DeskError('FORM_NO_DECISION', 'В деле ничего не изменилось.', 'Действие не выбрано.');
	const list = possible.map((one) => `«${one.label}»`).join(', ');
	throw new DeskError('FORM_NOT_ALLOWED', `Действие «${String(label)}» по этому делу вам сейчас недоступно.`, list === '' ? 'По этому делу вам сейчас ничего делать не нужно.' : `Можно: ${list}.`);
}

/** The page of one action: what will happen and what it needs. */
export const actionPage = (record: Row, action: Action, refs: ActionRefs): FormPage => ({
	title: `Дело № ${String(record.id)}: ${action.label.charAt(0).toLowerCase()}${action.label.slice(1)}`,
	button: 'Записать',
	fields: [html(`<p>${escapeHtml(action.explain)}</p>`), ...action.fields(record, refs)],
});

/** The step the filled page asks for, or the page again with what is wrong. */
export function readAction(record: Row, action: Action, answer: Row, refs: ActionRefs): FormStep | FormPage {
	try {
		return { event: action.event, changes: action.read(record, answer, refs) };
	} catch (error) {
		if (!(error instanceof DeskError)) throw error;
		return pageAgain(actionPage(record, action, refs), answer, error);
	}
}

function requireCase(record: Row): void {
	if (!record.id) throw new DeskError('CASE_NOT_FOUND', 'Такого дела в реестре нет.', 'Проверьте номер дела: он есть в письме и в списке «Мои дела».');
}
