import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestClock } from '../../../lab/sandbox/clock.mts';
import { createTestClock } from '../../../lab/sandbox/clock.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../../lab/sandbox/sandbox.mts';
import { createClient, signed } from './testClient.mts';

let clock: TestClock;
let sandbox: Sandbox;
const { url, post } = createClient(() => sandbox);

beforeEach(async () => {
	clock = createTestClock(new Date('2024-03-01T08:00:00Z'));
	sandbox = await startSandbox({ clock });
});

afterEach(() => sandbox.close());

const one = { message: 'One', recipients: '08000000001' };
const gateway = () => sandbox.bestSmsGateway;
const handedOver = () => gateway().handoffs.map(({ text }) => text);

it('warnings come before the JSON and after it', async () => {
	Object.assign(gateway().settings, {
		warnings: '<br />\n<b>Warning</b>: Undefined index<br />\n',
		warningsAfter: '<p>Severity: Warning</p>',
	});
	const response = await fetch(`${url()}?action=account_info`);
	expect(await response.text()).toBe(
		'<br />\n<b>Warning</b>: Undefined index<br />\n{"error":"sub_account not supplied","error_code":1}<p>Severity: Warning</p>',
	);
});

describe('a database that fails', () => {
	const page = async () => {
		const response = await fetch(url(), {
			method: 'POST',
			body: new URLSearchParams(signed('send_sms', one)),
		});
		expect(response.headers.get('content-type')).toMatch(/^text\/html/);
		expect(await response.text()).toContain('Database Error');
		return response.status;
	};

	it('answers with a web page and HTTP 500', async () => {
		gateway().settings.database = 'fails';
		expect(await page()).toBe(500);
		expect(gateway().messages).toEqual([]);
	});

	it('does so after the SMS went out, too', async () => {
		gateway().settings.database = 'failsAfterHandoff';
		expect(await page()).toBe(500);
		expect(handedOver()).toEqual(['One']);
		expect(gateway().messages).toMatchObject([{ status: 0, locked: true }]);
	});
});

describe('a carrier', () => {
	it('that fails gets the SMS again each time that the dispatcher looks, and the answer is a success', async () => {
		gateway().settings.carrier = 'fails';
		expect(await post('send_sms', one)).toMatchObject({ total: 1 });
		expect(handedOver()).toEqual(['One']);
		expect(gateway().messages).toMatchObject([{ status: 0, locked: false }]);
		clock.advance(5000);
		expect(handedOver()).toEqual(['One', 'One']);
		clock.advance(10_000);
		expect(handedOver()).toEqual(['One', 'One', 'One', 'One']);
		gateway().settings.carrier = 'accepts';
		clock.advance(60_000);
		expect(handedOver()).toHaveLength(5);
		expect(gateway().messages).toMatchObject([{ status: 2 }]);
	});

	it('that takes none is a refusal of what it has got', async () => {
		gateway().settings.carrier = 'acceptsNone';
		expect(await post('send_sms', one)).toEqual({
			error: 'Message could not be sent to any recipient',
			error_code: 11,
		});
		expect(handedOver()).toEqual(['One']);
		expect(gateway().messages).toMatchObject([{ status: 1 }]);
	});
});

describe('a blocked server', () => {
	/** Waits until this many requests have arrived whole. */
	const arrived = async (count: number) => {
		const whole = () => sandbox.requests.all.filter(({ rawBody }) => rawBody !== '').length;
		while (whole() < count) await new Promise(setImmediate);
	};

	it('goes on with what its client gave up, in one second with all that came after it', async () => {
		gateway().settings.handoffMs = 50;
		gateway().blockServer();
		const client = new AbortController();
		const givenUp = fetch(url(), {
			method: 'POST',
			body: new URLSearchParams(signed('send_sms', { ...one, sender_id: 'First' })),
			signal: client.signal,
		});
		await arrived(1);
		client.abort();
		await expect(givenUp).rejects.toThrow();
		clock.advance(1000);
		const others = ['Two', 'Three'].map((text) =>
			post('send_sms', { message: text, recipients: `0800000${text.length}`, sender_id: text }),
		);
		await arrived(3);
		expect(handedOver()).toEqual([]);
		gateway().unblockServer();
		const answers = await Promise.all(others);
		expect(new Set(answers.map(({ batch_id }) => batch_id)).size).toBe(1);
		// Each takes along what the carrier has not accepted yet, under the sender of the first.
		expect(handedOver().toSorted()).toEqual(['One', 'One', 'One', 'Three', 'Two', 'Two']);
		expect(new Set(gateway().handoffs.map(({ sender }) => sender))).toEqual(new Set(['First']));
	});

	it('answers at once when it is not blocked any more', async () => {
		gateway().blockServer();
		gateway().unblockServer();
		expect(await post('send_sms', one)).toMatchObject({ total: 1 });
	});
});
