import { fileBehind, linksFor } from '../../core/media/links';
import { step } from '../../core/cases/step';
import { AT, PEOPLE, caseIn } from '../core/cases/support';
import { WORKFLOWS, strings } from '../workflows/load';

const nodes = WORKFLOWS.flatMap((flow) => flow.nodes.map((node) => ({ flow: flow.name, node })));
const PUBLIC_TRIGGERS = ['n8n-nodes-base.webhook', 'n8n-nodes-base.formTrigger'];

describe('threat: a stolen or guessed link', () => {
	it('opens nothing without signing in: every form asks n8n’s own sign-in', () => {
		const forms = nodes.filter(({ node }) => node.type === 'n8n-nodes-base.formTrigger');
		expect(forms.length).toBeGreaterThan(4);
		expect(forms.filter(({ node }) => node.parameters.authentication !== 'n8nUserAuth').map(({ flow }) => flow)).toEqual([]);
	});

	it('decides nothing by being opened: no workflow takes a step on a GET', () => {
		const open = nodes.filter(({ node }) => node.type === 'n8n-nodes-base.webhook' && (node.parameters.httpMethod ?? 'GET') === 'GET');
		// The one there is hands out a file by a key that dies within the day, and calls nothing.
		expect(open.map(({ flow }) => flow.slice(0, 2))).toEqual(['25']);
		const flow = WORKFLOWS.find((one) => one.name.startsWith('25'));
		expect(flow?.nodes.filter((node) => /caseStep|executeWorkflow$|publishReply/u.test(node.type))).toEqual([]);
	});

	it('to a file dies within the day, is of the case it was made for, and cannot be turned to another file', () => {
		const sha256 = 'a'.repeat(64);
		const attachment = { name: 'двор.jpg', mime: 'image/jpeg', bytes: 10, sha256, file: `12/${sha256}.jpg` };
		const [link] = linksFor({ id: 12, draftAttachments: JSON.stringify([attachment]) }, () => 'ключ', AT);
		expect(fileBehind({ ...link }, AT).file).toBe(attachment.file);
		expect(() => fileBehind({ ...link }, '2026-11-26T00:00:00Z')).toThrow(expect.objectContaining({ code: 'FILE_LINK_DEAD' }));
		for (const file of ['../../.n8n/config', `12/../../${sha256}.jpg`, `/etc/${sha256}.jpg`, `12/${sha256}.jpg\u0000`, `12\\${sha256}.jpg`]) {
			expect(() => fileBehind({ ...link, file }, AT)).toThrow(expect.objectContaining({ code: 'FILE_LINK_DEAD' }));
		}
	});
});

describe('threat: a curious executor', () => {
	it('makes no step on a case that is not his, nor the curator’s steps on his own', () => {
		const stranger = step(caseIn('routed'), { event: 'draft', actor: PEOPLE.otherExecutor, at: AT, data: { text: 'Здравствуйте! Двор почистили 24 ноября.', kind: 'final' } });
		expect(stranger).toMatchObject({ ok: false, code: 'NOT_YOURS' });
		expect(step(caseIn('approval'), { event: 'approve', actor: PEOPLE.executor, at: AT })).toMatchObject({ ok: false, code: 'NOT_YOURS' });
	});

	it('cannot name another case or person in the page he sends: both come from the sign-in and from the row that was read', () => {
		for (const flow of WORKFLOWS.filter((one) => ['06', '07', '08'].includes(one.name.slice(0, 2)))) {
			const steps = flow.nodes.filter((node) => node.type.endsWith('.caseStep'));
			expect(steps.length).toBeGreaterThan(0);
			for (const node of steps) {
				const used = strings(node.parameters).join('\n');
				expect(used).not.toMatch(/\$json\.(?:body|headers|query)/u);
				expect(node.parameters.actorEmail).toBe('={{ $json.actorEmail }}');
			}
			// Case Form sets it, from whom n8n signed in.
			const form = flow.nodes.find((node) => node.type.endsWith('.caseForm') && 'userEmail' in node.parameters);
			expect(String(form?.parameters.userEmail)).toMatch(/user\??\.email/u);
		}
	});
});

describe('threat: forged webhooks', () => {
	it('no workflow listens to the world without a sign-in, a key or a signature', () => {
		const listening = nodes.filter(({ node }) => PUBLIC_TRIGGERS.includes(node.type) && (node.parameters.authentication ?? 'none') === 'none');
		expect(listening.map(({ flow }) => flow.slice(0, 2))).toEqual(['25']);
	});
});
