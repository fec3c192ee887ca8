import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { digestOf } from '../../core/cases/digest';
import type { Row } from '../../scripts/api';
import { until } from '../../scripts/ground/shell';
import type { Publication } from '../../sandbox/publications';
import { caseRow } from './support/byApi';
import { deskForAll } from './support/desk';
import { CURATOR, EXECUTOR, EXECUTOR_LABEL } from './support/staff';
import { eventsOf } from './support/waiting';

const PUBLICATION = 'incidentDesk0015';
const NETWORKS = ['vk', 'ok', 'facebook', 'instagram'] as const;

const stand = deskForAll();

const published = async (text: string): Promise<Publication[]> => (await stand.see<Publication[]>('publications')).filter((one) => one.text === text);
const publishNow = async (): Promise<void> => {
	const run = await stand.desk.api.runWorkflow(PUBLICATION, 'Каждую минуту', 180_000);
	expect(run.status).toBe('success');
};
const answerTo = (text: string): string => `Здравствуйте! По вопросу «${text}» работы выполнены 24 ноября.`;

/** Messages of residents in their networks, registered; their rows in the same order. */
async function registered(messages: readonly { readonly network: string; readonly author: string; readonly text: string }[]): Promise<Row[]> {
	await stand.sandbox('incidents', messages.map(({ network, author, text }) => ({ network, author: { name: author }, text })));
	await stand.pollNow();
	return await Promise.all(messages.map(({ text }) => stand.row('cases', `«${text}» is registered`, (row) => String(row.text) === text)));
}

/** The curator's approval as the forms leave it: what is tried here is what comes after. */
async function approve(row: Row, text = answerTo(String(row.text))): Promise<string> {
	const now = new Date().toISOString();
	await stand.desk.api.updateRows('cases', 'id', row.id, { status: 'approved', executor: EXECUTOR, draftKind: 'final', draftText: text, draftAttachments: '', draftedBy: EXECUTOR, approvedBy: CURATOR, approvedAt: now, approvedDigest: digestOf('final', text, ''), publishError: '', version: Number((await caseRow(stand, Number(row.id))).version) + 1 });
	return text;
}

