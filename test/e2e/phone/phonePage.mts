import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { isObject, readList, readObject } from '../../../lab/json.mts';
import { Failure } from '../../../lab/n8n/failure.mts';

/** How long the page may take to show what is waited for, unless a case says otherwise, in milliseconds. */
const PATIENCE = 30_000;

/** The page of a sandbox in a browser. */
export class PhonePage implements AsyncDisposable {
	readonly page: Page;
	/** What its scripts could not do. */
	readonly errors: string[] = [];

	private constructor(page: Page) {
		this.page = page;
		page.on('pageerror', ({ message }) => this.errors.push(message));
		page.on('console', (message) => {
			if (message.type() === 'error') this.errors.push(message.text());
		});
	}

	/** Opens it in a window of its own, and waits until it is live. Disposing of it closes the window. */
	static async open(
		browser: Browser,
		origin: string,
		options: BrowserContextOptions = { viewport: { width: 1400, height: 900 } },
	): Promise<PhonePage> {
		const context = await browser.newContext(options);
		context.setDefaultTimeout(PATIENCE);
		const phone = new PhonePage(await context.newPage());
		await phone.page.goto(origin);
		await phone.page.getByText('Live', { exact: true }).waitFor();
		return phone;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.page.context().close();
	}

	/** The bubbles with a text. */
	bubble(text: string): Locator {
		return this.page.locator('.bubble', { hasText: text });
	}

	/** Shows the messages of one number. */
	async choose(number: string): Promise<void> {
		await this.page.locator('.conversation', { hasText: number }).click();
	}

	/** Writes an SMS to the gateway that the page has chosen, from the number that it has chosen. */
	async write(text: string): Promise<void> {
		await this.page.getByLabel('SMS to your account').fill(text);
		await this.page.getByRole('button', { name: 'Send' }).click();
		await this.page.getByText('The gateway has received it.').waitFor();
	}

	/** Does something, and tells how long the page then takes to show a bubble, in milliseconds. */
	async timeUntil(text: string, work: () => unknown): Promise<number> {
		const start = performance.now();
		await work();
		await this.bubble(text).first().waitFor();
		return Math.round(performance.now() - start);
	}

	/** @throws Failure when axe-core finds something that keeps people from using the page */
	async requireAccessible(what: string): Promise<void> {
		await this.page.evaluate(axe.source);
		const found: unknown = await this.page.evaluate('axe.run()');
		const violations = readList(readObject(found, 'the result of axe')['violations'], 'violations');
		if (violations.length === 0) return;
		const lines = violations.map((one) =>
			isObject(one) ? `${String(one['id'])}: ${JSON.stringify(one['nodes']).slice(0, 300)}` : '',
		);
		throw new Failure(`axe-core finds something in the page (${what}):`, lines);
	}

	/** Does something while the frames of the page are counted; returns their lengths in milliseconds, the longest first. */
	async framesDuring(work: () => Promise<void>): Promise<number[]> {
		await this.page.evaluate(
			'window.frames_ = []; (function count(last) {' +
				' requestAnimationFrame((now) => { frames_.push(now - last); if (!window.over_) count(now); });' +
				'})(performance.now()); window.over_ = false',
		);
		await work();
		const frames = await this.page.evaluate('window.over_ = true, frames_');
		return readList(frames, 'the frames')
			.map(Number)
			.sort((a, b) => b - a);
	}
}
