import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { PublicApi } from '../../scripts/setup/publicApi';

describe('n8n’s public API', () => {
	it('is asked in a way n8n reads: no reserved character stands in a query as it is', async () => {
		const asked: string[] = [];
		const server = createServer((request, response) => {
			asked.push(request.url ?? '');
			response.end('{}');
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const value = "%проба 1+2 (что?) *!'&=";
		await new PublicApi(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'key').call('get', '/data-tables', undefined, { filter: value, limit: 5, none: undefined });
		await new Promise((resolve) => server.close(resolve));

		const [, query = ''] = (asked[0] ?? '').split('?');
		const [filter = '', limit] = query.split('&');
		expect(decodeURIComponent(filter)).toBe(`filter=${value}`);
		expect(filter.replace('filter=', '')).not.toMatch(/[:/?#[\]@!$&'()*+,;=]/u);
		expect([limit, query.split('&').length]).toEqual(['limit=5', 2]);
	});
});
