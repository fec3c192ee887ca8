import type { TestDesk } from './desk';

/** What a suite has been through, by the journal: every status a case had, every event and clause of a step. */
export interface Reached {
	readonly statuses: ReadonlySet<string>;
	readonly events: ReadonlySet<string>;
	readonly clauses: ReadonlySet<string>;
}

export async function reached(stand: TestDesk): Promise<Reached> {
	const journal = await stand.desk.api.rows('journal');
	const all = (...columns: string[]): Set<string> => new Set(journal.flatMap((entry) => columns.map((column) => String(entry[column] ?? ''))).filter((value) => value !== ''));
	return { statuses: all('fromStatus', 'toStatus'), events: all('event'), clauses: all('clause') };
}

/** What a person fills in, by the label of the field: text, or the label of an option. */
export type Answers = Readonly<Record<string, string>>;

/** The everyday steps of a case through the forms, as staff make them. */
export class Steps {
	constructor(private readonly stand: TestDesk) {}

	/** A form on a case: opened by its link, its first page sent, the second one filled and sent. */
	async form(email: string, path: string, caseId: number, answers: Answers = {}): Promise<void> {
		const person = await this.stand.person(email);
		await person.openForm(path, { case: caseId });
		await person.submit();
		await person.fill(answers);
		await person.submit();
	}

	/** «Действия по делу»: the case, the action chosen, its page filled. */
	async act(email: string, caseId: number, action: string, answers: Answers = {}): Promise<void> {
		const person = await this.stand.person(email);
		await person.openForm('deystvie', { case: caseId });
		await person.submit();
		await person.fill({ 'Что сделать': action });
		await person.submit();
		await person.fill(answers);
		await person.submit();
	}

	/** The page «Мои дела» of a person. */
	async inbox(email: string): Promise<string> {
		const person = await this.stand.person(email);
		await person.openForm('moi-dela');
		await person.submit();
		await person.sees('Мои дела');
		return person.page.locator('body').innerText();
	}
}
