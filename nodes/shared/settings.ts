import type { IExecuteFunctions } from 'n8n-workflow';

import { rowsParameter } from './rows';

/** A value of the `settings` table by its key; undefined where the table has no such row. */
export type SettingReader = (key: string) => string | undefined;

/** Reads the table handed over as the parameter `settings`, once. Error ROWS_NOT_JSON, see `rowsParameter`. */
export function settingReader(context: Pick<IExecuteFunctions, 'getNodeParameter'>): SettingReader {
	const rows = rowsParameter(context, 'settings', 'Настройки');
	return (key) => {
		const row = rows.find((one) => one.key === key);
		return row && String(row.value ?? '').trim();
	};
}
