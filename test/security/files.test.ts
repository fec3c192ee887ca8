import { fileKind } from '../../core/im/export/file';
import { acceptFiles } from '../../core/media/accept';
import { readAttachments, filesAmong } from '../../core/media/attachments';
import type { GivenFile } from '../../core/media/types';
import { vkChannel } from '../../core/channels/vk';
import type { HttpCall } from '../../core/channels/http';
import { SANDBOX } from '../../sandbox/config';
import { ORIGIN } from '../support/networkBench';
import { vkBench } from '../support/vkBench';
import { zip } from '../support/workbook';

const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0]);
const given = (name: string, more: Partial<GivenFile> = {}): GivenFile => ({ name, bytes: 1_000, head: JPEG, sha256: 'b'.repeat(64), ...more });

describe('threat: a path in a file’s name', () => {
	it.each(['../../.n8n/config', '..\\..\\windows\\system32', '/etc/passwd', 'двор\u0000.jpg', '\u202Egpj.exe', '~/.ssh/id_rsa', 'CON', ''])('%p stays in the case’s folder, named by its digest', (name) => {
		const [made] = acceptFiles(12, 'vk', [], [given(name)]);
		expect(made).toMatchObject({ file: `12/${'b'.repeat(64)}.jpg` });
		expect((made as { name: string }).name).not.toMatch(/[/\\\u0000\u202E]|\.\./u);
	});

	it.each(['../secret', '12/../../x', '/etc/passwd', 'file:///etc/passwd', 'https://169.254.169.254/latest'])('a row edited by hand to lead to %p is no file of ours: nothing is read', (file) => {
		expect(filesAmong(readAttachments(JSON.stringify([{ name: 'x', mime: 'image/jpeg', bytes: 1, sha256: 'b'.repeat(64), file }])))).toEqual([]);
	});
});

describe('threat: a program, an archive or a page under a photo’s name', () => {
	it.each([
		['a program', [0x4d, 0x5a, 0x90, 0]],
		['an archive', [0x50, 0x4b, 0x03, 0x04]],
		['a page', [...Buffer.from('<html>')]],
		['an SVG with a script', [...Buffer.from('<svg onload=')]],
	])('%s is refused by its bytes', (_what, head) => {
		expect(() => acceptFiles(12, 'vk', [], [given('двор.jpg', { head: new Uint8Array(head) })])).toThrow(expect.objectContaining({ code: 'FILE_TYPE' }));
	});

	it('a file too big for the network is refused before it is kept', () => {
		expect(() => acceptFiles(12, 'vk', [], [given('двор.jpg', { bytes: 900_000_000 })])).toThrow(expect.objectContaining({ code: 'FILE_TOO_BIG' }));
	});
});

describe('threat: a poisoned export', () => {
	it.each([
		['a web page', Buffer.from('<!doctype html><script>alert(1)</script>')],
		['an archive that is no workbook', zip({ 'a.txt': 'привет' })],
		['a broken archive', Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.alloc(600)])],
		['nothing', Buffer.alloc(0)],
		['bytes', Buffer.from([1, 0, 2, 0, 3, 0])],
	])('%s is refused in words', (_what, bytes) => {
		expect(() => fileKind(bytes)).toThrow(expect.objectContaining({ name: 'DeskError', hint: expect.stringMatching(/[а-яё]/u) }));
	});
});

describe('threat: an address inside a message or an answer (SSRF)', () => {
	const INSIDE = 'http://169.254.169.254/latest/meta-data';

	it('is never asked: only the network’s own address is', async () => {
		const asked: string[] = [];
		const bench = vkBench();
		const http: HttpCall = async (request) => {
			asked.push(new URL(request.url).host);
			return await bench.http(request);
		};
		const channel = vkChannel({ settings: { baseUrl: `${ORIGIN}/vk`, version: '5.199', groupId: SANDBOX.vk.groupId, tokens: { community: SANDBOX.vk.communityToken, service: SANDBOX.vk.serviceToken }, timeoutMs: 1_000 }, http, clock: bench.clock, limiter: { pass: async () => undefined } });
		await channel.publish(bench.message, { ...bench.reply, text: `Подробности: ${INSIDE} и http://127.0.0.1:5678/rest/users` });
		expect(new Set(asked)).toEqual(new Set([new URL(ORIGIN).host]));
	});

	it('given as an attachment is refused before anything is sent', () => {
		const bench = vkBench();
		expect(bench.channel.validate({ ...bench.reply, attachments: [INSIDE] }, bench.message)).not.toEqual([]);
	});
});
