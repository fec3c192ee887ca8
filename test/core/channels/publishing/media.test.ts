import { DeskError } from '../../../../core/errors';
import { SANDBOX } from '../../../../sandbox/config';
import { PICTURE, publishBench, replyFile } from '../../../support/publishBench';

const VIDEO = replyFile({ name: 'работы.mp4', mime: 'video/mp4', extension: '.mp4', kind: 'video' });
const DOCUMENT = replyFile({ name: 'график.pdf', mime: 'application/pdf', extension: '.pdf', kind: 'document' });

describe('A reply with a photo', () => {
	it.each([
		['vk wall', 'photo-77000001_'],
		['vk messages', 'photo-77000001_'],
		['ok discussion', 'ok-photo-'],
		['facebook', 'fb-photo-'],
	] as const)('in %s stands with the very picture that was approved', async (name, ref) => {
		const bench = publishBench(name);
		expect((await bench.channel.publish(bench.message, { ...bench.reply, files: [replyFile()] })).outcome).toBe('published');
		const [attachment = ''] = bench.published()[0]?.attachments ?? [];
		expect(attachment.startsWith(ref)).toBe(true);
		expect(Buffer.from(bench.store.state.files[attachment]?.base64 ?? '', 'base64')).toEqual(PICTURE);
	});

	it.each(['vk wall', 'ok discussion', 'facebook'] as const)('in %s is uploaded once, however often the sending is repeated', async (name) => {
		const bench = publishBench(name);
		bench.fault({ where: bench.place.send, kind: '500', times: 2 });
		await bench.channel.publish(bench.message, { ...bench.reply, files: [replyFile()] });
		expect(bench.published()).toHaveLength(1);
		expect(bench.requests.filter((one) => one.files !== undefined)).toHaveLength(1);
	});

	it.each(['vk wall', 'ok discussion', 'facebook'] as const)('that already stands in %s is not uploaded again', async (name) => {
		const bench = publishBench(name);
		const reply = { ...bench.reply, files: [replyFile()] };
		await bench.channel.publish(bench.message, reply);
		expect(await bench.channel.publish(bench.message, reply)).toMatchObject({ outcome: 'published', already: true });
		expect(bench.requests.filter((one) => one.files !== undefined)).toHaveLength(1);
	});
});

describe('A file that does not get there', () => {
	it.each([
		['vk wall', { where: 'vk.upload.photo', kind: '500' }, 'retryLater', 'VK_UPLOAD'],
		['vk wall', { where: 'vk.upload.photo', kind: 'timeout-after' }, 'retryLater', 'VK_UPLOAD'],
		['vk wall', { where: 'vk.upload.photo', kind: 'html' }, 'retryLater', 'VK_UPLOAD'],
		['vk wall', { where: 'vk.photos.saveWallPhoto', kind: 'api-error', code: 121 }, 'retryLater', 'VK_121'],
		['vk wall', { where: 'vk.photos.getWallUploadServer', kind: 'api-error', code: 5 }, 'refused', 'VK_5'],
		['ok discussion', { where: 'ok.upload', kind: '500' }, 'retryLater', 'OK_UPLOAD'],
		['ok discussion', { where: 'ok.upload', kind: 'api-error', code: 503 }, 'refused', 'OK_503'],
		['ok discussion', { where: 'ok.photosV2.getUploadUrl', kind: 'api-error', code: 10 }, 'refused', 'OK_10'],
		['facebook', { where: 'facebook.post.photos', kind: 'reset-before' }, 'retryLater', 'FACEBOOK_NO_ANSWER'],
		['facebook', { where: 'facebook.post.photos', kind: 'api-error', code: 200 }, 'refused', 'FACEBOOK_200'],
	] as const)('in %s (%j): nothing is published without it', async (name, fault, outcome, code) => {
		const bench = publishBench(name);
		bench.fault(fault);
		expect(await bench.channel.publish(bench.message, { ...bench.reply, files: [replyFile()] })).toMatchObject({ outcome, code });
		expect(bench.published()).toHaveLength(0);
		// The next run begins anew and ends well.
		expect((await bench.channel.publish(bench.message, { ...bench.reply, files: [replyFile()] })).outcome).toBe('published');
	});

	it('because it is no picture is refused as such', async () => {
		const bench = publishBench('vk wall');
		expect(await bench.channel.publish(bench.message, { ...bench.reply, files: [replyFile({ mime: 'text/plain' })] })).toMatchObject({ outcome: 'refused', code: 'VK_UPLOAD', message: expect.stringContaining('двор.png') as string });
	});

	it('because it is not the approved one stops everything before it is sent anywhere', async () => {
		const bench = publishBench('vk wall');
		const file = replyFile({ read: async () => await Promise.reject(new DeskError('FILE_CHANGED', 'Файл изменился после согласования.', 'Согласуйте заново.')) });
		expect(await bench.channel.publish(bench.message, { ...bench.reply, files: [file] })).toMatchObject({ outcome: 'refused', code: 'FILE_CHANGED' });
		expect(bench.requests.filter((one) => one.files !== undefined)).toHaveLength(0);
		expect(bench.published()).toHaveLength(0);
	});

	it('is never sent to a plain address that a real network gives', async () => {
		const bench = publishBench('vk wall', { vk: { baseUrl: 'https://api.vk.com' } });
		const outcome = await bench.channel.publish(bench.message, { ...bench.reply, files: [replyFile()] });
		expect(outcome).toMatchObject({ code: 'VK_UPLOAD', message: expect.stringContaining('негодный адрес') as string });
	});
});

