import type { Actor } from '../../cases/actor';
import type { Absence } from '../../roster/absences';
import type { Official } from '../../roster/officials';

type Row = Readonly<Record<string, unknown>>;

/** What the pages of «Действия по делу» are made from. */
export interface ActionRefs {
	/** The person, as he acts today. */
	readonly actor: Actor;
	readonly officials: readonly Official[];
	readonly absences: readonly Absence[];
	/** 'YYYY-MM-DD' in the administration's zone. */
	readonly day: string;
	/** IANA zone in which times are shown. */
	readonly zone: string;
	/** Where n8n's forms are opened. */
	readonly baseUrl: string;
	readonly taxonomy: Readonly<Record<string, readonly string[]>>;
	/** Rows of the `journal` of this case. */
	readonly journal: readonly Row[];
	/** The case whose number was typed as the earlier one, where it is in the register. */
	readonly earlier?: Row;
}
