import { describe, expect, it } from '@jest/globals';
import { GALAXY_A14, PIXEL_7 } from '../../lab/sandbox/smsGateway24.mts';
import { READ_FAULTS } from '../engine/triggerTest.mts';
import { setUpTrigger } from './triggerSetup.mts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const received = { event: 'smsReceived' };

describe('SmsGateway24 Trigger, SMS Received', () => {
	const setup = setUpTrigger();

	/** Lets SMS with these texts come in. */
	function receive(texts: string[], changes: { deviceId?: number; from?: string; at?: Date } = {}) {
		for (const text of texts) {
			setup.sandbox.smsGateway24.receiveSms({
				deviceId: PIXEL_7.id,
				from: '+491701234567',
				text,
				...changes,
			});
		}
	}
	const textsOf = (items: Array<{ text?: unknown }>) => items.map(({ text }) => text);

	it('takes what is there for the baseline, and starts the workflow for what comes then', async () => {
		receive(['before']);
		const poller = setup.trigger(received);
		expect(await poller.poll()).toEqual([]);
		receive(['one', 'two']);
		expect(await poller.poll()).toEqual([
			{
				id: expect.any(String),
				direction: 'incoming',
				from: '+491701234567',
				to: null,
				text: 'one',
				status: 'received',
				vendorStatus: 5,
				reason: null,
				createdAt: expect.any(String),
				sentAt: null,
				sendAt: null,
				price: null,
				reference: null,
				deviceId: '260',
				sim: 0,
				simName: 'SIM Slot 1',
				campaignId: null,
				campaignName: null,
			},
			expect.objectContaining({ text: 'two' }),
		]);
		expect(await poller.poll()).toEqual([]);
	});

	it('costs one request when nothing is new, without a secret in the address', async () => {
		const poller = await setup.activated(received);
		await poller.poll();
		const { all } = setup.sandbox.requests;
		expect(all.map(({ path }) => path)).toEqual([expect.stringMatching(/\/getallsms$/)]);
		expect(all[0]?.url).not.toContain('token');
		expect(all[0]?.form).toMatchObject({ status: '5' });
	});

	it('leaves out sent SMS, also where the gateway ignores the filter', async () => {
		const poller = await setup.activated(received);
		setup.sandbox.smsGateway24.seedMessages(3, () => ({
			sendto: '+4917',
			body: 'sent',
			deviceId: PIXEL_7.id,
		}));
		receive(['in']);
		expect(textsOf(await poller.poll())).toEqual(['in']);
	});

	it('keeps the SMS of before a restart, and of the time between, once each', async () => {
		const poller = await setup.activated(received);
		receive(['one']);
		expect(textsOf(await poller.poll())).toEqual(['one']);
		receive(['two']);
		poller.restart();
		receive(['three']);
		expect(textsOf(await poller.poll())).toEqual(['two', 'three']);
		poller.restart();
		expect(await poller.poll()).toEqual([]);
	});

	it.each(READ_FAULTS)('loses nothing over %s', async (_name, fault, sentence) => {
		const poller = await setup.activated(received);
		receive(['one']);
		setup.sandbox.faults.add({ when: 'after', fault, times: Infinity });
		const before = poller.staticData;
		await expect(poller.poll()).rejects.toMatchObject({
			message: expect.stringMatching(sentence),
			failure: { cause: 'temporarily-unavailable' },
		});
		expect(poller.staticData).toBe(before);
		// One that asks whether the gateway only had too much to answer.
		expect(setup.sandbox.requests.all).toHaveLength(2);
		setup.sandbox.faults.clear();
		expect(textsOf(await poller.poll())).toEqual(['one']);
	});

	it('says so when the log-in is refused', async () => {
		const poller = setup.trigger(received, { credential: { token: 'wrong' } });
		await expect(poller.poll()).rejects.toMatchObject({
			failure: { cause: 'credential-invalid' },
		});
	});

	it('finds SMS that a phone uploads two days late', async () => {
		const poller = await setup.activated(received);
		receive(['now']);
		await poller.poll();
		receive(['late'], { at: new Date(setup.clock.now().getTime() - 30 * HOUR_MS) });
		expect(textsOf(await poller.poll())).toEqual(['late']);
	});

	it('brings a backlog of 10,000 complete, oldest first', async () => {
		const poller = await setup.activated(received);
		const texts = Array.from({ length: 10_000 }, (_item, i) => `SMS ${i}`);
		receive(texts);
		expect(textsOf(await poller.poll())).toEqual(texts);
		expect(await poller.poll()).toEqual([]);
	});

	it('keeps less than 100 kB at 5,000 SMS a day', async () => {
		const poller = await setup.activated(received);
		for (let day = 0; day < 4; day += 1) {
			for (let i = 0; i < 5000; i += 1) {
				setup.clock.advance(DAY_MS / 5000);
				receive(['x']);
			}
			await poller.poll();
		}
		expect(poller.staticData.length).toBeLessThan(100_000);
		expect(poller.staticData.length).toBeGreaterThan(10_000);
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

	it.each([3, -3])(
		'loses and repeats nothing when the clock of n8n jumps by %s days',
		async (days) => {
			const poller = await setup.activated(received);
			receive(['one']);
			expect(textsOf(await poller.poll())).toEqual(['one']);
			receive(['two']);
			setup.jumpOfN8n(days * DAY_MS);
			const during = await poller.poll();
			setup.jumpOfN8n(0);
			receive(['three']);
			expect(textsOf([...during, ...(await poller.poll())])).toEqual(['two', 'three']);
		},
	);

	it('lets a second poll pass while the first one is under way', async () => {
		const poller = await setup.activated(received);
		receive(['one']);
		setup.sandbox.faults.add({ when: 'after', fault: { kind: 'latency', ms: 200 } });
		const both = await Promise.all([poller.poll(), poller.poll()]);
		expect(both.map(textsOf)).toEqual([['one'], []]);
		expect(setup.sandbox.requests.all).toHaveLength(1);
	});

	it('shows a few of the newest SMS in a manual test, and touches nothing', async () => {
		const poller = await setup.activated(received);
		receive(['one', 'two', 'three', 'four']);
		const before = poller.staticData;
		expect(textsOf(await poller.test())).toEqual(['two', 'three', 'four']);
		expect(poller.staticData).toBe(before);
		expect(textsOf(await poller.poll())).toEqual(['one', 'two', 'three', 'four']);
	});

	it('says what to do when there is nothing to show in a manual test', async () => {
		await expect(setup.trigger(received).test()).rejects.toMatchObject({
			message: expect.stringMatching(/No matching SMS was received in the last 30 days/),
			description: expect.stringMatching(/Send an SMS to your phone/),
		});
	});

	it('reacts to one phone, SIM or number only, and keeps to that when the filter changes', async () => {
		const options = {
			deviceId: { __rl: true, mode: 'list', value: String(GALAXY_A14.id) },
			phone: '0170 123 45 67',
		};
		const poller = await setup.activated(
			{ ...received, options },
			{ credential: { defaultCountryCode: '49' } },
		);
		receive(['Pixel']);
		receive(['Galaxy'], { deviceId: GALAXY_A14.id });
		receive(['other'], { deviceId: GALAXY_A14.id, from: '+4915' });
		expect(textsOf(await poller.poll())).toEqual(['Galaxy']);
		receive(['other again'], { from: '+4915' });
		expect(await poller.poll()).toEqual([]);
		// What the old filter left out since n8n last saved is not known any more, and not new either.
		expect(await poller.publish(received)).toEqual([]);
		receive(['after']);
		expect(textsOf(await poller.poll())).toEqual(['after']);
	});

	it('gives the row of the gateway when Simplify is off', async () => {
		const poller = await setup.activated({ ...received, simplify: false });
		receive(['one']);
		expect(await poller.poll()).toEqual([
			expect.objectContaining({ body: 'one', sendto: '+491701234567', statustitle: 'incoming' }),
		]);
	});

	it('finds an SMS from a number without country code by the number with it', async () => {
		const poller = await setup.activated(
			{ ...received, options: { phone: '+49 170 1234567' } },
			{ credential: { defaultCountryCode: '49' } },
		);
		receive(['local'], { from: '01701234567' });
		expect(textsOf(await poller.poll())).toEqual(['local']);
	});

	it.each([
		['phone', '+49170,+49171', /Phone contains more than one number/],
		['ignoreOlderThanHours', 0, /Ignore Messages Older Than is “0”/],
	])('refuses %s %s before it asks the gateway', async (name, value, sentence) => {
		const poller = setup.trigger({ ...received, options: { [name]: value } });
		await expect(poller.poll()).rejects.toMatchObject({ message: expect.stringMatching(sentence) });
		expect(setup.sandbox.requests.all).toHaveLength(0);
	});

	it('says so where the gateway does not tell the SIM that the user filters by', async () => {
		setup.sandbox.smsGateway24.settings.rowsCarrySim = false;
		const poller = await setup.activated({ ...received, options: { sim: 0 } });
		receive(['one']);
		await expect(poller.poll()).rejects.toMatchObject({
			message: expect.stringMatching(/cannot filter by SIM or Channel/),
		});
		expect(textsOf(await poller.publish(received))).toEqual(['one']);
	});

	it('does not skip for its age an SMS that does not tell it', async () => {
		const poller = await setup.activated({ ...received, options: { ignoreOlderThanHours: 24 } });
		const row = { id: 99, sendto: '+4917', body: 'no date', status: 5, created: null };
		setup.sandbox.faults.add({
			when: 'before',
			fault: { kind: 'answer', status: 200, body: JSON.stringify({ error: 0, smss: { 99: row } }) },
		});
		expect(textsOf(await poller.poll())).toEqual(['no date']);
	});

	it.each([5, -5])('takes the baseline with a clock that is wrong by %s days', async (days) => {
		receive(['before']);
		setup.jumpOfN8n(days * DAY_MS);
		const poller = await setup.activated(received);
		receive(['one']);
		expect(textsOf(await poller.poll())).toEqual(['one']);
		setup.jumpOfN8n(0);
		receive(['two']);
		expect(textsOf(await poller.poll())).toEqual(['two']);
	});

	it('is not misled by an SMS from the future', async () => {
		const poller = await setup.activated(received);
		receive(['future'], { at: new Date(setup.clock.now().getTime() + 30 * DAY_MS) });
		expect(textsOf(await poller.poll())).toEqual(['future']);
		setup.clock.advance(HOUR_MS);
		receive(['first hour']);
		setup.clock.advance(5 * DAY_MS);
		receive(['fifth day']);
		expect(textsOf(await poller.poll())).toEqual(['first hour', 'fifth day']);
	});

	it('ends a poll whose answer trickles', async () => {
		const poller = await setup.activated(received, { pollBudgetMs: 6000 });
		receive(Array.from({ length: 200 }, (_item, i) => `SMS ${i}`));
		setup.sandbox.faults.add({ when: 'after', fault: { kind: 'slowDrip', bytesPerSecond: 500 } });
		await expect(poller.poll()).rejects.toMatchObject({
			message: 'SmsGateway24 did not respond in time.',
			description: expect.not.stringMatching(/Request Options/),
		});
		expect(await poller.poll()).toHaveLength(200);
	});
});
