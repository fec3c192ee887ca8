import { DeskError } from '../../errors';
import { escapeHtml } from '../../text/escape';
import { dropdown, html, pageAgain, type FormPage } from '../field';
import { pageAddress } from '../links';
import { ownLink } from '../look';
import { substituteWords } from './check';
import { changePage, newAbsencePage, readChange, readNewAbsence, type AbsenceWrite } from './entry';
import { absenceLabel, currentAndComing, mayTellOf, type AbsenceRefs } from './table';

export type { AbsenceWrite } from './entry';
export type { AbsenceRefs } from './table';

type Row = Readonly<Record<string, unknown>>;

const ADD = 'Внести новое отсутствие';

/** The page «Отсутствия»: who is away now and soon, and what this person may do about it. */
export function absencesPage(refs: AbsenceRefs): FormPage {
	const known = currentAndComing(refs);
	const now = known.filter((one) => one.fromDate <= refs.day);
	const coming = known.filter((one) => one.fromDate > refs.day);
	const list = (title: string, absences: typeof known): string =>
		absences.length === 0 ? '' : `<h3>${title}</h3><ul>${absences.map((one) => `<li>${escapeHtml(`${absenceLabel(one)}, ${substituteWords(one, refs.officials)}`)}</li>`).join('')}</ul>`;
	const changeable = known.filter((one) => mayTellOf(refs.actor, one.official));
	return {
		title: 'Отсутствия и замещения',
		button: 'Дальше',
		fields: [
			html(known.length === 0 ? '<p>Сейчас и в будущем отсутствий не записано.</p>' : [list('Отсутствуют сейчас', now), list('Будут отсутствовать', coming)].join('')),
			html(`<p>${ownLink(pageAddress(refs.baseUrl, 'inbox'), 'Мои дела')}</p>`),
			dropdown('action', 'Что сделать', [ADD, ...changeable.map(absenceLabel)], ADD),
		],
	};
}

/** The second page: a new absence, or the change of the chosen one. Error FORM_NO_SUCH_ABSENCE. */
export const absencePage = (label: unknown, refs: AbsenceRefs): FormPage => (label === ADD ? newAbsencePage(refs) : changePage(label, refs));

/** What the filled page writes, or the page again with what is wrong. Error FORM_NO_SUCH_ABSENCE. */
export function readAbsence(label: unknown, answer: Row, refs: AbsenceRefs): AbsenceWrite | FormPage {
	const page = absencePage(label, refs);
	try {
		return label === ADD ? readNewAbsence(answer, refs) : readChange(label, answer, refs);
	} catch (error) {
		if (!(error instanceof DeskError)) throw error;
		return pageAgain(page, answer, error);
	}
}
