/** Paths of the pages that are nobody's next step by themselves; those of the steps are in core/notices/task.ts. */
const PAGES = {
	inbox: 'moi-dela',
	actions: 'deystvie',
	absences: 'otsutstviya',
	manual: 'novoe-soobschenie',
} as const;

export type PageName = keyof typeof PAGES;

/**
 * Address of a page for a person's browser.
 *
 * @param baseUrl the setting `baseUrl`: where n8n's forms are opened; '' gives an address on the same site
 * @example pageAddress('https://n8n.example.org/', 'actions', 7) // 'https://n8n.example.org/form/deystvie?case=7'
 */
export function pageAddress(baseUrl: string, page: PageName, caseId?: unknown): string {
	return formAddress(baseUrl, PAGES[page], caseId);
}

/** Address of a form by its path, of a case where its number is given. */
export function formAddress(baseUrl: string, path: string, caseId?: unknown): string {
	const query = caseId === undefined ? '' : `?case=${encodeURIComponent(String(caseId))}`;
	return `${baseUrl.replace(/\/+$/u, '')}/form/${path}${query}`;
}
