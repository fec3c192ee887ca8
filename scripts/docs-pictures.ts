import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { startDesk, type TestDesk } from '../test/e2e/support/desk';
import { Camera } from './docs/camera';
import { photographHandbook } from './docs/handbook';
import { ensureChromium } from './ground/chromium';
import { ROOT } from './ground/paths';
import { readWorkflows } from './setup/files';

const HANDBOOK = join(ROOT, 'docs/img/handbook');
const CANVASES = join(ROOT, 'docs/img/workflows');
const OFFICER = 'it@palana.example';
const CANVAS = { width: 1600, height: 900 };
/** The picture README begins with. */
const FRONT = { from: '05-registration.png', to: 'registration.png' };

const say = (line: string): void => {
	process.stdout.write(`${line}\n`);
};

/** Every workflow as the editor shows it. */
async function photographCanvases(stand: TestDesk, camera: Camera): Promise<void> {
	const officer = await stand.person(OFFICER);
	await officer.page.setViewportSize(CANVAS);
	for (const flow of readWorkflows()) {
		const page = await officer.openWorkflow(flow.id);
		// The editor's own checklist lies over the notes.
		await page.addStyleTag({ content: '[data-reka-popper-content-wrapper], [data-test-id="production-checklist"] { display: none !important; }' });
		await page.keyboard.press('1');
		await page.waitForTimeout(1_500);
		const file = join(CANVASES, flow.file.replace('.json', '.png'));
		await page.locator('.vue-flow').first().screenshot({ path: file });
		camera.keep(file);
	}
	copyFileSync(join(CANVASES, FRONT.from), join(CANVASES, '..', FRONT.to));
}

/** `npm run docs:pictures`: all pictures anew from a stand of its own; `-- --only handbook` or `workflows` for some. */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { only: { type: 'string' } } });
	await ensureChromium(say);
	mkdirSync(HANDBOOK, { recursive: true });
	mkdirSync(CANVASES, { recursive: true });
	const camera = new Camera(say);
	const stand = await startDesk();
	try {
		if (values.only !== 'workflows') await photographHandbook(stand, camera, HANDBOOK);
		if (values.only !== 'handbook') await photographCanvases(stand, camera);
	} finally {
		await stand.close();
	}
	say(camera.sum);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	process.exitCode = 1;
});
