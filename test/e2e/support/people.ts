import axe from 'axe-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

import { signInCookie } from '../../../scripts/api';
import { until } from '../../../scripts/ground/shell';

const FORM_MS = 60_000;
/** More than any of our pages has fields. */
const MANY_TABS = 60;

/** Rules n8n's own frame of a form breaks, whatever stands in it: the page is n8n's, its fields are ours. */
const NOT_OURS = ['document-title', 'html-has-lang', 'landmark-one-main', 'region', 'page-has-heading-one'];
/** A long message scrolls in a block of its own. Chromium and Firefox let Tab reach such a block and the arrows move it; axe does not know. */
const REACHED = ['scrollable-region-focusable'];

/** What of axe's rules a page breaks: `form`, WCAG 2.1 AA in n8n's frame; `whole`, a page of ours from first to last, good practice too. */
export async function barriersOn(page: Page, kind: 'form' | 'whole'): Promise<string[]> {
	// Not by a script tag: a form's policy lets in only its own.
	await page.evaluate(axe.source);
	const options = kind === 'whole' ? {} : { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] };
	const found = await page.evaluate(async (rules) => {
		const { axe: tool } = globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }> } };
		return (await tool.run(rules)).violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.target.join(' ')) }));
	}, options);
	const allowed = kind === 'whole' ? REACHED : [...NOT_OURS, ...REACHED];
	return found.filter(({ id }) => !allowed.includes(id)).map(({ id, where }) => `${id}: ${where.slice(0, 3).join(', ')}`);
}

/** One person at a browser of their own, signed in to n8n. */
export class Person {
	private constructor(
		readonly email: string,
		private readonly url: string,
		readonly context: BrowserContext,
		readonly page: Page,
	) {}

	static async signIn(browser: Browser, url: string, who: { readonly email: string; readonly password: string }): Promise<Person> {
		// Our forms turn bots away, and a browser without a screen says it is one.
		const userAgent = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${browser.version()} Safari/537.36`;
		const context = await browser.newContext({ userAgent, locale: 'ru-RU', timezoneId: 'Asia/Kamchatka', viewport: { width: 1280, height: 900 } });
		const [name = '', value = ''] = (await signInCookie(url, who)).split(/=(.*)/su);
		await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Lax' }]);
		return new Person(who.email, url, context, await context.newPage());
	}

	/** Opens a form by its path, as the link in a mail does (`napravlenie`, {case: 7}), and agrees to run it where n8n asks that, once a person and form. */
	async openForm(path: string, query: Readonly<Record<string, string | number>> = {}): Promise<Page> {
		const search = new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)])).toString();
		await this.page.goto(`${this.url}/form/${path}${search === '' ? '' : `?${search}`}`, { waitUntil: 'domcontentloaded' });
		return this.arrive();
	}

	/** Waits for the form behind a link that was followed, and agrees to run it where n8n asks that. */
	async arrive(): Promise<Page> {
		const form = this.page.locator('form#n8n-form, form');
		const allow = this.page.getByRole('button', { name: 'Allow access' });
		await form.or(allow).first().waitFor({ timeout: FORM_MS });
		if (await allow.isVisible()) await allow.click();
		await form.first().waitFor({ timeout: FORM_MS });
		return this.page;
	}

	/** The field under a label of the form now shown. */
	field(label: string | RegExp): Locator {
		return this.page.getByLabel(label).first();
	}

	/** Fills fields by their labels; of a list the option with this label is taken. */
	async fill(answers: Readonly<Record<string, string>>): Promise<void> {
		for (const [label, value] of Object.entries(answers)) {
			const field = this.field(label);
			await field.waitFor();
			if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption({ label: value });
			else await field.fill(value);
		}
	}

	/** Sends the form now shown and waits for what n8n shows next: another page of it, or its end. A form that refuses an answer does not move on: a time-out. */
	async submit(): Promise<void> {
		const moved = this.page.waitForEvent('framenavigated', { predicate: (frame) => frame === this.page.mainFrame(), timeout: FORM_MS });
		await this.page.locator('#submit-btn, button[type=submit]').first().click();
		await moved;
		await until('the next page of the form', FORM_MS, async () => (await this.page.locator('body').innerText()).trim() !== '');
	}

	/** Waits until the page says this. */
	async sees(text: string | RegExp, timeout = FORM_MS): Promise<void> {
		// A page shown by n8n as it was made brings its title into the body: what is not visible is not said.
		await this.page.getByText(text).filter({ visible: true }).first().waitFor({ timeout });
	}

	/** Goes to the element by the Tab key, as somebody without a mouse does. Error: it cannot be reached. */
	async tabTo(element: Locator): Promise<void> {
		const focused = element.and(this.page.locator(':focus'));
		for (let pressed = 0; pressed < MANY_TABS; pressed += 1) {
			if ((await focused.count()) > 0) return;
			await this.page.keyboard.press('Tab');
		}
		throw new Error(`${String(element)} cannot be reached by the Tab key`);
	}

	/** What axe finds wrong on the page for people with a screen reader, a keyboard or weak eyes: rule, and where. Empty: nothing of WCAG 2.1 AA. */
	async barriers(): Promise<string[]> {
		return barriersOn(this.page, 'form');
	}

	/** A picture of the whole page. */
	async screenshot(file: string): Promise<void> {
		await this.page.screenshot({ path: file, fullPage: true });
	}

	/** Opens a workflow in the editor and waits for its canvas. */
	async openWorkflow(id: string): Promise<Page> {
		await this.page.goto(`${this.url}/workflow/${id}`, { waitUntil: 'domcontentloaded' });
		await this.page.locator('.vue-flow__node').first().waitFor({ timeout: FORM_MS * 2 });
		return this.page;
	}

	async leave(): Promise<void> {
		await this.context.close();
	}
}
