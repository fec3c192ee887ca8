/** A closed list of labelled values for a dropdown: staff read the label, the record keeps the value. */
export interface Choices {
	readonly labels: readonly string[];
	readonly labelOf: (value: unknown) => string;
	/** The value of a label; undefined for a label that is not in the list. */
	readonly valueOf: (label: unknown) => string | undefined;
}

export function choices(table: Readonly<Record<string, string>>): Choices {
	const byLabel = new Map(Object.entries(table).map(([value, label]) => [label, value]));
	const labels = Object.values(table);
	return {
		labels,
		labelOf: (value) => table[String(value ?? '')] ?? labels[0] ?? '',
		valueOf: (label) => byLabel.get(String(label ?? '')),
	};
}

/** Importance of a message (clause 10). */
export const IMPORTANCE = choices({ normal: 'Обычная', low: 'Низкая', high: 'Высокая', critical: 'Критическая' });

/** The curator's reduced terms (clause 10), as the record's `reducedTerm` keeps them. */
export const REDUCED_TERMS = choices({
	'': 'Не сокращать',
	'4h': '4 рабочих часа',
	'8h': '8 рабочих часов',
	'1d': '1 рабочий день',
	'2d': '2 рабочих дня',
	'3d': '3 рабочих дня',
});

/** Grounds of clause 15. */
export const EXCLUSION_GROUNDS = choices({
	'': 'Нет',
	threat: 'Угроза или намерение причинить вред',
	obscene: 'Нецензурные выражения',
	insult: 'Оскорбительные выражения',
});

/** Kinds of a reply: clauses 7, 11 and 12. */
export const DRAFT_KINDS = choices({ final: 'Окончательный ответ', interim: 'Промежуточный ответ', clarification: 'Запрос уточнения' });

/** Why somebody is away (clause 9). */
export const REASONS = choices({ leave: 'Отпуск', illness: 'Болезнь', trip: 'Командировка', study: 'Учёба', other: 'Иная причина' });
