import { look, ok, type Finding } from './finding';

const MEGABYTE = 1024 * 1024;
/** n8n's default for all data tables together. */
const USUAL_LIMIT = 200 * MEGABYTE;
const NEARLY_FULL = 0.8;
const VARIABLE = 'N8N_DATA_TABLES_MAX_SIZE_BYTES';

/**
 * How much room the tables take of what n8n gives them. The API does not tell the limit: it is known where the doctor runs
 * in n8n's own environment (`docker compose exec n8n …`), elsewhere n8n's default is told as such.
 *
 * @param given value of the variable in this environment
 */
export function tableSize(bytes: number, given: string | undefined): Finding {
	const told = given !== undefined && /^[1-9]\d*$/u.test(given.trim());
	const limit = told ? Number(given) : USUAL_LIMIT;
	const size = `Таблицы занимают ${(bytes / MEGABYTE).toFixed(1)} МБ из ${Math.round(limit / MEGABYTE)} (${told ? VARIABLE : 'предел n8n по умолчанию'})`;
	if (bytes <= limit * NEARLY_FULL) return ok(size);
	return look(size, `увеличьте ${VARIABLE}${told ? '' : ' (если он уже больше, запустите doctor в окружении n8n: там предел виден)'} или включите «23 Срок хранения»`);
}
