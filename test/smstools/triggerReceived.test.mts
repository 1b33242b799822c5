import { describe, expect, it } from '@jest/globals';
import type { IncomingMessage } from '../../lab/sandbox/smstools.mts';
import { SMSTOOLS_ACCOUNT } from '../../lab/sandbox/smstools.mts';
import { READ_FAULTS } from '../engine/triggerTest.mts';
import { answer } from './setup.mts';
import { LIST_FORMS, listAs, setUpTrigger } from './triggerSetup.mts';

const SECOND_MS = 1000;
const HOUR_MS = 60 * 60 * SECOND_MS;
const DAY_MS = 24 * HOUR_MS;
const received = { event: 'smsReceived' };
const OTHER_INBOX = SMSTOOLS_ACCOUNT.inboxes[1];

const setup = setUpTrigger();

/** Lets SMS with these texts come in, one a second. */
function receive(texts: string[], changes: Partial<IncomingMessage> = {}): void {
	for (const text of texts) {
		setup.clock.advance(SECOND_MS);
		setup.sandbox.smstools.receive({ from: '32474123456', text, ...changes });
	}
}
const numbered = (name: string, count: number) =>
	Array.from({ length: count }, (_item, i) => `${name} ${i}`);
const textsOf = (items: Array<{ text?: unknown }>) => items.map(({ text }) => text);
const requests = () => setup.sandbox.requests.all;

/** Runs `then` when the sandbox is about to answer the nth request for a page from now on. */
function atPage(nth: number, then: () => void): void {
	let count = 0;
	setup.sandbox.smstools.hooks.beforePage = () => {
		count += 1;
		if (count === nth) then();
	};
}

