import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { WEBHOOK_PATHS } from '../../scripts/queue/proxy';

const ROOT = join(__dirname, '../..');
const DEPLOY = join(ROOT, 'deploy');
const read = (file: string): string => readFileSync(join(DEPLOY, file), 'utf8');
const pinned = (JSON.parse(readFileSync(join(ROOT, 'runtime/package.json'), 'utf8')) as { dependencies: { n8n: string } }).dependencies.n8n;

describe('What an officer installs from', () => {
	it.each(['backup.sh', 'restore.sh', 'indexes.sh', 'compose/package.sh'])('%s is a script that bash can read', (file) => {
		expect(() => execFileSync('bash', ['-n', join(DEPLOY, file)])).not.toThrow();
	});

	it.each(['compose/compose.yaml', 'compose/compose.queue.yaml'])('%s names the n8n that is tried, and only images by their plain names', (file) => {
		const images = [...read(file).matchAll(/^\s+image: (\S+)$/gmu)].map((match) => match[1]);
		expect(images).toContain(`n8nio/n8n:${pinned}`);
		for (const image of images) expect(image).toMatch(/^(?:n8nio\/n8n|postgres|redis|nginx|node):[\w.-]+$/u);
	});

	it.each(['compose/compose.yaml', 'compose/compose.queue.yaml'])('%s gives every folder that n8n writes to to n8n’s user, before n8n starts', (file) => {
		const mounted = [...new Set([...read(file).matchAll(/^\s+- \w+:(\/home\/node\/\S+)$/gmu)].map(([, folder = '']) => folder))];
		expect(mounted).toEqual(['/home/node/.n8n', '/home/node/.n8n-files']);
		expect(read(file)).toContain(`chown node:node ${mounted.join(' ')} &&`);
		expect(read(file)).toContain('condition: service_completed_successfully');
	});

	describe('puts the package beside the compose file into n8n’s volume', () => {
		const place = mkdtempSync(join(tmpdir(), 'incident-desk-package-'));
		const from = join(place, 'compose');
		const nodes = join(place, 'nodes');
		const run = () => spawnSync('sh', [join(DEPLOY, 'compose/package.sh')], { encoding: 'utf8', env: { PATH: `${join(place, 'bin')}:${process.env['PATH'] ?? ''}`, PACKAGE_DIR: from, NODES_DIR: nodes } });
		beforeAll(() => {
			mkdirSync(from);
			mkdirSync(join(place, 'bin'));
			// The registry is not what is tried here.
			writeFileSync(join(place, 'bin/npm'), '#!/bin/sh\nmkdir -p node_modules/n8n-nodes-incident-desk\n', { mode: 0o755 });
		});
		afterAll(() => {
			rmSync(place, { recursive: true, force: true });
		});

		it('says what is missing and touches nothing', () => {
			const { status, stderr } = run();
			expect(status).toBe(1);
			expect(stderr).toContain('put n8n-nodes-incident-desk-<version>.tgz beside the compose file');
			expect(existsSync(nodes)).toBe(false);
		});

		it('takes the newest by version, not by letter, and the same file once', () => {
			for (const version of ['0.9.0', '0.10.0']) writeFileSync(join(from, `n8n-nodes-incident-desk-${version}.tgz`), version);
			expect(run().stdout).toContain('n8n-nodes-incident-desk-0.10.0.tgz is in its place');
			const [kept = '', ...others] = readdirSync(nodes).filter((name) => name.endsWith('.tgz'));
			expect(others).toEqual([]);
			expect(readFileSync(join(nodes, kept), 'utf8')).toBe('0.10.0');
			expect(run().stdout).toBe('');
		});
	});

	it('asks for the names of the compose network again, as containers made anew get other addresses', () => {
		const conf = read('compose/nginx.queue.conf');
		expect(conf).toContain('resolver 127.0.0.11');
		for (const [, host = ''] of conf.matchAll(/proxy_pass http:\/\/([^:;]+)/gu)) expect(host).toMatch(/^\$/u);
	});

	it('sends to the webhook process what it answers, in nginx as in the stand that is tested', () => {
		for (const file of ['nginx.conf', 'compose/nginx.queue.conf']) {
			const [, pattern = ''] = /location ~ (\S+) \{/u.exec(read(file)) ?? [];
			expect(pattern.replaceAll('/', '\\/')).toBe(WEBHOOK_PATHS.source.replace('(?:', '('));
		}
	});

	it('sets nothing in the variables of a unit that the common file would overrule', () => {
		const common = new Set([...read('n8n.env.example').matchAll(/^#?([A-Z]\w+)=/gmu)].map((match) => match[1]));
		for (const unit of readdirSync(join(DEPLOY, 'systemd'))) {
			const own = [...read(`systemd/${unit}`).matchAll(/^Environment=(.*)$/gmu)].flatMap(([, list = '']) => list.split(' ').map((one) => one.split('=')[0]));
			expect(own.filter((name) => common.has(name))).toEqual([]);
		}
	});
});

describe('Backup and restore refuse in words', () => {
	const folder = mkdtempSync(join(tmpdir(), 'incident-desk-backup-'));
	const run = (script: string, ...args: string[]) => spawnSync('bash', [join(DEPLOY, script), ...args], { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', HOME: folder, N8N_USER_FOLDER: folder, N8N_RESTRICT_FILE_ACCESS_TO: join(folder, 'files') } });

	afterAll(() => {
		rmSync(folder, { recursive: true, force: true });
	});

	it.each([
		['backup.sh', [], 'where to? --to FOLDER'],
		['backup.sh', ['--to', join(tmpdir(), 'incident-desk-no')], 'there is no n8n folder'],
		['restore.sh', [], 'which backup? restore.sh FILE'],
		['indexes.sh', [], 'there is no database'],
		['restore.sh', [join(__dirname, 'deploy.test.ts')], 'cannot be unpacked'],
	])('%s %p: %s', (script, args, said) => {
		const { status, stderr } = run(script, ...args);
		expect(status).toBe(1);
		expect(stderr).toContain(said);
	});

	it('a backup one byte of which was changed is not restored', () => {
		const inside = join(folder, 'inside');
		mkdirSync(inside);
		writeFileSync(join(inside, 'manifest.json'), '{"format":1,"database":"sqlite"}');
		writeFileSync(join(inside, 'SHA256SUMS'), `${'0'.repeat(64)}  ./manifest.json\n`);
		execFileSync('tar', ['-C', inside, '-czf', join(folder, 'bad.tar.gz'), '.']);
		expect(run('restore.sh', join(folder, 'bad.tar.gz')).stderr).toContain('is damaged: its sums differ');
	});
});
