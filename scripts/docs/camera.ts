import { readFileSync, writeFileSync } from 'node:fs';

import type { Person } from '../../test/e2e/support/people';
import { toPalette } from './palette';

export interface Frame {
	readonly width: number;
	readonly height: number;
	/** The whole page, however long (default), or what fits into the height. */
	readonly whole?: boolean;
}

/** A form fills this width, and a page of a document shows it unshrunk; the height grows with what is there. */
const FORM: Frame = { width: 900, height: 300 };

/** Takes the pictures of the documents, small in bytes, and adds them up. */
export class Camera {
	private taken = 0;
	private bytes = 0;

	constructor(private readonly say: (line: string) => void) {}

	/** The page this person sees. */
	async take({ page }: Person, file: string, { width, height, whole = true }: Frame = FORM): Promise<void> {
		await page.setViewportSize({ width, height });
		await page.waitForTimeout(1_000);
		await page.screenshot({ path: file, fullPage: whole });
		this.keep(file);
	}

	/** A picture already on disk: made small and counted. */
	keep(file: string): void {
		const small = toPalette(readFileSync(file));
		writeFileSync(file, small);
		this.taken += 1;
		this.bytes += small.length;
		this.say(`  ${file.slice(file.lastIndexOf('/') + 1)}: ${Math.round(small.length / 1024)} KB`);
	}

	get sum(): string {
		return `${this.taken} pictures, ${(this.bytes / 1024 / 1024).toFixed(1)} MB`;
	}
}
