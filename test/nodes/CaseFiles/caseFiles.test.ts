import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import { CaseFiles } from '../../../nodes/CaseFiles/CaseFiles.node';
import { CaseForm } from '../../../nodes/CaseForm/CaseForm.node';
import { filesFolder } from '../../../nodes/shared/folder';
import { fakeExecute, type FakeSetup } from '../../support/fakes';

const PHOTO = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('фото двора')]);
const SHA = createHash('sha256').update(PHOTO).digest('hex');
const ATTACHMENT = { name: 'двор.jpg', mime: 'image/jpeg', bytes: PHOTO.length, sha256: SHA, file: `17/${SHA}.jpg` };
const CASE = { id: 17, version: 3, status: 'routed', network: 'vk', text: 'темно', draftText: '', draftAttachments: JSON.stringify([ATTACHMENT]) };
const inMemory = (content: Buffer, fileName = 'двор.jpg'): IBinaryData => ({ data: content.toString('base64'), mimeType: 'text/html', fileName });

const folder = mkdtempSync(join(tmpdir(), 'incident-desk-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

const files = async (operation: string, setup: FakeSetup): Promise<INodeExecutionData[][]> => new CaseFiles().execute.call(fakeExecute({ ...setup, parameters: { operation, folder, ...setup.parameters } }));

describe('files on their way to the disk', () => {
	it('each leaves with the answer’s fields and a path in a folder that is there for this user alone', async () => {
		const json = { ...CASE, newFiles: [{ binary: 'files_0', file: ATTACHMENT.file }] };
		const [out = []] = await files('store', { items: [json], binaries: [{ files_0: inMemory(PHOTO) }] });
		expect(out).toEqual([{ json: { ...json, filePath: join(folder, ATTACHMENT.file) }, binary: { data: inMemory(PHOTO) }, pairedItem: { item: 0 } }]);
		expect(statSync(dirname(join(folder, ATTACHMENT.file))).mode & 0o777).toBe(0o700);
		expect(existsSync(join(folder, ATTACHMENT.file))).toBe(false);
	});

	it('a file that did not arrive is an error, not a silence', async () => {
		await expect(files('store', { items: [{ newFiles: [{ binary: 'files_0', file: ATTACHMENT.file }] }] })).rejects.toThrow('Файл не дошёл до сервера.');
	});
});

describe('files on their way to publishing', () => {
	it('a case’s files are to be read under the names that publishing expects; a case without files goes past', async () => {
		const bare = { id: 18, draftAttachments: '["photo-1_2"]' };
		const [read = [], past = []] = await files('list', { items: [CASE, bare] });
		expect(read.map(({ json }) => json)).toEqual([{ caseId: 17, filePath: join(folder, ATTACHMENT.file), fileKey: 'file_0' }]);
		expect(past.map(({ json }) => json)).toEqual([bare]);
	});

	it('return to their cases by their content, also from n8n’s own store', async () => {
		const kept: IBinaryData = { id: 'filesystem:1', data: '', mimeType: 'image/jpeg' };
		const [ready = [], refused = []] = await files('gather', { items: [{}], binaries: [{ file_0: kept }], stored: { 'filesystem:1': PHOTO }, parameters: { cases: [CASE, { id: 18 }] } });
		expect(ready).toEqual([{ json: CASE, binary: { file_0: kept }, pairedItem: [{ item: 0 }] }]);
		expect(refused).toEqual([]);
	});

	it.each([
		['gone', [{ error: 'No file(s) found' }], [undefined]],
		['changed', [{}], [{ file_0: inMemory(Buffer.from('другое фото')) }]],
	])('one that is %s turns the case back, unpublished', async (_what, items, binaries) => {
		const [ready = [], refused = []] = await files('gather', { items, binaries, parameters: { cases: [CASE] } });
		expect(ready).toEqual([]);
		expect(refused.map(({ json }) => json)).toEqual([{ ...CASE, publishOutcome: 'refused', publishErrorCode: 'FILE_MISSING', publishError: expect.stringMatching(/двор\.jpg/u) }]);
		expect(refused[0]?.binary).toBeUndefined();
	});
});

describe('files on their way to a page', () => {
	it('every showing has keys of its own', async () => {
		const [first = []] = await files('links', { items: [CASE] });
		const [second = []] = await files('links', { items: [CASE] });
		const tokens = [...first, ...second].map(({ json }) => String(json.token));
		expect(new Set(tokens).size).toBe(2);
		for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/u);
	});

	it('a key opens its file; no key opens none', async () => {
		const [[link] = []] = await files('links', { items: [CASE] });
		const [opened = []] = await files('open', { items: [link?.json as IDataObject] });
		expect(opened[0]?.json).toMatchObject({ filePath: join(folder, ATTACHMENT.file), mime: 'image/jpeg' });
		const [none = [], refused = []] = await files('open', { items: [{}] });
		expect(none).toEqual([]);
		expect(refused[0]?.json).toMatchObject({ refusalCode: 'FILE_LINK_DEAD' });
	});
});

describe('files whose term is over', () => {
	it('go with all that a case ever had; another case’s stay, and nothing but a case’s number removes anything', async () => {
		for (const id of ['41', '42']) {
			mkdirSync(join(folder, id), { recursive: true });
			writeFileSync(join(folder, id, 'a.jpg'), 'x');
		}
		const [removed = [], refused = []] = await files('remove', { items: [{ id: 41 }, { id: '..' }, { id: 0 }, {}, { id: 43 }] });
		expect(removed.map(({ json }) => json.id)).toEqual([41, 43]);
		expect(refused).toHaveLength(3);
		expect([existsSync(join(folder, '41')), existsSync(join(folder, '42', 'a.jpg'))]).toEqual([false, true]);
	});
});

describe('the folder of files', () => {
	it.each([
		['', undefined, join(homedir(), '.n8n-files/incident-desk')],
		['', '', join(homedir(), '.n8n-files/incident-desk')],
		['', '~/one;/two', join(homedir(), 'one/incident-desk')],
		['', ' /data/files ', '/data/files/incident-desk'],
		['/mnt/replies', '~/one', '/mnt/replies'],
		['~/replies', undefined, join(homedir(), 'replies')],
	])('of %j where n8n allows %j', (given, allowed, wanted) => expect(filesFolder(given, allowed)).toBe(wanted));
});

describe('the form of a draft', () => {
	const officials = [{ email: 'exec@palana.example', name: 'Исполнитель Пробный', role: 'executor', active: true }];
	const form = async (parameters: IDataObject, item: IDataObject = {}, binaries: FakeSetup['binaries'] = []): Promise<INodeExecutionData[][]> =>
		new CaseForm().execute.call(fakeExecute({ items: [item], binaries, parameters: { form: 'draft', caseRow: { ...CASE, draftAttachments: '' }, userEmail: 'exec@palana.example', officials, templates: [], earlier: [], fileLinks: [], attachments: '[]', options: { again: true }, ...parameters } }));
	const answer = { draftKind__0a1b2c3d: 'Окончательный ответ', draftText__0a1b2c3d: 'Свет на Обухова включили 24 ноября.' };

	it('takes a photo by its content, whatever type the browser told', async () => {
		const [[next] = []] = await form({ operation: 'answer' }, answer, [{ files: inMemory(PHOTO) }]);
		expect(next?.json).toMatchObject({ formProblem: '', draftText: answer.draftText__0a1b2c3d, draftAttachments: JSON.stringify([ATTACHMENT]), newFiles: [{ binary: 'files', file: ATTACHMENT.file }], stepEvent: 'draft' });
	});

	it('shows itself again with text and photo, and takes the photo from its own list, not from the browser', async () => {
		const [[wrong] = []] = await form({ operation: 'answer' }, { ...answer, draftText__0a1b2c3d: 'Спасибо!' }, [{ files: inMemory(PHOTO) }]);
		expect(wrong?.json).toMatchObject({ formProblem: expect.stringContaining('по существу'), draftText: '', newFiles: [{ binary: 'files', file: ATTACHMENT.file }] });
		const [[page] = []] = await form({ operation: 'page' }, wrong?.json);
		expect(page?.json.formFields).toContain('Спасибо!');
		expect(page?.json.formAttachments).toBe(JSON.stringify([ATTACHMENT]));
		const [[right] = []] = await form({ operation: 'answer', attachments: page?.json.formAttachments }, { ...answer, keep__0a1b2c3d: ['1. двор.jpg (фото JPEG · 1 КБ)', '2. чужой.jpg'] });
		expect(right?.json).toMatchObject({ formProblem: '', draftAttachments: JSON.stringify([ATTACHMENT]), newFiles: [] });
	});

	it('names its fields so that a link cannot fill them, differently each time', async () => {
		const names = await Promise.all([1, 2].map(async () => /draftText__[0-9a-f]{8}/u.exec(String((await form({ operation: 'page' }))[0]?.[0]?.json.formFields))?.[0]));
		expect(names[0]).toBeDefined();
		expect(names[0]).not.toBe(names[1]);
	});

	it('without «show again» refuses as a workflow of before expects', async () => {
		const [, [refused] = []] = await form({ operation: 'answer', options: {} }, { ...answer, draftText__0a1b2c3d: '' });
		expect(refused?.json).toMatchObject({ refusalCode: 'FORM_NO_TEXT' });
	});
});