describe.each(LIST_FORMS)('SMS Received, $order, total of $total', (form) => {
	const list = (largestPage = 5) => listAs(setup, form, largestPage);

	/** A trigger whose baseline is a list of several pages, the last hour of it empty. */
	async function activated(parameters = {}) {
		list();
		receive(numbered('before', 23));
		setup.clock.advance(2 * HOUR_MS);
		receive(['last before']);
		return await setup.activated({ ...received, ...parameters });
	}

	it('takes what is there for the baseline, and starts the workflow for what comes then', async () => {
		const poller = await activated();
		receive(['one', 'two']);
		expect(await poller.poll()).toEqual([
			{
				id: expect.any(String),
				direction: 'incoming',
				from: '32474123456',
				to: '32460200300',
				text: 'one',
				status: 'received',
				vendorStatus: null,
				reason: null,
				createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
				sentAt: null,
				sendAt: null,
				price: null,
				reference: null,
			},
			expect.objectContaining({ text: 'two' }),
		]);
		expect(await poller.poll()).toEqual([]);
	});

	it('begins with an empty inbox', async () => {
		list();
		const poller = await setup.activated(received);
		expect(await poller.poll()).toEqual([]);
		receive(numbered('new', 12));
		expect(textsOf(await poller.poll())).toEqual(numbered('new', 12));
		expect(await poller.poll()).toEqual([]);
	});

	it('costs few requests when nothing is new', async () => {
		const poller = await activated();
		await poller.poll();
		setup.sandbox.requests.clear();
		await poller.poll();
		expect(requests().map(({ path }) => path)).toEqual(
			Array(form.idle).fill('/smstools/v1/message/inbox'),
		);
		expect(requests().map(({ query }) => query.limit)).toEqual(Array(form.idle).fill('500'));
	});

	it('brings a burst over several pages complete, oldest first, also after a restart', async () => {
		const poller = await activated();
		receive(numbered('first', 33));
		expect(textsOf(await poller.poll())).toEqual(numbered('first', 33));
		poller.restart();
		receive(numbered('second', 18));
		expect(textsOf(await poller.poll())).toEqual(numbered('second', 18));
		poller.restart();
		expect(await poller.poll()).toEqual([]);
	});

	it.each([1, 2, 3, 5])(
		'loses and repeats nothing when messages come in before request %s is answered',
		async (nth) => {
			const poller = await activated();
			receive(numbered('burst', 20));
			let hasCome = false;
			atPage(nth, () => {
				receive(numbered('meanwhile', 7));
				hasCome = true;
			});
			const seen = await poller.poll();
			receive(['end']);
			seen.push(...(await poller.poll()));
			expect(hasCome).toBe(true);
			expect(textsOf(seen)).toEqual([...numbered('burst', 20), ...numbered('meanwhile', 7), 'end']);
			expect(await poller.poll()).toEqual([]);
		},
	);

	it('brings each SMS once where pages are just full', async () => {
		list();
		receive(numbered('before', 5));
		const poller = await setup.activated(received);
		for (let i = 0; i < 12; i += 1) {
			expect(await poller.poll()).toEqual([]);
			receive([`new ${i}`]);
			expect(textsOf(await poller.poll())).toEqual([`new ${i}`]);
		}
	});

	it('tells SMS of the same second apart', async () => {
		const poller = await activated();
		setup.clock.advance(10 * SECOND_MS);
		const at = setup.clock.now();
		receive(numbered('same', 4), { at });
		expect(textsOf(await poller.poll()).sort()).toEqual(numbered('same', 4));
		receive(numbered('more', 9), { at });
		expect(textsOf(await poller.poll()).sort()).toEqual(numbered('more', 9));
		expect(await poller.poll()).toEqual([]);
	});

	it('finds an SMS that is listed half an hour late', async () => {
		const poller = await activated();
		receive(numbered('now', 8));
		await poller.poll();
		receive(['late'], { at: new Date(setup.clock.now().getTime() - 30 * 60 * SECOND_MS) });
		expect(textsOf(await poller.poll())).toEqual(['late']);
		expect(await poller.poll()).toEqual([]);
	});

	it('loses and repeats nothing when a page fails in the middle', async () => {
		const poller = await activated();
		receive(numbered('burst', 25));
		const before = poller.staticData;
		atPage(3, () =>
			setup.sandbox.faults.add({ when: 'after', fault: { kind: 'answer', status: 500, body: '' } }),
		);
		await expect(poller.poll()).rejects.toMatchObject({
			message: expect.stringMatching(/could not handle the request \(HTTP 500\)/),
			failure: { cause: 'temporarily-unavailable' },
		});
		expect(poller.staticData).toBe(before);
		expect(textsOf(await poller.poll())).toEqual(numbered('burst', 25));
		expect(await poller.poll()).toEqual([]);
	});

	it('brings a backlog of 10,000 complete, oldest first', async () => {
		list(2000);
		const poller = await setup.activated(received);
		const texts = numbered('SMS', 10_000);
		receive(texts);
		expect(textsOf(await poller.poll())).toEqual(texts);
		// 20 pages; where nothing tells which is the last one, they are also read on the way to it.
		expect(requests().length).toBeLessThan(45);
		expect(await poller.poll()).toEqual([]);
	});

	it.each([3, -3])(
		'loses and repeats nothing when the clock of n8n jumps by %s days',
		async (days) => {
			const poller = await activated();
			receive(['one']);
			expect(textsOf(await poller.poll())).toEqual(['one']);
			receive(['two']);
			setup.jumpOfN8n(days * DAY_MS);
			const during = await poller.poll();
			receive(['three']);
			during.push(...(await poller.poll()));
			setup.jumpOfN8n(0);
			receive(['four']);
			expect(textsOf([...during, ...(await poller.poll())])).toEqual(['two', 'three', 'four']);
			expect(await poller.poll()).toEqual([]);
		},
	);

	it('brings nothing of before the activation when the clock of n8n was behind', async () => {
		list();
		for (let i = 0; i < 40; i += 1) {
			setup.clock.advance(HOUR_MS);
			receive([`before ${i}`]);
		}
		setup.jumpOfN8n(-3 * DAY_MS);
		const poller = await setup.activated(received);
		for (let i = 0; i < 3; i += 1) {
			receive([`new ${i}`]);
			expect(textsOf(await poller.poll())).toEqual([`new ${i}`]);
		}
	});

	it.each(['2099-01-01T00:00:00Z', 'tomorrow'])('goes on where a row is dated %s', async (date) => {
		const at = date === 'tomorrow' ? setup.clock.now().getTime() + DAY_MS : date;
		receive(['future'], { at: new Date(at) });
		const poller = await activated();
		for (let i = 0; i < 3; i += 1) {
			receive(numbered(`new ${i}`, 6));
			expect(textsOf(await poller.poll())).toEqual(numbered(`new ${i}`, 6));
			setup.clock.advance(2 * HOUR_MS);
		}
		expect(await poller.poll()).toEqual([]);
	});

	it.each(['Asia/Tokyo', 'America/Los_Angeles'])(
		'goes on where the gateway prints times of %s, and the credential says UTC',
		async (zone) => {
			setup.sandbox.smstools.settings.zone = zone;
			const poller = await activated();
			for (let i = 0; i < 3; i += 1) {
				receive(numbered(`new ${i}`, 6));
				expect(textsOf(await poller.poll())).toEqual(numbered(`new ${i}`, 6));
				setup.clock.advance(5 * HOUR_MS);
			}
			expect(await poller.poll()).toEqual([]);
		},
	);

	it('brings every SMS of the night in which summer time ends once', async () => {
		setup.sandbox.smstools.settings.zone = 'Europe/Brussels';
		list();
		setup.clock.set(new Date('2025-10-25T23:00:00Z'));
		receive(numbered('before', 12));
		const poller = await setup.activated(received, { credential: { timezone: 'Europe/Brussels' } });
		const seen: unknown[] = [];
		for (let i = 0; i < 180; i += 1) {
			setup.clock.advance(60 * SECOND_MS);
			receive([`night ${i}`]);
			if (i % 3 === 0) seen.push(...textsOf(await poller.poll()));
		}
		seen.push(...textsOf(await poller.poll()));
		expect(seen).toHaveLength(180);
		expect(new Set(seen)).toEqual(new Set(numbered('night', 180)));
	});

	describe('without IDs', () => {
		it('tells SMS by what they say, and equal ones of one second by their number', async () => {
			setup.sandbox.smstools.settings.rowIds = false;
			const poller = await activated();
			// A page of their own: of twins on two pages one may come late (see the source).
			listAs(setup, form, 500);
			await poller.poll();
			const at = setup.clock.now();
			receive(['twin', 'other', 'twin'], { at });
			expect(textsOf(await poller.poll()).sort()).toEqual(['other', 'twin', 'twin']);
			receive(['twin'], { at });
			expect(textsOf(await poller.poll())).toEqual(['twin']);
			receive(['twin']);
			expect(textsOf(await poller.poll())).toEqual(['twin']);
			expect(await poller.poll()).toEqual([]);
		});

		it('brings a burst over several pages complete, while messages come in', async () => {
			setup.sandbox.smstools.settings.rowIds = false;
			const poller = await activated();
			receive(numbered('burst', 20));
			atPage(2, () => receive(['meanwhile']));
			const seen = await poller.poll();
			receive(['end']);
			seen.push(...(await poller.poll()));
			expect(textsOf(seen)).toEqual([...numbered('burst', 20), 'meanwhile', 'end']);
		});
	});
});

