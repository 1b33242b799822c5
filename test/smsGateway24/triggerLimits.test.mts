import { beforeEach, describe, expect, it } from '@jest/globals';
import { PIXEL_7 } from '../../lab/sandbox/smsGateway24.mts';
import type { SmsGateway24Settings } from '../../lab/sandbox/smsGateway24/settings.mts';
import type { Poller } from '../engine/poller.mts';
import { setUpTrigger } from './triggerSetup.mts';

const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const received = { event: 'smsReceived' };
const everyStatus = { event: 'smsStatusChanged', statuses: [] };
const MOST_POLLS = 30;

/** A way in which a gateway may give less than it was asked for; none is documented (fact sheet, sections 2.5 and 7.4). */
interface Limit {
	name: string;
	settings: Partial<SmsGateway24Settings>;
	/** How many rows fit into an answer. */
	unit: number;
	/** How many requests a quiet poll takes at most with more rows than that in the look-back: it depends on where the seconds lie. */
	idle: number;
}

const LIMITS: Limit[] = [
	{ name: 'lists the oldest 100', settings: { mostRows: 100 }, unit: 100, idle: 1 },
	{
		name: 'lists the newest 100',
		settings: { mostRows: 100, cappedTo: 'newest' },
		unit: 100,
		idle: 1,
	},
	{ name: 'fails above 3,000', settings: { failsAboveRows: 3000 }, unit: 3000, idle: 60 },
];

