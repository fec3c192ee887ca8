/** Of the stand's invented staff (sandbox/samples/staff.json), those whom more than one file needs. */
export const CURATOR = 'kurator@palana.example';
export const HEAD = 'glava@palana.example';
export const OFFICER = 'it@palana.example';
/** Roads and yards: most messages of the tests are hers. */
export const EXECUTOR = 'blago@palana.example';
/** As lists of officials name her. */
export const EXECUTOR_LABEL = `Стланикова Мария Петровна (${EXECUTOR})`;
