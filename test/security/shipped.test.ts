import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { isAllowed, shipped } from '../../scripts/licences';


describe('what is shipped', () => {
	it('brings only packages with a licence that obliges to nothing but its notice', () => {
		const all = shipped();
		expect(all.length).toBeGreaterThan(3);
		expect(all.filter((one) => !isAllowed(one)).map((one) => `${one.name}: ${one.license ?? 'none'}`)).toEqual([]);
		expect([isAllowed({ license: 'GPL-3.0' }), isAllowed({})]).toEqual([false, false]);
	});

	it('runs no script on the administration’s machine when installed', () => {
		const { scripts } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { scripts: Record<string, string> };
		expect(Object.keys(scripts).filter((name) => /^(?:pre|post)?install$/u.test(name))).toEqual([]);
	});
});
