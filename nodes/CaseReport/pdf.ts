import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** Where Chromium stands where somebody has installed it. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/snap/bin/chromium'];
const TIMEOUT_MS = 60_000;

export type Pdf = { readonly file: Buffer } | { readonly why: string };

/**
 * The page as a PDF, printed by Chromium where there is one: no library draws a page with these tables and charts as
 * well, and the same page is what people see. The page has no scripts and asks nothing from outside; Chromium gets a
 * profile of its own that is removed, and none of n8n's environment. A report without a PDF is still a report, so a
 * failure is told, not thrown.
 *
 * @param given path from the panel; '' for the usual places
 */
export async function printed(html: string, given: string): Promise<Pdf> {
	const chromium = given === '' ? PLACES.find((place) => existsSync(place)) : given;
	if (chromium === undefined) return { why: 'Chromium не установлен' };
	const folder = await mkdtemp(join(tmpdir(), 'case-report-'));
	try {
		const [page, out] = [join(folder, 'report.html'), join(folder, 'report.pdf')];
		await writeFile(page, html, { mode: 0o600 });
		const flags = ['--headless=new', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run', '--no-pdf-header-footer', `--user-data-dir=${join(folder, 'profile')}`, `--print-to-pdf=${out}`];
		// Chromium's own sandbox does not work for root, and the page is ours.
		const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
		await promisify(execFile)(chromium, [...sandbox, ...flags, pathToFileURL(page).href], { timeout: TIMEOUT_MS, killSignal: 'SIGKILL', env: { PATH: process.env.PATH ?? '', HOME: folder, LANG: 'ru_RU.UTF-8' } });
		return { file: await readFile(out) };
	} catch (error) {
		return { why: `Chromium не напечатал отчёт (${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)})` };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
