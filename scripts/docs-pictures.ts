import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { startDesk, type TestDesk } from '../test/e2e/support/desk';
import { ensureChromium } from './ground/chromium';
import { ROOT } from './ground/paths';
import { readWorkflows } from './setup/files';

const HANDBOOK = join(ROOT, 'docs/img/handbook');
const CANVASES = join(ROOT, 'docs/img/workflows');
const CURATOR = 'kurator@palana.example';
const EXECUTOR = 'blago@palana.example';
const OFFICER = 'it@palana.example';
const TEXT = 'на чубарова 7 во дворе яма, вчера чуть не упала, когда сделают??';
const REPLY = 'Здравствуйте! Яму во дворе дома 7 по улице Чубарова засыпали 24 ноября, весной двор отремонтируют по программе благоустройства.';

const say = (line: string): void => {
	process.stdout.write(`${line}\n`);
};

/** The handbook's pictures, in the order of a case's way: each is what a member of staff really sees on the training stand. */
async function handbook(stand: TestDesk): Promise<void> {
	const shot = async (email: string, name: string): Promise<void> => {
		await (await stand.person(email)).screenshot(join(HANDBOOK, `${name}.png`));
		say(`  ${name}`);
	};
	const curator = await stand.person(CURATOR);
	const executor = await stand.person(EXECUTOR);
	const officer = await stand.person(OFFICER);

	await stand.sandbox('incidents', [{ author: { name: 'Нина Пробная' }, text: TEXT }]);
	await stand.pollNow();
	const row = await stand.row('cases', 'the message is registered', (one) => String(one.text) === TEXT);
	const query = { case: Number(row.id) };

	await curator.openForm('napravlenie', query);
	await shot(CURATOR, 'napravlenie-vhod');
	await curator.submit();
	await curator.field('Исполнитель').selectOption({ label: `Стланикова Мария Петровна (${EXECUTOR})` });
	await shot(CURATOR, 'napravlenie');
	await curator.submit();
	await shot(CURATOR, 'napravlenie-gotovo');

	await executor.openForm('moi-dela');
	await executor.submit();
	await shot(EXECUTOR, 'moi-dela');

	await executor.openForm('proekt-otveta', query);
	await executor.submit();
	await executor.field('Текст ответа').fill(REPLY);
	await shot(EXECUTOR, 'proekt-otveta');
	await executor.submit();
	await shot(EXECUTOR, 'proekt-otveta-gotovo');

	await curator.openForm('soglasovanie', query);
	await curator.submit();
	await shot(CURATOR, 'soglasovanie');
	await curator.submit();
	await stand.row('cases', 'the reply is published', (one) => one.id === row.id && one.status === 'answered', 180_000);

	await curator.openForm('napravlenie', query);
	await curator.submit();
	await shot(CURATOR, 'uzhe-sdelano');

	for (const [email, path, name, given] of [
		[CURATOR, 'novoe-soobschenie', 'novoe-soobschenie', {}],
		[CURATOR, 'otsutstviya', 'otsutstviya', {}],
		[CURATOR, 'deystvie', 'deystvie', query],
		[OFFICER, 'dannye-o-cheloveke', 'dannye-o-cheloveke', {}],
	] as const) {
		if (!readWorkflows().some((flow) => flow.text.includes(`"${path}"`))) continue;
		const person = await stand.person(email);
		await person.openForm(path, given);
		if (['deystvie', 'otsutstviya'].includes(path)) await person.submit();
		await shot(email, name);
	}

	for (const [address, name] of [[`${stand.desk.sandbox.httpUrl}/mail`, 'pochta'], [`${stand.desk.sandbox.httpUrl}/`, 'seti'], [`${stand.desk.n8n.url}/home/workflows`, 'processy'], [`${stand.desk.n8n.url}/home/credentials`, 'uchetnye-dannye'], [`${stand.desk.n8n.url}/home/executions`, 'zapuski'], [`${stand.desk.n8n.url}/home/datatables`, 'tablitsy']] as const) {
		await officer.page.goto(address, { waitUntil: 'domcontentloaded' });
		await officer.page.waitForTimeout(4_000);
		await shot(OFFICER, name);
	}
}

async function canvases(stand: TestDesk): Promise<void> {
	const officer = await stand.person(OFFICER);
	await officer.page.setViewportSize({ width: 1600, height: 900 });
	for (const flow of readWorkflows()) {
		const page = await officer.openWorkflow(flow.id);
		// The editor's own checklist lies over the notes.
		await page.addStyleTag({ content: '[data-reka-popper-content-wrapper], [data-test-id="production-checklist"] { display: none !important; }' });
		await page.keyboard.press('1');
		await page.waitForTimeout(1_500);
		await page.locator('.vue-flow').first().screenshot({ path: join(CANVASES, `${flow.file.replace('.json', '')}.png`) });
		say(`  ${flow.name}`);
	}
}

/** `npm run docs:pictures`: all pictures anew from a stand of its own; `-- --only handbook` or `workflows` for some. */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { only: { type: 'string' } } });
	await ensureChromium(say);
	mkdirSync(HANDBOOK, { recursive: true });
	mkdirSync(CANVASES, { recursive: true });
	const stand = await startDesk();
	try {
		if (values.only !== 'workflows') await handbook(stand);
		if (values.only !== 'handbook') await canvases(stand);
	} finally {
		await stand.close();
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	process.exitCode = 1;
});
