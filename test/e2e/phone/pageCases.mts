import { once } from 'node:events';
import { createServer } from 'node:http';
import { it } from 'node:test';
import type { Browser } from 'playwright-core';
import { sendBare } from '../../../lab/gateways/bareSend.mts';
import { GATEWAYS } from '../../../lab/gateways/gateways.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import { addCustomers } from '../../../lab/sandbox/logins.mts';
import { startSandbox, type Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { PIXEL_7, START_ACCOUNT } from '../../../lab/sandbox/smsGateway24.mts';
import { timeLimits } from '../case.mts';
import { startBrowser } from '../editor/browser.mts';
import { chosen } from '../runner.mts';
import { PhonePage } from './phonePage.mts';

const number = '+447700900811';

/** Declares what the page must do at a sandbox of its own, without n8n. */
export function declarePageCases(): void {
	const declare = (title: string, use: (sandbox: Sandbox, browser: Browser) => Promise<string>) => {
		it(title, { timeout: timeLimits.quick }, async (context) => {
			chosen().signal.throwIfAborted();
			await using atTheEnd = new AsyncDisposableStack();
			const sandbox = await startSandbox();
			atTheEnd.defer(() => sandbox.close());
			addCustomers(sandbox);
			const browser = atTheEnd.use(await startBrowser());
			context.diagnostic(await use(sandbox, browser));
		});
	};
	declare('shows any text as text', showTexts);
	declare('everybody can use it: light, dark, 360 pixels, keyboard', beAccessible);
	declare('changes gateways', changeGateways);
	declare('says what is missing, late or elsewhere', explainItself);
	declare('stays fast with 10,000 SMS', stayFast);
	declare('lets no page of another site post', refuseOthers);
}

function receive({ smsGateway24 }: Sandbox, text: string, from = number): void {
	smsGateway24.receiveSms({ deviceId: PIXEL_7.id, from, text });
}

async function showTexts(sandbox: Sandbox, browser: Browser): Promise<string> {
	await using phone = await PhonePage.open(browser, sandbox.origin);
	const texts = [
		'<img src=x onerror="document.title=1"><b>bold</b> & <script>document.title = 1</script>',
		'👩‍👩‍👧‍👦 family, 🇪🇺, é̂',
		'مرحبا بكم 123',
		'Two\nlines',
	];
	for (const text of texts) {
		receive(sandbox, text);
		await phone.bubble(text.split('\n')[0] ?? '').waitFor();
	}
	const shown = await phone.page.locator('.bubble > p:first-child').allTextContents();
	if (shown.join('|') !== texts.join('|')) throw new Failure(`It shows ${shown.join('|')}`);
	if ((await phone.page.title()) !== 'SMS sandbox') throw new Failure('A text ran as a script.');
	receive(sandbox, 'Approve: https://n8n.example/x?a=1&b=2. Thanks');
	const link = phone.page.getByRole('link', { name: 'https://n8n.example/x?a=1&b=2', exact: true });
	const address = await link.getAttribute('href');
	if (address !== 'https://n8n.example/x?a=1&b=2') throw new Failure(`It links to ${address}`);
	const ms = await phone.timeUntil('Live', () => receive(sandbox, 'Live'));
	if (ms > 1000) throw new Failure(`An SMS was shown after ${ms} ms.`);
	if (phone.errors.length > 0) throw new Failure('The page has errors:', phone.errors);
	return `${texts.length} texts, a link, a new SMS after ${ms} ms`;
}

async function beAccessible(sandbox: Sandbox, browser: Browser): Promise<string> {
	receive(sandbox, 'Hello');
	await fetch(`${sandbox.smsGateway24.baseUrl}/addsms?sendto=1&body=Refused`);
	sandbox.smsGateway24.seedMessages(1, () => ({ sendto: number, body: 'Sent', deviceId: 260 }));
	for (const colorScheme of ['light', 'dark'] as const) {
		for (const width of [1400, 360]) {
			const viewport = { width, height: 800 };
			await using phone = await PhonePage.open(browser, sandbox.origin, { viewport, colorScheme });
			await phone.bubble('Sent').waitFor();
			for (const summary of await phone.page.locator('summary').all()) await summary.click();
			await phone
				.bubble('Refused')
				.getByRole('button', { name: /^Details/ })
				.click();
			await phone.page.locator('#detail .rule').waitFor();
			await phone.requireAccessible(`${colorScheme}, ${width} pixels`);
			const wide = await phone.page.evaluate('document.documentElement.scrollWidth');
			if (wide !== width) throw new Failure(`At ${width} pixels the page has ${String(wide)}.`);
		}
	}
	await using phone = await PhonePage.open(browser, sandbox.origin);
	const { keyboard } = phone.page;
	await phone.page.getByLabel('SMS to your account').focus();
	await keyboard.type('By keyboard alone');
	await keyboard.press('Enter');
	await phone.bubble('By keyboard alone').waitFor();
	await phone.page.locator('.conversation').nth(1).focus();
	await keyboard.press('Enter');
	await phone.page.locator('.conversation[aria-pressed="true"]:focus').waitFor();
	return 'axe-core finds nothing in 4 windows';
}

async function changeGateways(sandbox: Sandbox, browser: Browser): Promise<string> {
	await using phone = await PhonePage.open(browser, sandbox.origin);
	const { page } = phone;
	for (const summary of await page.locator('summary').all()) await summary.click();
	const box = (title: string) => page.locator('details', { hasText: title });
	await box('Smstools').getByLabel('Balance').fill('3');
	await box('Smstools').getByLabel('Balance').press('Tab');
	await box('Smstools').getByText('3 left').waitFor();
	if (sandbox.smstools.credit !== 3) throw new Failure(`The credit is ${sandbox.smstools.credit}.`);
	await page.getByRole('button', { name: 'Take offline: Pixel 7' }).click();
	await box('SmsGateway24').getByText('0 of 2 phones online').waitFor();
	await box('TextBoost').getByLabel('New group').fill('Friends');
	await box('TextBoost').getByLabel('New group').press('Enter');
	await box('TextBoost').getByText('Friends').waitFor();
	await box('BestSMSGateway').getByLabel('Failing').fill('100');
	await box('BestSMSGateway').getByText('100 %').waitFor();
	const { status } = await fetch(sandbox.bestSmsGateway.baseUrl);
	if (status !== 503) throw new Failure(`A failing gateway responds with HTTP ${status}.`);
	if (phone.errors.length > 0) throw new Failure('The page has errors:', phone.errors);
	return 'balance, phone, group, failing';
}

async function explainItself(sandbox: Sandbox, browser: Browser): Promise<string> {
	const { bestSmsGateway } = GATEWAYS;
	await using phone = await PhonePage.open(browser, sandbox.origin);
	const { page } = phone;
	await page.getByText('No SMS yet.').waitFor();

	const timetosend = new Date(Date.now() + 24 * 3_600_000);
	sandbox.smsGateway24.seedMessages(1, () => ({
		sendto: number,
		body: 'Later',
		deviceId: PIXEL_7.id,
		timetosend,
	}));
	await phone.bubble('Later').getByText('to be sent').waitFor();

	await phone
		.bubble('Later')
		.getByRole('button', { name: /^Details/ })
		.click();
	await page.getByText('This message came without a request').waitFor();
	await page.getByLabel('Search').fill('nobody wrote this');
	await page.getByText('No SMS has this number or text.').waitFor();
	await page.getByText('Choose a message to see').waitFor();
	await page.getByLabel('Search').fill('');

	await sendBare(sandbox, bestSmsGateway, bestSmsGateway.phone(3), 'No way back');
	await phone.choose('No way back');
	await page.getByText('BestSMSGateway receives no SMS: what you write here goes to').waitFor();
	await phone.requireAccessible('with a hint');
	await phone.choose(number);
	await page.locator('#other-gateway').waitFor({ state: 'hidden' });
	if (phone.errors.length > 0) throw new Failure('The page has errors:', phone.errors);
	return 'an empty page, a scheduled SMS, a search without hits, a gateway that receives none';
}

/** How many bubbles and conversations may be in the page, however many there are. */
const MOST_BUBBLES = 100;
const MOST_ROWS = 60;
/** In milliseconds. */
const LONGEST_FRAME = 50;

async function stayFast(sandbox: Sandbox, browser: Browser): Promise<string> {
	sandbox.smsGateway24.seedMessages(10_000, (index) => ({
		sendto: `+4915${7_000_0000 + (index % 3000)}`,
		body: `Number ${index}`,
		deviceId: PIXEL_7.id,
		status: 7,
	}));
	await using phone = await PhonePage.open(browser, sandbox.origin);
	const { page } = phone;
	await page.getByText('10000 SMS, 3000 conversations').waitFor();
	const scrolling = await phone.framesDuring(async () => {
		await page.locator('#bubble-scroll').hover();
		for (let turn = 0; turn < 60; turn += 1) {
			await page.mouse.wheel(0, -400);
			await page.waitForTimeout(20);
		}
	});
	if ((await phone.bubble('Number 9999').count()) > 0) throw new Failure('It did not scroll.');
	const typing = await phone.framesDuring(async () => {
		await page.getByLabel('SMS to your account').pressSequentially('Is it fast?', { delay: 30 });
	});
	const bubbles = await page.locator('.bubble').count();
	const rows = await page.locator('.conversation').count();
	if (bubbles > MOST_BUBBLES || rows > MOST_ROWS) {
		throw new Failure(`The page has ${bubbles} bubbles and ${rows} conversations.`);
	}
	// On a busy machine the longest are another program's.
	const slow = [scrolling, typing].map((frames) => frames[Math.floor(frames.length / 2)] ?? 0);
	const figures = [scrolling, typing].map(
		(frames, place) => `${Math.round(slow[place] ?? 0)} ms (longest ${Math.round(frames[0] ?? 0)})`,
	);
	const said = `frames while scrolling ${figures[0]}, while typing ${figures[1]}`;
	if (Math.max(...slow) > LONGEST_FRAME) throw new Failure(`It is slow: ${said}.`);
	const ms = await phone.timeUntil('After ten thousand', async () => {
		await page.locator('#bubble-scroll').press('End');
		receive(sandbox, 'After ten thousand');
		await page.getByLabel('Search').fill('After ten thousand');
	});
	return `${said}, a new SMS after ${ms} ms`;
}

/** A page from the same machine and another port: the nearest that a page of another site can come. */
async function refuseOthers(sandbox: Sandbox, browser: Browser): Promise<string> {
	const server = createServer((_request, response) => {
		response.setHeader('content-type', 'text/html').end('<!doctype html><title>Other</title>');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const page = await browser.newPage();
	try {
		const address = server.address();
		const port = typeof address === 'object' ? address?.port : undefined;
		await page.goto(`http://127.0.0.1:${port}`);
		const body = JSON.stringify({ from: number, text: 'Evil' });
		const fields = { token: START_ACCOUNT.token, device_id: String(PIXEL_7.id), sendto: number };
		const form = new URLSearchParams({ ...fields, body: 'Evil' }).toString();
		const control = `${sandbox.origin}/control/smstools/receive`;
		const json = { 'content-type': 'application/json' };
		// For the last two a browser asks nobody before it sends them.
		const tries = [
			[control, { method: 'POST', headers: json, body }],
			[control, { method: 'POST', mode: 'no-cors', body }],
			[
				`${sandbox.smsGateway24.baseUrl}/addsms`,
				{
					method: 'POST',
					mode: 'no-cors',
					headers: { 'content-type': 'application/x-www-form-urlencoded' },
					body: form,
				},
			],
		] as const;
		for (const [url, options] of tries) {
			const call = `fetch(${JSON.stringify(url)}, ${JSON.stringify(options)}).catch(() => undefined)`;
			await page.evaluate(`${call}.then(() => undefined)`);
		}
	} finally {
		await page.close();
		server.close();
	}
	if (sandbox.messages().length > 0) throw new Failure('The page of another site could post.');
	return 'JSON, plain text, a form';
}
