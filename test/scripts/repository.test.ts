import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readWorkflows } from '../../scripts/setup/files';

const ROOT = join(__dirname, '../..');
const tracked = execFileSync('git', ['ls-files', '*.ts', '*.js', '*.mjs', '*.sh', '*.css'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');

describe('the repository', () => {
	it('has no file over 300 lines but data and tests', () => {
		const long = tracked.filter((file) => !file.startsWith('test/') && !file.startsWith('data/')).filter((file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length > 301);
		expect(long).toEqual([]);
	});

	it('has no code that nobody uses', () => {
		const found = run('knip', ['--no-progress', '--include', 'files,exports,dependencies,unlisted']);
		expect(found).toBe('');
	}, 120_000);

	it('shows in its handbook only pictures that are there, and leads only to pages that are', () => {
		const pages = execFileSync('git', ['ls-files', 'docs/*.md', 'README.md', 'workflows/README.md'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
		const broken = pages.flatMap((page) => [...readFileSync(join(ROOT, page), 'utf8').matchAll(/\]\(((?!https?:|#|mailto:)[^)\s#]+)/gu)].map(([, target = '']) => [page, join(ROOT, page, '..', target)] as const).filter(([, file]) => !exists(file)).map(([from, file]) => `${from} → ${file.slice(ROOT.length + 1)}`));
		expect(broken).toEqual([]);
	});

	it('has a page for every workflow', () => {
		expect(readWorkflows().filter((flow) => !exists(join(ROOT, 'docs/ru/processes', flow.file.replace('.json', '.md')))).map((flow) => `${flow.name}: npm run docs:pages`)).toEqual([]);
	});
});

function exists(file: string): boolean {
	try {
		readFileSync(file);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EISDIR';
	}
}

/** What the tool says; '' when it has nothing to say. */
function run(tool: string, args: readonly string[]): string {
	try {
		execFileSync(process.execPath, [join(ROOT, `node_modules/${tool}/bin/${tool}.js`), ...args], { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' });
		return '';
	} catch (error) {
		const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
		return `${stdout}${stderr}`;
	}
}
