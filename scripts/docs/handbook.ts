import { join } from 'node:path';

import type { Row } from '../api';
import { until } from '../ground/shell';
import type { TestDesk } from '../../test/e2e/support/desk';
import { Steps } from '../../test/e2e/support/steps';
import { mailsTo, sendNotices } from '../../test/e2e/support/waiting';
import type { Camera, Frame } from './camera';

const CURATOR = 'kurator@palana.example';
const EXECUTOR = 'blago@palana.example';
const OFFICER = 'it@palana.example';
const HEAD = 'glava@palana.example';
const TEXT = 'на чубарова 7 во дворе яма, вчера чуть не упала, когда сделают??';
const REPLY = 'Здравствуйте! Яму во дворе дома 7 по улице Чубарова засыпали 24 ноября, весной двор отремонтируют по программе благоустройства.';
/** So many of the stand's sample messages make a full list. */
const SAMPLES = 20;
const PHONE: Frame = { width: 390, height: 500 };
const OVERVIEW: Frame = { width: 1280, height: 800 };
/** The top of a long page. */
const TOP: Frame = { width: 900, height: 1000, whole: false };

/** The handbook's pictures: what a member of staff really sees on the training stand. `folder` must exist. */
export async function photographHandbook(stand: TestDesk, camera: Camera, folder: string): Promise<void> {
	const take: Take = async (email, name, frame) => camera.take(await stand.person(email), join(folder, `${name}.png`), frame);
	await stand.sandbox('incidents', [{ author: { name: 'Нина Пробная' }, text: TEXT }]);
	await stand.pollNow();
	const row = await stand.row('cases', 'the message is registered', (one) => String(one.text) === TEXT);
	await mail(stand, take, row);
	await oneCase(stand, take, row);
	await others(stand, take, row);
	await overviews(stand, take);
}

type Take = (email: string, name: string, frame?: Frame) => Promise<void>;

/** The mail that begins it all, and the mailbox of the stand. */
async function mail(stand: TestDesk, take: Take, row: Row): Promise<void> {
	const subject = `дело № ${String(row.id)}`;
	await sendNotices(stand);
	await until('the curator’s mail', 120_000, async () => (await mailsTo(stand, CURATOR)).some((one) => one.subject.includes(subject)));
	const { page } = await stand.person(CURATOR);
	await page.goto(`${stand.desk.sandbox.httpUrl}/mail`);
	await page.getByRole('link', { name: subject }).first().click();
	await page.waitForLoadState();
	await take(CURATOR, 'pismo', { width: 900, height: 700 });
}

/** A case from the mail to the published reply. */
async function oneCase(stand: TestDesk, take: Take, row: Row): Promise<void> {
	const curator = await stand.person(CURATOR);
	const executor = await stand.person(EXECUTOR);
	const query = { case: Number(row.id) };
	await curator.openForm('napravlenie', query);
	await take(CURATOR, 'napravlenie-vhod');
	await curator.submit();
	await curator.field('Исполнитель').selectOption({ label: `Стланикова Мария Петровна (${EXECUTOR})` });
	await take(CURATOR, 'napravlenie');
	await curator.submit();
	await take(CURATOR, 'napravlenie-gotovo');

	await executor.openForm('moi-dela');
	await executor.submit();
	await executor.sees('Мои дела');
	await take(EXECUTOR, 'moi-dela');

	await executor.openForm('proekt-otveta', query);
	await executor.submit();
	await executor.field('Текст ответа').fill('Здравствуйте! Спасибо, приняли к сведению.');
	await executor.submit();
	await take(EXECUTOR, 'proekt-otveta-otpiska');
	await executor.field('Текст ответа').fill(REPLY);
	await take(EXECUTOR, 'proekt-otveta');
	await executor.submit();
	await take(EXECUTOR, 'proekt-otveta-gotovo');

	await curator.openForm('soglasovanie', query);
	await curator.submit();
	await take(CURATOR, 'soglasovanie');
	await curator.submit();
	await take(CURATOR, 'soglasovanie-gotovo');
	await stand.row('cases', 'the reply is published', (one) => one.id === row.id && one.status === 'answered', 180_000);

	await curator.openForm('napravlenie', query);
	await curator.submit();
	await take(CURATOR, 'uzhe-sdelano');
}

/** Several cases at once, and the pages that are not of one case. */
async function others(stand: TestDesk, take: Take, done: Row): Promise<void> {
	await stand.sandbox('seed');
	await stand.pollNow();
	const cases = await until('the sample messages are registered', 300_000, async () => {
		const rows = await stand.desk.api.rows('cases');
		return rows.length > SAMPLES ? rows : undefined;
	});
	const steps = new Steps(stand);
	const open = cases.filter((one) => one.id !== done.id && one.status === 'review').slice(0, 3);
	for (const one of open) await steps.form(CURATOR, 'napravlenie', Number(one.id), { Исполнитель: `Стланикова Мария Петровна (${EXECUTOR})` });
	const curator = await stand.person(CURATOR);
	await curator.openForm('moi-dela');
	await curator.submit();
	await curator.sees('Мои дела');
	await take(CURATOR, 'moi-dela-kurator', TOP);

	await curator.openForm('deystvie', { case: Number(open[0]?.id ?? done.id) });
	await curator.submit();
	await take(CURATOR, 'deystvie');
	await curator.openForm('novoe-soobschenie');
	await take(CURATOR, 'novoe-soobschenie');
	await curator.openForm('otsutstviya');
	await curator.submit();
	await take(CURATOR, 'otsutstviya');
	await curator.openForm('zagruzka-vygruzki');
	await take(CURATOR, 'zagruzka-vygruzki');

	const head = await stand.person(HEAD);
	await head.page.setViewportSize(PHONE);
	await head.openForm('panel');
	await head.submit();
	await head.sees('Как идёт работа');
	await take(HEAD, 'panel', PHONE);
	await head.openForm('otchety');
	await head.submit();
	await head.sees('Работа с сообщениями жителей');
	await take(HEAD, 'otchet', TOP);
	const officer = await stand.person(OFFICER);
	await officer.openForm('dannye-o-cheloveke');
	await take(OFFICER, 'dannye-o-cheloveke');
}

/** The stand's own pages, and n8n's lists as the officer finds them. */
async function overviews(stand: TestDesk, take: Take): Promise<void> {
	const { page } = await stand.person(OFFICER);
	const { sandbox, n8n } = stand.desk;
	for (const [address, name] of [
		[`${sandbox.httpUrl}/mail`, 'pochta'],
		[`${sandbox.httpUrl}/`, 'seti'],
	] as const) {
		await page.goto(address, { waitUntil: 'load' });
		await take(OFFICER, name, { ...TOP, height: 800 });
	}
	await page.setViewportSize(OVERVIEW);
	for (const [path, name] of [
		['workflows', 'processy'],
		['credentials', 'uchetnye-dannye'],
		['executions', 'zapuski'],
		['datatables', 'tablitsy'],
	] as const) {
		await page.goto(`${n8n.url}/home/${path}`, { waitUntil: 'domcontentloaded' });
		await page.waitForTimeout(6_000);
		await take(OFFICER, name, OVERVIEW);
	}
}
