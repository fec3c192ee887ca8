import { chromium, type Browser } from 'playwright-core';

import { findChromium } from '../../../scripts/ground/chromium';

/** As root, without a screen, and with a small /dev/shm. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'];

/** This machine's Chromium. Throws where there is none. */
export async function launchBrowser(): Promise<Browser> {
	const executablePath = findChromium();
	if (executablePath === undefined) throw new Error('There is no Chromium: run the e2e tests by `npm test` or `npm run e2e`, which install it.');
	return chromium.launch({ executablePath, args: FLAGS });
}
