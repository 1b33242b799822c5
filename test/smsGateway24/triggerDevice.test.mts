import { describe, expect, it } from '@jest/globals';
import { GALAXY_A14, PIXEL_7 } from '../../lab/sandbox/smsGateway24.mts';
import { READ_FAULTS } from '../engine/triggerTest.mts';
import { setUpTrigger } from './triggerSetup.mts';

const deviceChanges = { event: 'deviceStatusChanged', deviceChanges: [] };

describe('SmsGateway24 Trigger, Device Status Changed', () => {
	const setup = setUpTrigger();
	const changesOf = (items: Array<{ id?: unknown; status?: unknown; previousStatus?: unknown }>) =>
		items.map(({ id, status, previousStatus }) => [id, previousStatus, status]);
	const pixel = String(PIXEL_7.id);

	it('tells that a phone went offline, and that it came online again, once each', async () => {
		const poller = await setup.activated(deviceChanges);
		expect(await poller.poll()).toEqual([]);
		setup.sandbox.smsGateway24.setOnline(PIXEL_7.id, false);
		expect(await poller.poll()).toEqual([
			{
				id: pixel,
				name: PIXEL_7.title,
				online: false,
				lastSeenAt: expect.any(String),
				secondsSinceLastSeen: expect.any(Number),
				status: 'offline',
				previousStatus: 'online',
			},
		]);
		poller.restart();
		expect(await poller.poll()).toEqual([]);
		setup.sandbox.smsGateway24.setOnline(PIXEL_7.id, true);
		expect(changesOf(await poller.poll())).toEqual([[pixel, 'offline', 'online']]);
	});

	it('tells by default only that a phone went offline', async () => {
		const poller = await setup.activated({ event: 'deviceStatusChanged' });
		setup.sandbox.smsGateway24.setOnline(PIXEL_7.id, false);
		expect(await poller.poll()).toHaveLength(1);
		setup.sandbox.smsGateway24.setOnline(PIXEL_7.id, true);
		expect(await poller.poll()).toEqual([]);
	});

	it('asks for one phone with one request', async () => {
		const deviceId = { __rl: true, mode: 'id', value: String(GALAXY_A14.id) };
		const poller = await setup.activated({ ...deviceChanges, options: { deviceId } });
		setup.sandbox.smsGateway24.setOnline(GALAXY_A14.id, true);
		setup.sandbox.smsGateway24.setOnline(PIXEL_7.id, false);
		expect(changesOf(await poller.poll())).toEqual([[String(GALAXY_A14.id), 'offline', 'online']]);
		expect(setup.sandbox.requests.all).toHaveLength(1);
	});

	it('waits for the minutes that the user wants', async () => {
		const poller = await setup.activated({
			...deviceChanges,
			options: { offlineAfterMinutes: 10 },
		});
		setup.sandbox.smsGateway24.setOnline(PIXEL_7.id, false);
		setup.clock.advance(9 * 60_000);
		expect(await poller.poll()).toEqual([]);
		setup.clock.advance(2 * 60_000);
		expect(changesOf(await poller.poll())).toEqual([[pixel, 'online', 'offline']]);
	});

	it('says nothing of a phone that was added', async () => {
		const poller = await setup.activated(deviceChanges);
		setup.sandbox.smsGateway24.addDevice({ id: 300, title: 'New', online: false });
		expect(await poller.poll()).toEqual([]);
	});

	it('shows the phones as they are in a manual test', async () => {
		const poller = setup.trigger(deviceChanges);
		expect(changesOf(await poller.test())).toEqual([
			[pixel, null, 'online'],
			[String(GALAXY_A14.id), null, 'offline'],
		]);
	});

	it('goes by the minutes that the user wants also where the gateway is slower', async () => {
		const poller = await setup.activated({ ...deviceChanges, options: { offlineAfterMinutes: 5 } });
		const online = { error: 0, online: true, device_id: PIXEL_7.id, diffseconds: 540 };
		setup.sandbox.faults.add({
			path: '/getdevicestatus',
			when: 'before',
			fault: { kind: 'answer', status: 200, body: JSON.stringify(online) },
		});
		expect(changesOf(await poller.poll())).toEqual([[pixel, 'online', 'offline']]);
	});

	it('tells of the other phones where the gateway refuses one', async () => {
		const poller = await setup.activated(deviceChanges);
		setup.sandbox.smsGateway24.setOnline(GALAXY_A14.id, true);
		const refuse = (times: number) =>
			setup.sandbox.faults.add({
				path: '/getdevicestatus',
				times,
				when: 'before',
				fault: { kind: 'answer', status: 200, body: '{"error":1,"message":"No subscription"}' },
			});
		refuse(1);
		expect(changesOf(await poller.poll())).toEqual([[String(GALAXY_A14.id), 'offline', 'online']]);
		refuse(2);
		await expect(poller.poll()).rejects.toMatchObject({
			message: `Phone ${pixel}: SmsGateway24 reported an error: “No subscription”.`,
			description: expect.stringMatching(/still in your account/),
		});
	});

	it('tells of the other phones where the gateway refuses one without a reason', async () => {
		const poller = await setup.activated(deviceChanges);
		setup.sandbox.smsGateway24.setOnline(GALAXY_A14.id, true);
		setup.sandbox.faults.add({
			path: '/getdevicestatus',
			when: 'before',
			fault: { kind: 'answer', status: 200, body: '{"error":1}' },
		});
		expect(changesOf(await poller.poll())).toEqual([[String(GALAXY_A14.id), 'offline', 'online']]);
	});

	it.each(READ_FAULTS)('tells of the other phones where one fails: %s', async (_name, fault) => {
		const poller = await setup.activated(deviceChanges);
		setup.sandbox.faults.add({
			path: '/getdevicestatus',
			form: { device_id: String(GALAXY_A14.id) },
			times: Infinity,
			when: 'before',
			fault,
		});
		await expect(poller.poll()).rejects.toMatchObject({
			message: expect.stringMatching(new RegExp(`^Phone ${GALAXY_A14.id}: `)),
		});
		setup.sandbox.smsGateway24.setOnline(PIXEL_7.id, false);
		expect(changesOf(await poller.poll())).toEqual([[pixel, 'online', 'offline']]);
	});

	it.each([
		['also where the first one fails', PIXEL_7.id, GALAXY_A14.id],
		['also where the last one fails', GALAXY_A14.id, PIXEL_7.id],
	])('starts at a gateway that fails for one phone, %s', async (_name, failing, other) => {
		setup.sandbox.faults.add({
			path: '/getdevicestatus',
			form: { device_id: String(failing) },
			times: Infinity,
			when: 'before',
			fault: { kind: 'answer', status: 500, body: 'oops' },
		});
		const poller = await setup.activated(deviceChanges);
		const isOnline = other !== PIXEL_7.id;
		setup.sandbox.smsGateway24.setOnline(other, isOnline);
		const words = ['offline', 'online'];
		expect(changesOf(await poller.poll())).toEqual([
			[String(other), ...(isOnline ? words : words.reverse())],
		]);
	});

	it('tells of all phones where a minute allows two requests', async () => {
		const poller = await setup.activated(deviceChanges);
		setup.sandbox.smsGateway24.setOnline(PIXEL_7.id, false);
		setup.sandbox.smsGateway24.setOnline(GALAXY_A14.id, true);
		const told: unknown[] = [];
		for (let i = 0; i < 3; i += 1) {
			setup.clock.advance(60_000);
			setup.sandbox.faults.clear();
			setup.sandbox.faults.add({
				when: 'before',
				skip: 2,
				times: Infinity,
				fault: { kind: 'tooManyRequests' },
			});
			told.push(...changesOf(await poller.poll()));
		}
		expect(told).toEqual([
			[pixel, 'online', 'offline'],
			[String(GALAXY_A14.id), 'offline', 'online'],
		]);
	});

	it('checks many phones in turns', async () => {
		const many = Array.from({ length: 100 }, (_, i) => ({ ...PIXEL_7, id: 1_000 + i }));
		for (const phone of many) setup.sandbox.smsGateway24.addDevice({ ...phone, number: '' });
		const poller = await setup.activated(deviceChanges);
		await poller.poll();
		for (const { id } of many) setup.sandbox.smsGateway24.setOnline(id, false);
		const told: unknown[] = [];
		for (let i = 0; i < 2; i += 1) {
			setup.sandbox.requests.clear();
			told.push(...(await poller.poll()));
			expect(setup.sandbox.requests.all).toHaveLength(61);
		}
		expect(told).toHaveLength(many.length);
	});

	it('leaves the phones to the next poll where the gateway fails for one after the other', async () => {
		const many = Array.from({ length: 20 }, (_, i) => ({ ...PIXEL_7, id: 1_000 + i }));
		for (const phone of many) setup.sandbox.smsGateway24.addDevice({ ...phone, number: '' });
		const poller = await setup.activated(deviceChanges);
		setup.sandbox.faults.add({
			path: '/getdevicestatus',
			times: Infinity,
			when: 'before',
			fault: { kind: 'answer', status: 500, body: '' },
		});
		setup.sandbox.requests.clear();
		await expect(poller.poll()).rejects.toThrow(/HTTP 500/);
		expect(setup.sandbox.requests.all).toHaveLength(4);
	});

	it('says that the token is refused, also where it was good for the first phone', async () => {
		const poller = await setup.activated(deviceChanges);
		setup.sandbox.faults.add({
			path: '/getdevicestatus',
			skip: 1,
			times: Infinity,
			when: 'before',
			fault: { kind: 'answer', status: 200, body: '{"error":1,"message":"Invalid token"}' },
		});
		await expect(poller.poll()).rejects.toMatchObject({
			message: expect.not.stringMatching(/^Phone/),
			description: expect.stringMatching(/credential/),
		});
		expect(setup.sandbox.requests.all).toHaveLength(3);
	});

	it.each([
		['HTTP 404', { kind: 'answer', status: 404, body: 'not here' }, /Base URL/],
		[
			'a refused token',
			{ kind: 'answer', status: 200, body: '{"error":1,"message":"Invalid token"}' },
			/credential/,
		],
		['HTTP 500', { kind: 'answer', status: 500, body: 'oops' }, /Try again later/],
	] as const)(
		'says what it is about %s, and does not take it for the phone',
		async (_name, fault, advice) => {
			const poller = await setup.activated(deviceChanges);
			setup.sandbox.faults.add({ path: '/getdevicestatus', times: 9, when: 'before', fault });
			await expect(poller.poll()).rejects.toMatchObject({
				message: expect.not.stringMatching(/^Phone/),
				description: expect.stringMatching(advice),
			});
		},
	);
});