describe('approved replies in four networks', () => {
	it('are published once each, although answers get lost on the way', async () => {
		const rows = await registered(NETWORKS.map((network) => ({ network, author: `Житель ${network}`, text: `сети ${network}: во дворе не убран снег` })));
		const texts = await Promise.all(rows.map((row) => approve(row)));
		await stand.sandbox('faults', [
			{ where: 'vk.wall.createComment', kind: '500-after' },
			{ where: 'ok.discussions.addDiscussionComment', kind: 'reset-after' },
			{ where: 'facebook.post.comments', kind: 'half-json' },
			{ where: 'instagram.post.replies', kind: '500' },
		]);
		await publishNow();
		for (const [index, row] of rows.entries()) {
			const answered = await stand.row('cases', `${String(row.network)} is answered`, (one) => one.id === row.id && one.status === 'answered', 180_000);
			expect(answered).toMatchObject({ network: NETWORKS[index], publishError: '', replyUrl: expect.stringMatching(/^https:\/\//u) as string });
			expect(await published(texts[index] ?? '')).toMatchObject([{ network: NETWORKS[index] }]);
		}
	});

	it('that the network refuses stand on the case with the reason, and go out when the curator orders it again', async () => {
		const rows = await registered(NETWORKS.map((network) => ({ network, author: `Сосед ${network}`, text: `отказы ${network}: яма у подъезда` })));
		const texts = await Promise.all(rows.map((row) => approve(row)));
		await stand.sandbox('faults', [
			{ where: 'vk.wall.createComment', kind: 'api-error', code: 14 },
			{ where: 'ok.discussions.addDiscussionComment', kind: 'api-error', code: 102 },
			{ where: 'facebook.post.comments', kind: 'api-error', code: 200 },
			{ where: 'instagram.post.replies', kind: 'api-error', code: 190 },
		]);
		await publishNow();
		const reasons = [/код с картинки.*\[VK_14\]/u, /ключ доступа истёк.*\[OK_102\]/u, /нет прав.*\[FACEBOOK_200\]/u, /ключ страницы.*\[INSTAGRAM_190\]/u];
		for (const [index, row] of rows.entries()) {
			const refused = await stand.row('cases', `${String(row.network)} is refused`, (one) => one.id === row.id && one.publishError !== '' && one.status === 'approved', 60_000);
			expect(refused.publishError).toMatch(reasons[index] ?? /^$/u);
			expect(await published(texts[index] ?? '')).toHaveLength(0);
		}
		// A refusal is not knocked at again by the timer: only a person orders the next attempt.
		await publishNow();
		expect(await Promise.all(texts.map(async (text) => (await published(text)).length))).toEqual([0, 0, 0, 0]);
		for (const row of rows) await approve(row);
		await publishNow();
		for (const [index, row] of rows.entries()) {
			await stand.row('cases', `${String(row.network)} is answered`, (one) => one.id === row.id && one.status === 'answered', 60_000);
			expect(await published(texts[index] ?? '')).toHaveLength(1);
		}
	});

	it('survive kill -9 between the sending and its record: the next attempt finds the reply', async () => {
		const [row] = (await registered([{ network: 'ok', author: 'Житель Терпеливый', text: 'обрыв ok: нет света на Поротова' }])) as [Row];
		const text = await approve(row);
		await stand.sandbox('faults', [{ where: 'ok.discussions.addDiscussionComment', kind: 'timeout-after' }]);
		// Nobody waits for this run: it dies with n8n.
		const run = stand.desk.api.runWorkflow(PUBLICATION, 'Каждую минуту', 1_000).catch(() => undefined);
		await until('the reply stands in the network', 60_000, async () => (await published(text)).length === 1, 50);
		await stand.desk.n8n.kill9();
		await run;
		await stand.desk.restart();
		expect(await caseRow(stand, Number(row.id))).toMatchObject({ status: 'publishing' });
		// The right to publish is held for 15 minutes; here they are over.
		await stand.desk.api.updateRows('cases', 'id', row.id, { publishAttemptAt: new Date(Date.now() - 16 * 60_000).toISOString() });
		await publishNow();
		await stand.row('cases', 'the case is answered', (one) => one.id === row.id && one.status === 'answered', 90_000);
		expect(await published(text)).toHaveLength(1);
	});
});

describe('a question, an interim reply with a photo, the final reply', () => {
	it('stand in one thread of the network, as the resident sees them', async () => {
		const question = 'На Обухова у дома 12 второй месяц не горит фонарь, дети идут из школы в темноте';
		const interim = 'Марина Олеговна, здравствуйте! Фонарь на Обухова, 12 осмотрели сегодня: сгорел провод. Новый заказали, привезут до 1 декабря.';
		const final = 'Марина Олеговна, провод заменили, фонарь на Обухова, 12 включён. Спасибо, что сообщили.';
		await stand.sandbox('remarks', [{ network: 'vk', own: true, topicText: 'Пишите в комментариях, где в посёлке не горит освещение: передадим электрикам.', text: 'Отвечаем на каждый вопрос.' }]);
		await stand.sandbox('incidents', [{ author: { name: 'Марина Снегирёва' }, text: question, postId: await newestPost() }]);
		await stand.pollNow();
		const row = await stand.row('cases', 'the question is registered', (one) => String(one.text) === question);
		await reply(Number(row.id), 'Промежуточный ответ', interim, true);
		await stand.row('cases', 'the interim reply is published', (one) => one.id === row.id && one.status === 'interim', 150_000);
		await reply(Number(row.id), 'Окончательный ответ', final, false);
		await stand.row('cases', 'the final reply is published', (one) => one.id === row.id && one.status === 'answered', 150_000);

		const [first] = await published(interim);
		expect(first?.attachments).toEqual([expect.stringMatching(/^photo-\d+_\d+$/u)]);
		expect(await published(final)).toHaveLength(1);
		expect(await eventsOf(stand, Number(row.id))).toEqual(['register', 'route', 'draft', 'approve', 'startPublishing', 'published', 'draft', 'approve', 'startPublishing', 'published']);
		await look();
	});

	async function reply(id: number, kind: string, text: string, withPhoto: boolean): Promise<void> {
		const curator = await stand.person(CURATOR);
		if (kind.startsWith('Промежуточный')) {
			await curator.openForm('napravlenie', { case: id });
			await curator.submit();
			await curator.field('Исполнитель').selectOption({ label: EXECUTOR_LABEL });
			await curator.submit();
		}
		const executor = await stand.person(EXECUTOR);
		await executor.openForm('proekt-otveta', { case: id });
		await executor.submit();
		await executor.field('Вид ответа').selectOption({ label: kind });
		await executor.field('Текст ответа').fill(text);
		if (withPhoto) await executor.page.locator('input[type=file]').setInputFiles([{ name: 'Фонарь на Обухова.png', mimeType: 'image/png', buffer: await photo() }]);
		await executor.submit();
		await curator.openForm('soglasovanie', { case: id });
		await curator.submit();
		await curator.submit();
	}

	/** A real picture, drawn by the browser: a street lamp in the evening. */
	async function photo(): Promise<Buffer> {
		const page = await (await stand.browser()).newPage({ viewport: { width: 320, height: 200 } });
		await page.setContent('<body style="margin:0"><svg xmlns="http://www.w3.org/2000/svg" width="320" height="200"><rect width="320" height="200" fill="#24344d"/><path d="M0 170h320v30H0z" fill="#e9eef3"/><path d="M30 170V110l40-28 40 28v60z" fill="#4a5b73"/><path d="M210 170V50q0-18 30-18" stroke="#9aa9b5" stroke-width="6" fill="none"/><path d="M236 24h34l8 14h-50z" fill="#c9a24a"/></svg>');
		const picture = await page.screenshot();
		await page.close();
		return picture;
	}

	const newestPost = async (): Promise<number> => ((await stand.see<{ posts: { id: number }[] }>('state')).posts.at(-1) as { id: number }).id;

	/** The page of the networks: the photo is really there; a picture of it where one is asked for. */
	async function look(): Promise<void> {
		const page = await (await stand.browser()).newPage({ viewport: { width: 900, height: 1000 }, locale: 'ru-RU' });
		await page.goto(`${stand.desk.sandbox.httpUrl}/?network=vk`);
		const photo = page.getByRole('img', { name: /Фото/u });
		expect(await photo.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)).toBe(320);
		const folder = process.env['INCIDENT_DESK_PICTURES'];
		if (folder !== undefined) {
			mkdirSync(folder, { recursive: true });
			await page.locator('section.card').first().screenshot({ path: join(folder, 'sandbox-thread.png') });
			await page.setViewportSize({ width: 390, height: 900 });
			await page.screenshot({ path: join(folder, 'sandbox-thread-phone.png') });
			for (const network of NETWORKS) {
				await page.goto(`${stand.desk.sandbox.httpUrl}/?network=${network}`);
				await page.screenshot({ path: join(folder, `sandbox-${network}.png`) });
			}
		}
		await page.close();
	}
});