describe('SmsGateway24 Trigger, at a gateway that cannot list everything at once', () => {
	const setup = setUpTrigger();

	// How many requests a stretch takes depends on whether midnight is in it.
	beforeEach(() => {
		const now = setup.clock.now().getTime();
		setup.clock.advance(DAY_MS - (now % DAY_MS) + 12 * HOUR_MS);
	});

	/** Lets this many SMS come in, spread evenly over a time that ends now. @returns their texts */
	function receive(count: number, overMs: number, name = 'SMS'): string[] {
		const now = setup.clock.now().getTime();
		return Array.from({ length: count }, (_item, i) => {
			const text = `${name} ${i}`;
			const at = new Date(now - overMs + Math.floor(((i + 1) * overMs) / count));
			setup.sandbox.smsGateway24.receiveSms({ deviceId: PIXEL_7.id, from: '+4917', text, at });
			return text;
		});
	}

	/** The texts of each poll, until one finds nothing. */
	async function pollToTheEnd(poller: Poller): Promise<string[][]> {
		const polls: string[][] = [];
		for (let i = 0; i < MOST_POLLS; i += 1) {
			const texts = textsOf(await poller.poll());
			if (texts.length === 0) return polls;
			polls.push(texts);
			if (i === 1) poller.restart();
		}
		throw new Error(`There is no end after ${MOST_POLLS} polls`);
	}
	const textsOf = (items: Array<{ text?: unknown }>) =>
		items.map(({ text }) => (typeof text === 'string' ? text : '?'));
	/** Lets the gateway answer this many requests, and refuse those after them. */
	function allow(requests: number): void {
		setup.sandbox.faults.clear();
		setup.sandbox.faults.add({
			when: 'before',
			skip: requests,
			times: Infinity,
			fault: { kind: 'tooManyRequests' },
		});
	}
	const requests = () => setup.sandbox.requests.all.length;

	describe.each(LIMITS)('that $name', ({ settings, unit, idle }) => {
		it('takes SMS of two days for the baseline', async () => {
			Object.assign(setup.sandbox.smsGateway24.settings, settings);
			receive(2 * unit, 2 * DAY_MS, 'old');
			const poller = await setup.activated(received);
			expect(await poller.poll()).toEqual([]);
			const [text] = receive(1, 0);
			expect(textsOf(await poller.poll())).toEqual([text]);
		});

		it.each([
			['a minute', MINUTE_MS],
			['two days', 2 * DAY_MS],
		])('brings SMS of %s once each, in order', async (_title, overMs) => {
			const poller = await setup.activated(received);
			Object.assign(setup.sandbox.smsGateway24.settings, settings);
			setup.clock.advance(overMs);
			const texts = receive(2.5 * unit, overMs);
			expect((await pollToTheEnd(poller)).flat().join()).toBe(texts.join());
			expect(requests()).toBeLessThan(100);
			setup.sandbox.requests.clear();
			await poller.poll();
			expect(requests()).toBeLessThanOrEqual(idle);
		});

		it('tells a change of status of each SMS, also of those older than the look-back', async () => {
			Object.assign(setup.sandbox.smsGateway24.settings, settings);
			const poller = await setup.activated(everyStatus);
			const now = setup.clock.now().getTime();
			const count = 1.2 * unit;
			setup.sandbox.smsGateway24.seedMessages(count, (i) => ({
				sendto: '+4917',
				body: `SMS ${i}`,
				deviceId: PIXEL_7.id,
				created: new Date(now + Math.floor((i * HOUR_MS) / count)),
				timetosend: new Date(now + 5 * DAY_MS),
			}));
			expect((await pollToTheEnd(poller)).flat()).toHaveLength(count);
			setup.clock.advance(4 * DAY_MS);
			receive(1, 0);
			setup.sandbox.smsGateway24.seedMessages(1, () => ({
				sendto: '+4917',
				body: 'later',
				deviceId: PIXEL_7.id,
			}));
			await poller.poll();
			setup.clock.advance(2 * DAY_MS);
			const told: string[] = [];
			for (let i = 0; i < 12; i += 1) {
				setup.sandbox.requests.clear();
				told.push(...textsOf(await poller.poll()));
				expect(requests()).toBeLessThanOrEqual(idle + 3);
			}
			expect(new Set(told).size).toBe(told.length);
			expect(told).toHaveLength(count + 1);
		});
	});

	it.each([
		['60,000 SMS, at a gateway that lists everything', 60_000, {}],
		['12,000 SMS, at one that lists the oldest 500', 12_000, { mostRows: 500 }],
	])(
		'brings a pause of 60 days in portions, in order, with %s',
		async (_title, count, settings) => {
			receive(10, HOUR_MS, 'old');
			const poller = await setup.activated(received);
			Object.assign(setup.sandbox.smsGateway24.settings, settings);
			setup.clock.advance(60 * DAY_MS);
			const texts = receive(count, 60 * DAY_MS - HOUR_MS);
			const polls = await pollToTheEnd(poller);
			expect(polls.flat().join()).toBe(texts.join());
			expect(polls.length).toBeLessThanOrEqual(12);
			expect(Math.max(...polls.map(({ length }) => length))).toBeLessThanOrEqual(20_000);
			expect(requests()).toBeLessThan(100);
			expect(poller.staticData.length).toBeLessThan(100_000);
		},
		300_000,
	);

	it.each([
		['500 SMS of a minute, 10 requests', 500, MINUTE_MS, 10, { mostRows: 100 }],
		['500 SMS of a minute, 2 requests', 500, MINUTE_MS, 2, { mostRows: 100 }],
		['500 SMS of a day, 2 requests', 500, DAY_MS, 2, { mostRows: 100 }],
		['9,000 SMS of a minute, 3 requests', 9000, MINUTE_MS, 3, { failsAboveRows: 3000 }],
		['9,000 SMS of a day, 1 request', 9000, DAY_MS, 1, { failsAboveRows: 3000 }],
	])(
		'brings a backlog also where a minute allows only a few requests: %s',
		async (_title, count, overMs, allowed, settings) => {
			receive(1, 0, 'old');
			setup.clock.advance(HOUR_MS);
			const poller = await setup.activated(received);
			Object.assign(setup.sandbox.smsGateway24.settings, settings);
			setup.clock.advance(overMs);
			const texts = receive(count, overMs);
			const told: string[] = [];
			for (let i = 0; i < 40 && told.length < count; i += 1) {
				setup.clock.advance(MINUTE_MS);
				allow(allowed);
				// It tells that it is limited, and goes on.
				told.push(...textsOf(await poller.poll().catch(() => [])));
			}
			expect(told).toHaveLength(count);
			expect(told.join() === texts.join()).toBe(true);
		},
	);

	it('brings a backlog also where a poll has time for only a few requests', async () => {
		receive(1, 0, 'old');
		setup.clock.advance(HOUR_MS);
		const poller = await setup.activated(received, { pollBudgetMs: 500 });
		setup.sandbox.smsGateway24.settings.mostRows = 100;
		setup.clock.advance(MINUTE_MS);
		const texts = receive(500, MINUTE_MS);
		setup.sandbox.faults.add({
			when: 'before',
			times: Infinity,
			fault: { kind: 'latency', ms: 120 },
		});
		const told: string[] = [];
		for (let i = 0; i < 40 && told.length < texts.length; i += 1) {
			told.push(...textsOf(await poller.poll()));
		}
		expect(told).toHaveLength(texts.length);
		expect(told.join() === texts.join()).toBe(true);
	});

	it('follows open SMS also where a minute allows only a few requests', async () => {
		Object.assign(setup.sandbox.smsGateway24.settings, { mostRows: 100 });
		const poller = await setup.activated(everyStatus);
		const now = setup.clock.now().getTime();
		setup.sandbox.smsGateway24.seedMessages(500, (i) => ({
			sendto: '+4917',
			body: `SMS ${i}`,
			deviceId: PIXEL_7.id,
			created: new Date(now + i * 100),
			timetosend: new Date(now + 5 * DAY_MS),
		}));
		expect((await pollToTheEnd(poller)).flat()).toHaveLength(500);
		setup.clock.advance(4 * DAY_MS);
		receive(1, 0);
		await poller.poll();
		setup.clock.advance(2 * DAY_MS);
		receive(1, 0);
		await poller.poll();
		const told: string[] = [];
		for (let i = 0; i < 200 && told.length < 500; i += 1) {
			setup.clock.advance(MINUTE_MS);
			allow(2);
			told.push(...textsOf(await poller.poll()));
		}
		expect(new Set(told).size).toBe(500);
	});

	it('keeps what it has read when a later part is refused', async () => {
		const poller = await setup.activated(received);
		setup.sandbox.smsGateway24.settings.mostRows = 100;
		const texts = receive(300, HOUR_MS);
		setup.sandbox.faults.add({
			when: 'before',
			times: Infinity,
			// The last part: it begins at a clock time, and has no end.
			body: /^(?!.*enddate).*begindate=[^&]*%3A/,
			fault: { kind: 'tooManyRequests' },
		});
		const told = textsOf(await poller.poll());
		expect(told.length).toBeGreaterThan(100);
		await expect(poller.poll()).rejects.toMatchObject({ failure: { cause: 'rate-limited' } });
		setup.sandbox.faults.clear();
		told.push(...textsOf(await poller.poll()));
		expect(told.join()).toBe(texts.join());
	});

	it('warns where more SMS of one second are counted than listed, and goes on', async () => {
		const poller = await setup.activated(received);
		setup.sandbox.smsGateway24.settings.mostRows = 100;
		const at = new Date(setup.clock.now().getTime());
		for (let i = 0; i < 150; i += 1) {
			setup.sandbox.smsGateway24.receiveSms({
				deviceId: PIXEL_7.id,
				from: '+4917',
				text: `SMS ${i}`,
				at,
			});
		}
		expect(await poller.poll()).toHaveLength(100);
		setup.clock.advance(MINUTE_MS);
		const [text] = receive(1, 0, 'next');
		expect(textsOf(await poller.poll())).toEqual([text]);
	});
});
