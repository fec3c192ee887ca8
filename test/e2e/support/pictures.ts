import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Person } from './people';

/** Widths at which staff read the forms: a phone and a desk. */
const WIDTHS = [390, 1280] as const;

/** Pictures of the page now shown at both widths, where INCIDENT_DESK_PICTURES names a folder; nothing otherwise. */
export async function picture(person: Person, name: string): Promise<void> {
	const folder = process.env['INCIDENT_DESK_PICTURES'];
	if (folder === undefined) return;
	mkdirSync(folder, { recursive: true });
	for (const width of WIDTHS) {
		await person.page.setViewportSize({ width, height: 900 });
		await person.screenshot(join(folder, `${name}-${width}.png`));
	}
}
