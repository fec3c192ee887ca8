import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sandboxCredentials } from '../../scripts/desk/credentials';
import { Home } from '../../scripts/desk/home';
import { ownerOf, readStaff, toUser } from '../../scripts/desk/staff';
import { manualTriggerOf, readWorkflows, SETUP_WORKFLOW } from '../../scripts/setup/files';
import { freePort } from '../../scripts/ground/ports';
import { sourceHash } from '../../scripts/package';

const folder = mkdtempSync(join(tmpdir(), 'incident-desk-home-'));
let count = 0;
const newHome = (): Home => new Home(join(folder, String((count += 1))));
const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);

afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

describe('the folder of a stand', () => {
	it('is for its owner only, and so are the secrets', () => {
		const home = newHome();
		home.secrets();
		expect([mode(home.dir), mode(join(home.dir, 'secrets.json'))]).toEqual(['700', '600']);
	});

	it('makes its secrets once, with a password n8n accepts', () => {
		const home = newHome();
		const made = home.secrets();
		expect(new Home(home.dir).secrets()).toEqual(made);
		expect(made.password).toMatch(/^(?=.*[A-Z])(?=.*\d).{8,64}$/u);
		expect(newHome().secrets().password).not.toBe(made.password);
		home.keepApiKey('a-key');
		expect(home.secrets()).toEqual({ ...made, apiKey: 'a-key' });
	});

	it('remembers what is done, step by step', () => {
		const home = newHome();
		home.done({ imported: ['a'] });
		home.done({ prepared: true });
		expect(new Home(home.dir).progress()).toMatchObject({ imported: ['a'], prepared: true, peopled: false, seeded: false });
	});

	it('keeps the ports of the first start and refuses to start beside another program on them', async () => {
		const home = newHome();
		const ports = { n8n: await freePort(), sandbox: await freePort(), smtp: await freePort() };
		home.done({ ports });
		expect(await home.ports()).toEqual(ports);
		const other = createServer();
		await new Promise<void>((resolve) => {
			other.listen(ports.sandbox, '127.0.0.1', resolve);
		});
		await expect(home.ports()).rejects.toThrow(new RegExp(`Порт ${ports.sandbox} занят.*INCIDENT_DESK_SANDBOX_PORT`, 'u'));
		await new Promise((resolve) => other.close(resolve));
	});
});

describe('what is put into n8n', () => {
	const place = { httpUrl: 'http://127.0.0.1:8100', smtpPort: 2525 };

	it('has every credential the workflows name, once, leading to the sandbox', () => {
		const made = sandboxCredentials(readWorkflows(), place);
		const named = new Set(readWorkflows().flatMap((one) => one.nodes.flatMap((node) => Object.values(node.credentials ?? {}).map(({ id }) => id))));
		expect(made.map(({ id }) => id).sort()).toEqual([...named].sort());
		// A bare header has no address of its own: the workflow takes that from the settings.
		for (const { data } of made.filter(({ type }) => type !== 'httpHeaderAuth')) expect(JSON.stringify(data)).toContain('127.0.0.1');
	});

	it('refuses a workflow with a credential the sandbox has nothing for', () => {
		const odd = { file: '99.json', id: 'x', name: 'x', nodes: [{ name: 'a', type: 't', parameters: {}, credentials: { slackApi: { id: 's', name: 'Slack' } } }], connections: {}, settings: {} };
		expect(() => sandboxCredentials([odd], place)).toThrow('The sandbox has nothing for the credential «Slack» of type slackApi');
	});

	it('has a set-up workflow that can be started by hand', () => {
		const setup = readWorkflows().find(({ id }) => id === SETUP_WORKFLOW);
		expect(setup && manualTriggerOf(setup)).toMatch(/\S/u);
		expect(() => manualTriggerOf({ file: 'a.json', id: 'a', name: 'a', nodes: [], connections: {}, settings: {} })).toThrow('a.json has no manual trigger');
	});

	it('makes users of the officials, the IT officer being the owner', () => {
		const staff = readStaff();
		expect(ownerOf(staff).role).toBe('officer');
		expect(toUser({ email: 'a@b.example', name: 'Северова Анна Ильинична', position: '', role: 'head' }, 'p')).toEqual({ email: 'a@b.example', lastName: 'Северова', firstName: 'Анна Ильинична', password: 'p' });
		expect(toUser({ email: 'a@b.example', name: 'Северова', position: '', role: 'head' }, 'p')).toMatchObject({ lastName: 'Северова', firstName: 'Северова' });
		expect(new Set(staff.officials.map((one) => one.email)).size).toBe(staff.officials.length);
	});

	it('is known by the hash of its sources, the same until one changes', () => {
		expect(sourceHash()).toMatch(/^[0-9a-f]{64}$/u);
		expect(sourceHash()).toBe(sourceHash());
	});
});

describe('the pinned runtime', () => {
	const read = (path: string): Record<string, unknown> => JSON.parse(readFileSync(join(__dirname, '../../runtime', path), 'utf8')) as Record<string, unknown>;

	it('pins exact versions, in the lock file too, and names no registry', () => {
		const { dependencies } = read('package.json') as { dependencies: Record<string, string> };
		const { packages } = read('package-lock.json') as { packages: Record<string, { version?: string; resolved?: string }> };
		for (const [name, version] of Object.entries(dependencies)) {
			expect(version).toMatch(/^\d+\.\d+\.\d+$/u);
			expect(packages[`node_modules/${name}`]?.version).toBe(version);
		}
		expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
	});
});
