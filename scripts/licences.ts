import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { ROOT } from './ground/paths';

interface Manifest {
	readonly name: string;
	readonly version: string;
	readonly license?: string;
	readonly dependencies?: Readonly<Record<string, string>>;
}

/** Licences a public body may use without obligations beyond the notice. */
const ALLOWED = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'MPL-2.0']);

const manifestAt = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** The folder of a package as Node would find it from `from`: an entry's own package.json may be closed by `exports`. */
function folderOf(name: string, from: string): string {
	for (const place of createRequire(join(from, 'package.json')).resolve.paths(name) ?? []) {
		try {
			manifestAt(join(place, name));
			return join(place, name);
		} catch {
			// Not here: the next folder upwards.
		}
	}
	throw new Error(`${name} is not installed: npm ci`);
}

/** Every package that is shipped: the runtime dependencies and theirs, once each. */
export function shipped(): Manifest[] {
	const found = new Map<string, Manifest>();
	const walk = (folder: string): void => {
		for (const name of Object.keys(manifestAt(folder).dependencies ?? {})) {
			const place = folderOf(name, folder);
			const manifest = manifestAt(place);
			const key = `${manifest.name}@${manifest.version}`;
			if (found.has(key)) continue;
			found.set(key, manifest);
			walk(place);
		}
	};
	walk(ROOT);
	return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

export const isAllowed = ({ license = '' }: Pick<Manifest, 'license'>): boolean => ALLOWED.has(license);

if (require.main === module) {
	const all = shipped();
	for (const one of all) process.stdout.write(`${isAllowed(one) ? '✓' : '✗'} ${one.name} ${one.version}: ${one.license ?? 'no licence named'}\n`);
	process.stdout.write(`${all.length} packages are shipped along, ${all.filter((one) => !isAllowed(one)).length} with a licence to look at\n`);
	process.exitCode = all.every(isAllowed) ? 0 : 1;
}
