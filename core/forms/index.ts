import { statusLabel } from '../cases/statuses';
import { DeskError } from '../errors';
import { approvePage, byHandPage, readApproval, readByHand } from './approve';
import { draftPage, readDraft, type DraftRefs } from './draft';
import { pageAgain, type FormPage, type FormStep } from './field';
import { readRoute, routePage, type RouteRefs } from './route';

export { answerOf, toFormJson } from './field';
export type { FormAgain, FormPage, FormProblem, FormStep } from './field';

type Row = Readonly<Record<string, unknown>>;

export type FormKind = 'route' | 'draft' | 'approve' | 'byHand';

export type FormRefs = RouteRefs & DraftRefs;

interface FormRule {
	/** Statuses in which the form makes sense. */
	readonly statuses: readonly string[];
	page(record: Row, refs: FormRefs): FormPage;
	read(record: Row, answer: Row, refs: FormRefs): FormStep;
}

/** The forms of the procedure: when each applies, what it shows and what its answer means. */
const FORMS: Readonly<Record<FormKind, FormRule>> = {
	route: { statuses: ['registered', 'review', 'excluded'], page: routeAgain, read: readRouteOrProblem },
	draft: { statuses: ['routed', 'returned', 'interim', 'clarification'], page: draftPage, read: readDraft },
	approve: { statuses: ['approval'], page: approvePage, read: readApproval },
	byHand: { statuses: ['approved', 'publishing'], page: byHandPage, read: (_record, answer) => readByHand(answer) },
};

/** Which of the forms a link may open: «Согласование» turns into «Публикация вручную» once the text is approved. */
const BEHIND_LINK: Readonly<Record<'route' | 'draft' | 'publish', readonly FormKind[]>> = { route: ['route'], draft: ['draft'], publish: ['approve', 'byHand'] };

/**
 * The form that applies to the case behind a link.
 * Errors: CASE_NOT_FOUND (no such row), FORM_NOT_NOW (the case has moved on; says where it stands).
 */
export function formKindFor(link: 'route' | 'draft' | 'publish', record: Row): FormKind {
	if (!record.id) throw new DeskError('CASE_NOT_FOUND', 'Такого дела в реестре нет.', 'Проверьте номер дела: он есть в письме и в таблице cases.');
	const kind = BEHIND_LINK[link].find((one) => FORMS[one].statuses.includes(String(record.status)));
	if (!kind) {
		throw new DeskError('FORM_NOT_NOW', `Дело № ${String(record.id)}: этот шаг сейчас не нужен. Состояние: «${statusLabel(String(record.status))}».`, 'Если вы его только что сделали, всё в порядке. Иначе посмотрите журнал дела.');
	}
	return kind;
}

/** The page of a form for a case. */
export const buildForm = (kind: FormKind, record: Row, refs: FormRefs): FormPage => FORMS[kind].page(record, refs);

/** The step a submitted form asks for. Errors: see each form. */
export const readForm = (kind: FormKind, record: Row, answer: Row, refs: FormRefs): FormStep => FORMS[kind].read(record, answer, refs);

/** «Направление», shown again with what was typed where the answer before could not be taken. */
function routeAgain(record: Row, refs: FormRefs): FormPage {
	const page = routePage(record, refs);
	return refs.again ? pageAgain(page, refs.again.values, refs.again.problem) : page;
}

function readRouteOrProblem(record: Row, answer: Row, refs: FormRefs): FormStep {
	try {
		return readRoute(record, answer, refs);
	} catch (error) {
		if (!(error instanceof DeskError)) throw error;
		const { code, message, hint } = error;
		return { event: '', changes: {}, problem: { code, message, hint }, answers: answer };
	}
}
