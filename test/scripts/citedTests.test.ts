import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const listed = (...patterns: string[]): string[] => execFileSync('git', ['ls-files', ...patterns], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
const tests = listed('test/*.ts');
const pages = listed('docs/en/*.md', 'docs/ru/*.md', 'README.md', 'workflows/README.md', 'deploy/*.md', 'sandbox/README.md');

/** Files that a name in a document means: a path, a folder, or the last part of a test's path. */
function meant(name: string): string[] {
	const path = join(ROOT, name);
	if (existsSync(path) && statSync(path).isDirectory()) return readdirSync(path, { recursive: true, encoding: 'utf8' }).map((file) => join(path, file)).filter((file) => file.endsWith('.ts'));
	return tests.filter((file) => file === name || file.endsWith(`/${name}`)).map((file) => join(ROOT, file));
}

interface Cited {
	readonly page: string;
	readonly name: string;
	/** Title of the test, as far as the document gives it; '' where the file alone is named. */
	readonly title: string;
}

/** Every test a page names: `test/a.test.ts` «its title», «another of the same file». */
function citedBy(page: string): Cited[] {
	return readFileSync(join(ROOT, page), 'utf8').split('\n').flatMap((line) => {
		const found: Cited[] = [];
		let name = '';
		for (const [, code, title] of line.matchAll(/`([^`]+)`|«([^»]+)»/gu)) {
			if (code !== undefined) {
				name = /^test\/|\.(?:test|e2e)\.ts$/u.test(code) && !/[*<]/u.test(code) ? code : '';
				if (name !== '') found.push({ page, name, title: '' });
			} else if (name !== '') found.push({ page, name, title: title ?? '' });
		}
		return found;
	});
}

/** Titles of a file's tests, of their groups, and of the rows of their tables. */
const titlesOf = (file: string): string[] => [...readFileSync(file, 'utf8').matchAll(/(?:\b(?:it|test|describe)\(|\)\(|\t\[)\s*(['`])(.*?)\1,/gu)].map(([, , title = '']) => title);

const cited = pages.flatMap(citedBy);

describe('the documents', () => {
	it('name only tests that are there', () => {
		expect(cited.length).toBeGreaterThan(30);
		expect(cited.filter(({ name }) => meant(name).length === 0).map(({ page, name }) => `${page}: ${name}`)).toEqual([]);
	});

	it('call them by titles that they have', () => {
		const titled = cited.filter(({ title }) => title !== '');
		expect(titled.length).toBeGreaterThan(10);
		const strange = titled.filter(({ name, title }) => !meant(name).some((file) => titlesOf(file).some((one) => one.includes(title.replace(/…$/u, '')))));
		expect(strange.map(({ page, name, title }) => `${page}: ${name} «${title}»`)).toEqual([]);
	});
});
