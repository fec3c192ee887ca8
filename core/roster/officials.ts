import { ROLES, type Role } from '../procedure';
import { normalEmail } from '../cases/actor';
import { readCompetence, type Competence } from './competence';

type Row = Readonly<Record<string, unknown>>;

/** An official as the roster works with him; made from a row of the `officials` table. */
export interface Official {
	/** Lower case: identifies the person. */
	readonly email: string;
	readonly name: string;
	readonly position: string;
	readonly role: Role;
	/** Topic groups, topics or places; '*' for everything. */
	readonly competences: readonly Competence[];
	/** Number and date of the local act (clause 9); '' when none. */
	readonly actReference: string;
	/** Who comes first among equals; rows without a number come last. */
	readonly order: number;
}

export interface ReadTable<T> {
	readonly rows: readonly T[];
	/** Russian sentences about rows that could not be read: staff edit these tables by hand, and one bad row must not stop intake. */
	readonly problems: readonly string[];
}

const ROLE_WORDS: Readonly<Record<string, Role>> = {
	...(Object.fromEntries(Object.keys(ROLES).map((role) => [role, role])) as Record<Role, Role>),
	куратор: 'curator',
	глава: 'head',
	заместитель: 'deputy',
	'заместитель главы': 'deputy',
	исполнитель: 'executor',
	'ит-специалист': 'officer',
};

/** The role a word of the tables stands for: «куратор», «curator»; undefined for any other word. */
export const roleNamed = (word: unknown): Role | undefined => ROLE_WORDS[String(word ?? '').trim().toLowerCase()];

const NO_WORDS: ReadonlySet<string> = new Set(['false', '0', 'нет', 'no']);

/** In service unless said otherwise: an empty cell means yes. */
export const isActive = (value: unknown): boolean => !NO_WORDS.has(String(value ?? '').trim().toLowerCase());

/** Only what says yes: an empty cell means no. */
export const isYes = (value: unknown): boolean => value !== undefined && value !== null && String(value).trim() !== '' && isActive(value);

/** Officials in service, in order (order, then e-mail): every choice made from them is deterministic. */
export function readOfficials(rows: readonly Row[]): ReadTable<Official> {
	const problems: string[] = [];
	const officials: Official[] = [];
	for (const row of rows) {
		if (!isActive(row.active)) continue;
		const email = normalEmail(row.email);
		const role = roleNamed(row.role);
		if (email === '') problems.push(`в таблице officials у «${text(row.name) || 'строки без имени'}» нет почты`);
		else if (!role || role === 'system') problems.push(`в таблице officials у ${email} неизвестная роль «${text(row.role)}»`);
		else officials.push({ email, role, name: text(row.name) || email, position: text(row.position), competences: competencesOf(row.competences), actReference: text(row.actReference), order: orderOf(row.order) });
	}
	return { rows: officials.sort((a, b) => a.order - b.order || compare(a.email, b.email)), problems };
}

/**
 * A person's row; one person may hold several roles, a row each, with an act each (clause 9).
 *
 * @param as the role he is asked for in: its row is taken where he has it, the first otherwise
 */
export const officialBy = (officials: readonly Official[], email: unknown, as?: Role): Official | undefined => {
	const wanted = normalEmail(email);
	const rows = wanted === '' ? [] : officials.filter((one) => one.email === wanted);
	return rows.find((one) => one.role === as) ?? rows[0];
};

const text = (value: unknown): string => String(value ?? '').trim();

const competencesOf = (value: unknown): Competence[] =>
	(Array.isArray(value) ? value.map(text) : text(value).split(/[;\n]/u)).map(readCompetence).filter((parts) => parts.length > 0);

const orderOf = (value: unknown): number => {
	const order = Number(value ?? '');
	return value === null || value === '' || value === undefined || !Number.isFinite(order) ? Number.MAX_SAFE_INTEGER : order;
};

/** Order of code units: the same on every machine, whatever its locale. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