describe('A token that files need', () => {
	it.each([
		['a photo on the wall', 'vk wall', replyFile(), /photos\.getWallUploadServer.*«Ключ пользователя»/u],
		['a video in messages', 'vk messages', VIDEO, /video\.save.*«Ключ пользователя»/u],
		['a word on the board', 'vk board', undefined, /board\.createComment.*«Ключ пользователя»/u],
	] as const)('for %s is named before anything is called', async (_case, name, file, words) => {
		const bench = publishBench(name, { vk: { tokens: { community: SANDBOX.vk.communityToken, service: SANDBOX.vk.serviceToken } } });
		const outcome = await bench.channel.publish(bench.message, { ...bench.reply, files: file ? [file] : [] });
		expect(outcome).toMatchObject({ outcome: 'refused', code: 'VK_TOKEN_MISSING', message: expect.stringMatching(words) as string });
		expect(bench.requests).toHaveLength(0);
	});

	it('is not asked for a document: the community’s own will do', async () => {
		const bench = publishBench('vk wall', { vk: { tokens: { community: SANDBOX.vk.communityToken, service: SANDBOX.vk.serviceToken } } });
		expect((await bench.channel.publish(bench.message, { ...bench.reply, files: [DOCUMENT] })).outcome).toBe('published');
	});
});

describe('Files that a network does not take', () => {
	it.each([
		['a photo', 'instagram', replyFile(), {}],
		['a photo before the officer has tried it', 'ok discussion', replyFile(), { ok: { photosAllowed: false } }],
		['a photo before the officer has tried it', 'facebook', replyFile(), { meta: { photosAllowed: false } }],
		['a video', 'ok discussion', VIDEO, {}],
		['a document', 'facebook', DOCUMENT, {}],
		['a photo', 'ok messages', replyFile(), {}],
	] as const)('%s in %s: the reply goes by hand, the files named', (_case, name, file, changes) => {
		const bench = publishBench(name, changes);
		expect(bench.channel.validate({ ...bench.reply, files: [file] }, bench.message)).toEqual([expect.objectContaining({ outcome: 'byHand', code: 'FILES_BY_HAND', message: expect.stringContaining(file.name) as string })]);
	});

	it.each([
		['too many of them', 'vk wall', [replyFile(), replyFile(), replyFile()], 'TOO_MANY_ATTACHMENTS'],
		['too big a one', 'vk wall', [replyFile({ bytes: 60_000_000 })], 'FILE_TOO_BIG'],
		['two where one is taken', 'facebook', [replyFile(), replyFile()], 'TOO_MANY_ATTACHMENTS'],
	] as const)('%s in %s: refused, to be approved anew', (_case, name, files, code) => {
		const bench = publishBench(name);
		expect(bench.channel.validate({ ...bench.reply, files }, bench.message)).toEqual([expect.objectContaining({ outcome: 'refused', code })]);
	});
});
