import { join } from 'node:path';

import type { OpenDesk } from '../../scripts/desk/open';
import { approveSome } from '../../scripts/load/approve';
import { makeTables } from '../../scripts/setup/apply';
import { missingColumns } from '../../scripts/setup/inventory';
import { deskForAll } from './support/desk';
import { CONTROL, eventsOf, sendNotices, workToday, type Publication } from './support/waiting';

/** The workflows and tables as the last release gave them, under the nodes of today. */
const RELEASE = join(__dirname, '../fixtures/release-0.1/workflows');

/** What the upgrade does to the register (`npm run setup`): columns that are new are added, nothing else is touched. */
const addColumns = async ({ api }: OpenDesk): Promise<void> => makeTables(api, missingColumns(await api.dataTables()), () => undefined);

const stand = deskForAll({ workflows: RELEASE, restoredAfter: addColumns });

describe('an instance of the last release whose package was upgraded, then backed up, wiped and restored', () => {
	it('registers, tells, publishes once and controls terms with the workflows it had', async () => {
		const text = 'старые процессы, новые узлы: на обухова не горит фонарь';
		await stand.sandbox('incidents', [{ author: { name: 'Житель Пробный' }, text }]);
		await stand.pollNow();
		const row = await stand.row('cases', 'the message is registered', (one) => String(one.text) === text);
		expect(row).toMatchObject({ status: 'registered', version: 1 });
		expect(row.executor).toMatch(/@palana\.example$/u);
		expect(row.replyBy).not.toBeNull();
		await sendNotices(stand);

		expect(await approveSome(stand.desk.api, 1, (one) => one.id === row.id)).toBe(1);
		await stand.row('cases', 'the reply is published', (one) => one.id === row.id && one.status === 'answered', 150_000);
		expect(await stand.see<Publication[]>('publications')).toHaveLength(1);
		await stand.row('journal', 'the publication is in the journal', (one) => one.caseId === row.id && one.event === 'published');
		expect(await eventsOf(stand, Number(row.id))).toEqual(['register', 'startPublishing', 'published']);

		await workToday(stand);
		expect(await stand.desk.api.runWorkflow(CONTROL, 'В начале дня и после обеда')).toMatchObject({ status: 'success' });
	});
});
