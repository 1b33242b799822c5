import axe from 'axe-core';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { GATEWAYS } from '../../../lab/gateways/gateways.mts';
import type { JsonObject } from '../../../lab/json.mts';
import { isOver } from '../../../lab/n8n/restClient.mts';
import { waitFor } from '../../../lab/n8n/waitFor.mts';
import type { Case } from '../case.mts';
import { startBrowser } from '../editor/browser.mts';
import { Pictures } from '../editor/pictures.mts';
import { chosen } from '../runner.mts';
import type { Stage } from '../stage.mts';
import { linkIn } from './visitor.mts';
import { AFTER, publishAsking } from './workflow.mts';

const SMALL_PHONE = { width: 360, height: 640 };
const THANKS = 'Thank you. Your response was received.';

const questions: ReadonlyArray<{
	parameters: JsonObject;
	text: string;
	/** Answers without a mouse. */
	answer: (page: Page) => Promise<void>;
	data: JsonObject;
	/** The name of its picture in the docs, where it has one. */
	picture?: string;
}> = [
	{
		parameters: { approvalOptions: { values: { approvalType: 'double' } } },
		text: '<script>document.title = "taken over"</script> האם להזמין 20 קופסאות?',
		async answer(page) {
			await page.keyboard.press('Tab');
			await page.keyboard.press('Tab');
			await page.keyboard.press('Enter');
		},
		data: { approved: false },
	},
	{
		parameters: { approvalOptions: { values: { approvalType: 'double' } } },
		text: 'May I order 20 boxes of paper for 90 euros?',
		async answer(page) {
			await page.getByRole('button', { name: 'Approve' }).click();
		},
		data: { approved: true },
		picture: 'ask-page',
	},
	{
		parameters: { responseType: 'freeText' },
		text: 'When can you come? Otto-Hahn-Straße-and-a-word-that-does-not-fit-in-any-line-of-a-phone.',
		async answer(page) {
			await page.keyboard.press('Tab');
			await page.keyboard.type('At 5 “sharp”');
			await page.keyboard.press('Tab');
			await page.keyboard.press('Enter');
		},
		data: { text: 'At 5 “sharp”' },
	},
];

/** The page that the link opens, in a browser. */
export const askingPage: Case = {
	title: 'The page on a small phone, for everyone',
	async run(stage) {
		await using browser = await startBrowser();
		for (const question of questions) await checkPage(question, browser, stage);
		return 'light and dark, without scripts, by keyboard, axe found nothing';
	},
};

async function checkPage(
	{ parameters, text, answer, data, picture }: (typeof questions)[number],
	browser: Browser,
	{ session, sandbox }: Stage,
): Promise<void> {
	const gateway = GATEWAYS.smsGateway24;
	const workflow = await publishAsking(gateway, sandbox, session, parameters);
	await workflow.ask({ n: 1, phone: gateway.phone(1), text }, session);
	const sms = await waitFor('the SMS', 60, session.signal, () =>
		gateway.deliveredTexts(sandbox).find((sent) => sent.startsWith(text)),
	);
	await waitFor('the execution to wait', 60, session.signal, async () =>
		(await session.rest.latestStatus(workflow.id)) === 'waiting' ? true : undefined,
	);
	const link = linkIn(sms);
	for (const colorScheme of ['light', 'dark'] as const) {
		await withPage(browser, { colorScheme }, async (page) => {
			const outside: string[] = [];
			page.on('request', (request) => {
				if (new URL(request.url()).origin !== session.origin) outside.push(request.url());
			});
			await page.goto(link);
			await checkLook(page);
			assert.equal(await page.locator('.question').textContent(), text);
			assert.equal(await page.title(), 'Please respond');
			assert.deepEqual(outside, []);
			if (picture !== undefined && colorScheme === 'light')
				await takePicture(page, picture, session.userFolder);
		});
	}
	await withPage(browser, { javaScriptEnabled: false }, async (page) => {
		await page.goto(link);
		await answer(page);
		await page.getByRole('heading', { name: THANKS }).waitFor();
	});
	const items = await waitFor('the answer', 60, session.signal, async () => {
		const executions = await session.rest.executionsOf(workflow.id, AFTER);
		return executions.every(isOver)
			? executions.flatMap((execution) => execution.items)
			: undefined;
	});
	const { respondedAt, ...given } = (items[0]?.['data'] ?? {}) as JsonObject;
	assert.equal(typeof respondedAt, 'string');
	assert.deepEqual(given, data);
}

/** That nothing is cut off, too small to touch, or hidden from people with disabilities. */
async function checkLook(page: Page): Promise<void> {
	await page.evaluate(axe.source);
	const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
	assert.deepEqual(
		violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`),
		[],
	);
	const width = await page.evaluate<number>('document.documentElement.scrollWidth');
	assert.equal(width, SMALL_PHONE.width);
	for (const button of await page.getByRole('button').all()) {
		assert.ok(((await button.boundingBox())?.height ?? 0) >= 44);
	}
}

async function takePicture(page: Page, name: string, userFolder: string): Promise<void> {
	const pictures = await Pictures.into(chosen().pictures ?? join(userFolder, 'pictures'));
	await pictures.take(name, page.locator('html'));
}

async function withPage(
	browser: Browser,
	options: BrowserContextOptions,
	use: (page: Page) => Promise<void>,
): Promise<void> {
	await using context = await browser.newContext({ ...options, viewport: SMALL_PHONE });
	await use(await context.newPage());
}