describe('SMS Received', () => {
	it('leaves out calls and WhatsApp messages, unless they are wanted', async () => {
		const poller = await setup.activated(received);
		const all = await setup.activated({ ...received, options: { types: [] } });
		const calls = await setup.activated({ ...received, options: { types: ['call', 'whatsapp'] } });
		receive(['Call forwarded'], { type: 'call' });
		receive(['SMS']);
		receive(['WhatsApp'], { type: 'whatsapp' });
		expect(textsOf(await poller.poll())).toEqual(['SMS']);
		expect(textsOf(await all.poll())).toEqual(['Call forwarded', 'SMS', 'WhatsApp']);
		expect(textsOf(await calls.poll())).toEqual(['Call forwarded', 'WhatsApp']);
	});

	it('reacts to one of the own numbers, or to one number only', async () => {
		const credential = { defaultCountryCode: '32' };
		const inbox = await setup.activated(
			{ ...received, options: { inboxNumber: '+32 460 20 03 01' } },
			{ credential },
		);
		const phone = await setup.activated(
			{ ...received, options: { phone: '0474 99 99 99' } },
			{ credential },
		);
		receive(['to the first']);
		receive(['to the other'], { to: OTHER_INBOX });
		receive(['from another'], { from: '+32474999999' });
		expect(textsOf(await inbox.poll())).toEqual(['to the other']);
		expect(textsOf(await phone.poll())).toEqual(['from another']);
	});

	it('loses and repeats nothing when filters change', async () => {
		const poller = await setup.activated(received);
		receive(['WhatsApp'], { type: 'whatsapp' });
		receive(['SMS']);
		expect(textsOf(await poller.poll())).toEqual(['SMS']);
		const otherInbox = { ...received, options: { types: [], inboxNumber: OTHER_INBOX } };
		expect(await poller.publish(otherInbox)).toEqual([]);
		receive(['to the first']);
		receive(['to the other'], { to: OTHER_INBOX, type: 'whatsapp' });
		expect(textsOf(await poller.poll())).toEqual(['to the other']);
		// What came in while the old filter held, and was not for it, does not come with the new one.
		receive(['not for the old one']);
		receive(['for both'], { to: OTHER_INBOX });
		expect(textsOf(await poller.publish(received))).toEqual(['for both']);
		receive(['after']);
		expect(textsOf(await poller.poll())).toEqual(['after']);
	});

	it('asks for the inbox only, with the keys in headers', async () => {
		const poller = await setup.activated(received);
		receive(['one']);
		await poller.poll();
		const { clientId, clientSecret } = SMSTOOLS_ACCOUNT;
		expect(requests().map(({ url }) => url)).toEqual([
			'/smstools/v1/message/inbox?limit=500&page=1',
		]);
		expect(requests()[0]?.headers).toMatchObject({
			'x-client-id': clientId,
			'x-client-secret': clientSecret,
		});
		expect(poller.staticData).not.toMatch(clientId);
		expect(poller.staticData).not.toMatch(clientSecret);
	});

	it.each([400, 401, 403] as const)('says so when wrong keys give HTTP %s', async (status) => {
		setup.sandbox.smstools.settings.wrongKeysStatus = status;
		const clientSecret = 'notTheSecret12345678';
		const poller = setup.trigger(received, { credential: { clientSecret } });
		const error: unknown = await poller.poll().catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({
			message: expect.stringMatching(/Invalid credentials/),
			failure: { cause: 'credential-invalid' },
		});
		expect(JSON.stringify(error)).not.toMatch(clientSecret);
		expect(
			requests()
				.map(({ url }) => url)
				.join(),
		).not.toMatch(clientSecret);
	});

	it.each(READ_FAULTS)('loses nothing over %s', async (_name, fault, sentence) => {
		const poller = await setup.activated(received);
		receive(['one']);
		setup.sandbox.faults.add({ when: 'after', fault });
		const before = poller.staticData;
		await expect(poller.poll()).rejects.toMatchObject({
			message: expect.stringMatching(sentence),
			failure: { cause: 'temporarily-unavailable' },
		});
		expect(poller.staticData).toBe(before);
		expect(textsOf(await poller.poll())).toEqual(['one']);
	});

	it.each([
		[{ date: 'yesterday' }, '"yesterday"'],
		[{ date: '0000-00-00 00:00:00' }, '"0000-00-00 00:00:00"'],
		[{}, 'null'],
	])('refuses a row with %j for a date, and says which', async (date, shown) => {
		const poller = await setup.activated(received);
		receive(['one']);
		const rest = { ID: '7', message: 'Hi', sender: '32474', type: 'sms' };
		const row = { ...rest, ...date };
		const before = poller.staticData;
		setup.sandbox.faults.add({
			when: 'after',
			fault: answer(200, { total: 1, shown: 1, page: 1, limit: 500, messages: [row] }),
		});
		await expect(poller.poll()).rejects.toMatchObject({
			message: `Smstools returned a message that this node cannot read, because its date is not valid: “${JSON.stringify({ date: JSON.parse(shown) as unknown, ...rest })}”.`,
			description: expect.stringMatching(/report this response/),
		});
		expect(poller.staticData).toBe(before);
		expect(textsOf(await poller.poll())).toEqual(['one']);
	});

	it('keeps what it knows of a row with a long ID short', async () => {
		const row = (ID: string) => ({
			ID,
			message: ID,
			sender: '32474',
			type: 'sms',
			date: '2025-06-05 08:44:46',
		});
		const ids = ['a', 'b', 'c'].map((letter) => letter.repeat(200));
		const shows = (count: number) =>
			setup.sandbox.faults.add({
				when: 'after',
				fault: answer(200, { total: count, messages: ids.slice(0, count).map(row) }),
			});
		const poller = setup.trigger(received);
		shows(2);
		expect(await poller.poll()).toEqual([]);
		shows(3);
		expect(await poller.poll()).toEqual([expect.objectContaining({ id: ids[2] })]);
		shows(3);
		expect(await poller.poll()).toEqual([]);
		expect(poller.staticData.length).toBeLessThan(400);
	});

	it('goes on after a month without a poll, and skips what is too old where the user wants it', async () => {
		const everything = await setup.activated(received);
		const recent = await setup.activated({ ...received, options: { ignoreOlderThanHours: 24 } });
		setup.clock.advance(DAY_MS);
		receive(['old']);
		setup.clock.advance(30 * DAY_MS);
		receive(['new']);
		expect(textsOf(await everything.poll())).toEqual(['old', 'new']);
		expect(textsOf(await recent.poll())).toEqual(['new']);
	});

	it('looks back as far as the user wants', async () => {
		const hour = await setup.activated(received);
		const day = await setup.activated({ ...received, options: { lookBackHours: 24 } });
		receive(['now']);
		await Promise.all([hour.poll(), day.poll()]);
		receive(['late'], { at: new Date(setup.clock.now().getTime() - 20 * HOUR_MS) });
		expect(textsOf(await hour.poll())).toEqual([]);
		expect(textsOf(await day.poll())).toEqual(['late']);
	});

	it('lets a second poll pass while the first one is under way', async () => {
		const poller = await setup.activated(received);
		receive(['one']);
		setup.sandbox.faults.add({ when: 'after', fault: { kind: 'latency', ms: 200 } });
		const both = await Promise.all([poller.poll(), poller.poll()]);
		expect(both.map(textsOf)).toEqual([['one'], []]);
		expect(requests()).toHaveLength(1);
	});

	it('shows a few of the newest SMS in a manual test, and touches nothing', async () => {
		const poller = await setup.activated(received);
		receive(['one', 'two', 'three', 'four']);
		receive(['call'], { type: 'call' });
		const before = poller.staticData;
		expect(textsOf(await poller.test())).toEqual(['two', 'three', 'four']);
		expect(poller.staticData).toBe(before);
		expect(textsOf(await poller.poll())).toEqual(['one', 'two', 'three', 'four']);
	});

	it('says what to do when there is nothing to show in a manual test', async () => {
		receive(['call'], { type: 'call' });
		await expect(setup.trigger(received).test()).rejects.toMatchObject({
			message: expect.stringMatching(/no matching SMS among the newest messages in the inbox/),
			description: expect.stringMatching(/send an SMS to your virtual number/),
		});
	});

	it('gives the row of the gateway when Simplify is off', async () => {
		const poller = await setup.activated({ ...received, simplify: false });
		receive(['one']);
		expect(await poller.poll()).toEqual([
			{
				ID: expect.any(String),
				message: 'one',
				sender: '32474123456',
				type: 'sms',
				date: expect.any(String),
				receiver: '32460200300',
			},
		]);
	});

	it('keeps less than 100 kB at 5,000 SMS a day', async () => {
		const poller = await setup.activated(received);
		for (let hour = 0; hour < 48; hour += 1) {
			const texts = numbered('x', Math.round(5000 / 24));
			receive(texts);
			expect(await poller.poll()).toHaveLength(texts.length);
			setup.clock.advance(HOUR_MS - texts.length * SECOND_MS);
		}
		expect(poller.staticData.length).toBeLessThan(10_000);
		expect(poller.staticData.length).toBeGreaterThan(500);
	});
});
