import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { TEXTBOOST_TOKEN } from '../../lab/sandbox/textBoost.mts';
import { READ_FAULTS } from '../engine/triggerTest.mts';
import {
	DAY_MS,
	HOUR_MS,
	MINUTE_MS,
	receive as receiveIn,
	send as sendIn,
	setUpTrigger,
	texts,
	textsOf,
	useVersion,
} from './triggerSetup.mts';

const received = { event: 'smsReceived' };

describe('TextBoost Trigger, SMS Received', () => {
	const setup = setUpTrigger();
	const receive = (all: string[], changes?: { at?: Date; from?: string }) =>
		receiveIn(setup, all, changes);
	const ago = (ms: number) => new Date(setup.clock.now().getTime() - ms);
	/** Answers the next list with these rows, as a host does that makes its IDs another way. */
	const answerWith = (rows: IDataObject[]) =>
		setup.sandbox.faults.add({
			when: 'before',
			fault: {
				kind: 'answer',
				status: 200,
				body: JSON.stringify({ status: 'success', data: rows }),
			},
		});

	it('takes what is there for the baseline, and starts the workflow for what comes then', async () => {
		useVersion(setup, '3.13.0');
		receive(['before']);
		const poller = setup.trigger(received);
		expect(await poller.poll()).toEqual([]);
		receive(['one', 'two']);
		expect(await poller.poll()).toEqual([
			{
				id: expect.stringMatching(/^[0-9a-f]{13}$/),
				direction: 'incoming',
				from: '31687654321',
				to: '31600000001',
				text: 'one',
				status: 'received',
				vendorStatus: 'Delivered',
				createdAt: expect.stringMatching(/Z$/),
				sentAt: expect.any(String),
				reason: null,
				sendAt: null,
				price: '1',
				reference: null,
			},
			expect.objectContaining({ text: 'two' }),
		]);
		expect(await poller.poll()).toEqual([]);
	});

	it.each(['3.1.0', '3.8.0', '3.9'] as const)(
		'refuses rows of version %s, which do not tell received SMS from sent ones',
		async (version) => {
			useVersion(setup, version);
			const poller = setup.trigger(received);
			expect(await poller.poll()).toEqual([]);
			const before = poller.staticData;
			sendIn(setup, ['sent']);
			receive(['in']);
			for (const run of [() => poller.poll(), () => poller.test()]) {
				await expect(run()).rejects.toMatchObject({
					message:
						'This host does not distinguish received SMS from sent ones, so SMS Received cannot be used with it.',
					description: expect.stringMatching(/Webhook node/),
					failure: { cause: 'configuration-invalid' },
				});
			}
			expect(poller.staticData).toBe(before);
			useVersion(setup, '3.13.0');
			expect(textsOf(await poller.poll())).toEqual(['in']);
		},
	);

	it('takes the answer that nothing is there for an empty list', async () => {
		useVersion(setup, '3.13.0');
		setup.sandbox.textBoost.settings.emptyList = 'notFound';
		const poller = await setup.activated(received);
		receive(['first']);
		expect(textsOf(await poller.poll())).toEqual(['first']);
	});

	it('costs one request when nothing is new, without a secret in the address, the state or the error', async () => {
		useVersion(setup, '3.13.0');
		receive(texts(80));
		const poller = await setup.activated(received);
		await poller.poll();
		await poller.poll();
		const { all } = setup.sandbox.requests;
		expect(all.map(({ method, query }) => [method, query])).toEqual([
			['GET', { direction: 'incoming', page: '1' }],
			['GET', { direction: 'incoming', page: '1' }],
		]);
		const fault = { kind: 'answer', status: 500, body: `no ${TEXTBOOST_TOKEN}` } as const;
		setup.sandbox.faults.add({ when: 'after', fault });
		const error: unknown = await poller.poll().catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(Error);
		for (const secret of [TEXTBOOST_TOKEN, TEXTBOOST_TOKEN.replace(/^7\|/, '')]) {
			expect(all.map(({ url }) => url).join()).not.toContain(secret);
			expect(poller.staticData).not.toContain(secret);
			expect(JSON.stringify(error) + String(error)).not.toContain(secret);
		}
	});

	it.each([true, false])('leaves out sent SMS, where the host filters: %s', async (filters) => {
		useVersion(setup, '3.13.0');
		setup.sandbox.textBoost.settings.filters = filters;
		const poller = await setup.activated(received);
		sendIn(setup, ['sent']);
		receive(['in']);
		expect(textsOf(await poller.poll())).toEqual(['in']);
	});

	it('finds received SMS among thousands of sent ones at a host that ignores the filter', async () => {
		useVersion(setup, '3.13.0');
		setup.sandbox.textBoost.settings.filters = false;
		sendIn(setup, texts(500));
		const poller = await setup.activated(received);
		setup.clock.advance(HOUR_MS);
		receive(['first'], { at: ago(50 * MINUTE_MS) });
		sendIn(setup, texts(2000), { at: ago(30 * MINUTE_MS) });
		receive(['last'], { at: ago(20 * MINUTE_MS) });
		sendIn(setup, texts(200));
		expect(textsOf(await poller.poll())).toEqual(['first', 'last']);
		expect(await poller.poll()).toEqual([]);
		setup.sandbox.requests.clear();
		expect(await poller.poll()).toEqual([]);
		expect(setup.sandbox.requests.all).toHaveLength(1);
	});

	it('keeps the SMS of before a restart, and of the time between, once each', async () => {
		useVersion(setup, '3.13.0');
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
		useVersion(setup, '3.13.0');
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

	it('says so when the token is refused', async () => {
		const poller = setup.trigger(received, { credential: { apiToken: '7|wrong' } });
		await expect(poller.poll()).rejects.toMatchObject({
			message: expect.stringMatching(/does not accept the API Token/),
			failure: { cause: 'credential-invalid' },
		});
	});

	it('finds SMS that the host lists late, as far back as the user says', async () => {
		useVersion(setup, '3.13.0');
		const usual = await setup.activated(received);
		const longer = await setup.activated({ ...received, options: { lookBackMinutes: 60 } });
		receive(['now']);
		await usual.poll();
		await longer.poll();
		receive(['14 minutes late'], { at: ago(14 * MINUTE_MS) });
		receive(['50 minutes late'], { at: ago(50 * MINUTE_MS) });
		expect(textsOf(await usual.poll())).toEqual(['14 minutes late']);
		expect(textsOf(await longer.poll())).toEqual(['50 minutes late', '14 minutes late']);
		expect(await usual.poll()).toEqual([]);
		expect(await longer.poll()).toEqual([]);
	});

	it.each([[0], [-5], ['soon']])('refuses %j for Look Back (Minutes)', async (lookBackMinutes) => {
		const poller = setup.trigger({ ...received, options: { lookBackMinutes } });
		await expect(poller.poll()).rejects.toMatchObject({
			message: expect.stringMatching(/^Look Back \(Minutes\) is “.+”, which is not a number/),
		});
	});

	it('goes by the time of the row where its ID does not tell it', async () => {
		const row = (uid: string, time: string) => ({
			uid,
			from: '1',
			to: '2',
			message: uid,
			direction: 'incoming',
			status: 'Delivered',
			sent_at: `2026-03-01 ${time}`,
		});
		const first = row('2026-a', '10:00:00');
		const second = row('2026-b', '10:05:00');
		const third = row('12345', '10:05:00');
		answerWith([first]);
		const poller = setup.trigger(received);
		expect(await poller.poll()).toEqual([]);
		answerWith([third, second, first]);
		expect(textsOf(await poller.poll())).toEqual(['2026-b', '12345']);
		poller.restart();
		answerWith([third, second, first]);
		expect(await poller.poll()).toEqual([]);
	});

	it.each([
		['without a time', { uid: 'x1', direction: 'incoming' }, /its time: “.*x1/],
		[
			'with a time that is none',
			{ uid: 'x1', direction: 'incoming', sent_at: '29th Jan 27' },
			/its time: “.*29th Jan 27/,
		],
		[
			'without an ID',
			{ direction: 'incoming', sent_at: '2026-03-01 10:00:00' },
			/it has no ID \(“uid”\): “.*2026-03-01/,
		],
	])('refuses a row %s, and says which', async (_name, row, sentence) => {
		const poller = setup.trigger(received);
		answerWith([row]);
		await expect(poller.poll()).rejects.toMatchObject({ message: expect.stringMatching(sentence) });
		expect(poller.staticData).toBe('{"node:Trigger":{}}');
	});

	it('goes on after a month without a poll, and skips what is too old where the user wants it', async () => {
		useVersion(setup, '3.13.0');
		const everything = await setup.activated(received);
		const recent = await setup.activated({ ...received, options: { ignoreOlderThanHours: 24 } });
		setup.clock.advance(DAY_MS);
		receive(['lost'], { at: ago(0) });
		setup.clock.advance(DAY_MS);
		receive(['old']);
		setup.clock.advance(29.5 * DAY_MS);
		receive(['new']);
		// Newer hosts list the last 30 days only (fact sheet, section 3.4).
		expect(textsOf(await everything.poll())).toEqual(['old', 'new']);
		expect(textsOf(await recent.poll())).toEqual(['new']);
	});

	it.each([3, -3])(
		'loses and repeats nothing when the clock of n8n jumps by %s days',
		async (days) => {
			useVersion(setup, '3.13.0');
			receive(texts(30), { at: ago(10 * DAY_MS) });
			const poller = await setup.activated(received);
			receive(['one']);
			expect(textsOf(await poller.poll())).toEqual(['one']);
			receive(['two']);
			setup.jumpOfN8n(days * DAY_MS);
			const items = await poller.poll();
			setup.clock.advance(MINUTE_MS);
			receive(['three']);
			items.push(...(await poller.poll()));
			setup.jumpOfN8n(0);
			receive(['four']);
			items.push(...(await poller.poll()), ...(await poller.poll()));
			expect(textsOf(items)).toEqual(['two', 'three', 'four']);
		},
	);

	it.each([
		[3, 'days', DAY_MS],
		[-3, 'days', DAY_MS],
		[-3, 'hours', HOUR_MS],
	])(
		'takes a baseline with a clock that is wrong by %s days, over ten %s',
		async (days, _name, step) => {
			useVersion(setup, '3.13.0');
			for (let i = 10; i > 0; i -= 1) receive(texts(10), { at: ago(i * step) });
			setup.jumpOfN8n(days * DAY_MS);
			const poller = await setup.activated(received);
			setup.jumpOfN8n(0);
			receive(['one']);
			expect(textsOf(await poller.poll())).toEqual(['one']);
		},
	);

	it('goes on where an SMS carries a time that is years ahead', async () => {
		useVersion(setup, '3.13.0');
		setup.sandbox.textBoost.settings.filters = false;
		receive(texts(60), { at: ago(HOUR_MS) });
		const poller = await setup.activated(received);
		receive(['from the future'], { at: new Date(setup.clock.now().getTime() + 1000 * DAY_MS) });
		receive(['one']);
		const items = await poller.poll();
		for (const text of ['two', 'three']) {
			setup.clock.advance(HOUR_MS);
			receive([text]);
			items.push(...(await poller.poll()));
		}
		expect(textsOf(items)).toEqual(['one', 'from the future', 'two', 'three']);
	});

	it('lets a second poll pass while the first one is under way', async () => {
		useVersion(setup, '3.13.0');
		const poller = await setup.activated(received);
		receive(['one']);
		setup.sandbox.faults.add({ when: 'after', fault: { kind: 'latency', ms: 200 } });
		const both = await Promise.all([poller.poll(), poller.poll()]);
		expect(both.map(textsOf)).toEqual([['one'], []]);
		expect(setup.sandbox.requests.all).toHaveLength(1);
	});

	it('shows a few of the newest SMS in a manual test, and touches nothing', async () => {
		useVersion(setup, '3.13.0');
		receive(texts(200, 'old'), { at: ago(MINUTE_MS) });
		const poller = await setup.activated(received);
		receive(['one', 'two', 'three', 'four']);
		const before = poller.staticData;
		expect(textsOf(await poller.test())).toEqual(['two', 'three', 'four']);
		expect(setup.sandbox.requests.all.length).toBeLessThanOrEqual(2);
		expect(poller.staticData).toBe(before);
		expect(textsOf(await poller.poll())).toEqual(['one', 'two', 'three', 'four']);
	});

	it('says what to do when there is nothing to show in a manual test', async () => {
		useVersion(setup, '3.13.0');
		await expect(setup.trigger(received).test()).rejects.toMatchObject({
			message: expect.stringMatching(/no matching received SMS among the newest SMS/),
			description: expect.stringMatching(/Send an SMS to the number/),
		});
	});

	it('reacts to one number only, and keeps to that when the filter changes', async () => {
		useVersion(setup, '3.13.0');
		const poller = await setup.activated(
			{ ...received, options: { phone: '0170 123 45 67' } },
			{ credential: { defaultCountryCode: '49' } },
		);
		receive(['wanted'], { from: '491701234567' });
		receive(['other']);
		expect(textsOf(await poller.poll())).toEqual(['wanted']);
		expect(await poller.publish(received)).toEqual([]);
		receive(['after']);
		expect(textsOf(await poller.poll())).toEqual(['after']);
	});

	it('gives the row of the host when Simplify is off', async () => {
		useVersion(setup, '3.13.0');
		const poller = await setup.activated({ ...received, simplify: false });
		receive(['one']);
		expect(await poller.poll()).toEqual([
			expect.objectContaining({
				message: 'one',
				direction: 'incoming',
				from: '31600000001',
				to: '31687654321',
			}),
		]);
	});

	it.each([true, false])(
		'shows and stores no token that a row has, with Simplify %s',
		async (simplify) => {
			useVersion(setup, '3.13.0');
			const poller = await setup.activated({ ...received, simplify });
			const seconds = Math.floor(setup.clock.now().getTime() / 1000).toString(16);
			const row = {
				uid: `${seconds}00001`,
				direction: 'incoming',
				to: '1',
				from: '2',
				message: 'a',
			};
			answerWith([{ ...row, api_key: TEXTBOOST_TOKEN, more: { any: [TEXTBOOST_TOKEN] } }]);
			const items = await poller.poll();
			expect(items).toHaveLength(1);
			const secret = TEXTBOOST_TOKEN.replace(/^7\|/, '');
			expect(JSON.stringify(items) + poller.staticData).not.toContain(secret);
		},
	);

	it('does not tell a backlog that the old filter left out, however many polls it takes', async () => {
		useVersion(setup, '3.13.0');
		const poller = await setup.activated(
			{ ...received, options: { phone: '+4917100000000' } },
			{ pollBudgetMs: 1 },
		);
		receive(Array.from({ length: 150 }, (_item, i) => `left out ${i}`));
		for (let i = 0; i < 10; i += 1) expect(await poller.poll()).toEqual([]);
		const items = await poller.publish(received);
		for (let i = 0; i < 10; i += 1) items.push(...(await poller.poll()));
		expect(items).toEqual([]);
		receive(['after']);
		expect(textsOf(await poller.poll())).toEqual(['after']);
	});
});
