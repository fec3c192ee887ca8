import { tableSize } from '../../scripts/setup/doctor/tableSize';

const MIB = 2 ** 20;

describe('the doctor on the size of the tables', () => {
	it.each([
		['n8n’s default where the limit is not known', 150 * MIB, undefined, 'ok', /150\.0 МБ из 200 \(предел n8n по умолчанию\)/u],
		['a warning near it, with how to have the true limit read', 161 * MIB, undefined, 'look', /из 200/u],
		['the limit of n8n’s own environment', 1_500 * MIB, String(2_048 * MIB), 'ok', /1500\.0 МБ из 2048 \(N8N_DATA_TABLES_MAX_SIZE_BYTES\)/u],
		['a warning near that one', 1_700 * MIB, String(2_048 * MIB), 'look', /из 2048/u],
		['the default for what is no number of bytes', 10 * MIB, '2GB', 'ok', /из 200/u],
		['the default for an empty value', 10 * MIB, '', 'ok', /из 200/u],
	])('tells %s', (_what, bytes, given, state, text) => {
		expect(tableSize(bytes, given)).toMatchObject({ state, text: expect.stringMatching(text) });
	});
});
