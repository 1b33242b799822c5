import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestClock } from '../../../lab/sandbox/clock.mts';
import { createTestClock } from '../../../lab/sandbox/clock.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../../lab/sandbox/sandbox.mts';
import { PIXEL_7, START_ACCOUNT } from '../../../lab/sandbox/smsGateway24.mts';
import type { FailureStatus } from '../../../lab/sandbox/smsGateway24/statuses.mts';
import { createClient, smsWith } from './testClient.mts';

const FIRST_ID = 62807347;
const { token } = START_ACCOUNT;

const START = new Date('2023-11-02T21:44:43.250Z');

let clock: TestClock;
let sandbox: Sandbox;
const { post, get } = createClient(() => sandbox);

beforeEach(async () => {
	clock = createTestClock(START);
	sandbox = await startSandbox({ clock });
});

afterEach(() => sandbox.close());

describe('the way of an SMS', () => {
	const statuses = () => sandbox.smsGateway24.messages.map(({ status }) => status);

	it('goes 1, 3, 2, 6, 7, a step each 2 seconds, and stays there', async () => {
		await post('addsms', smsWith());
		const seen = [];
		for (let step = 0; step < 6; step += 1) {
			clock.advance(1999);
			seen.push(statuses()[0]);
			clock.advance(1);
		}
		expect(seen).toEqual([1, 3, 2, 6, 7, 7]);
	});

	it('starts at timetosend', async () => {
		await post('addsms', smsWith({ timetosend: '2023-11-02 22:00:00' }));
		clock.set(new Date('2023-11-02T22:00:01Z'));
		expect(statuses()).toEqual([1]);
		clock.set(new Date('2023-11-02T22:00:02Z'));
		expect(statuses()).toEqual([3]);
	});

	it('starts at once when timetosend has passed', async () => {
		await post('addsms', smsWith({ timetosend: '2019-07-01 23:50:00' }));
		expect(statuses()).toEqual([1]);
		clock.advance(2000);
		expect(statuses()).toEqual([3]);
	});

	it('waits while the device is offline, and goes on where it was', async () => {
		await post('addsms', smsWith());
		clock.advance(3000);
		sandbox.smsGateway24.setOnline(PIXEL_7.id, false);
		clock.advance(3_600_000);
		expect(statuses()).toEqual([3]);
		sandbox.smsGateway24.setOnline(PIXEL_7.id, true);
		clock.advance(999);
		expect(statuses()).toEqual([3]);
		clock.advance(1);
		expect(statuses()).toEqual([2]);
	});

	it('takes no notice of a device that is switched to what it is', async () => {
		const { setOnline } = sandbox.smsGateway24;
		await post('addsms', smsWith());
		setOnline(PIXEL_7.id, true);
		clock.advance(2000);
		setOnline(PIXEL_7.id, false);
		clock.advance(2000);
		setOnline(PIXEL_7.id, false);
		expect(statuses()).toEqual([3]);
		expect(await get('getdevicestatus', { token, device_id: '260' })).toMatchObject({
			body: { online: false, diffseconds: 2 },
		});
	});

	it('does not start on a device that has never been online', async () => {
		await post('addsms', smsWith({ device_id: '261' }));
		clock.advance(3_600_000);
		expect(statuses()).toEqual([1]);
	});

	it.each<FailureStatus>([8, 9, 10, 11, 12, 100, 101])(
		'ends with %i when told to',
		async (status) => {
			await post('addsms', smsWith());
			sandbox.smsGateway24.failMessage(FIRST_ID, status);
			expect(statuses()).toEqual([status]);
			clock.advance(60_000);
			expect(await get('getsmsstatus', { token, sms_id: String(FIRST_ID) })).toMatchObject({
				body: { status },
			});
		},
	);

	it('cannot fail an SMS that came in or that does not exist', () => {
		const id = sandbox.smsGateway24.receiveSms({ deviceId: 260, from: '1', text: 'x' });
		expect(() => sandbox.smsGateway24.failMessage(id, 9)).toThrow('no outgoing SMS');
		expect(() => sandbox.smsGateway24.failMessage(1, 9)).toThrow('no outgoing SMS');
	});

	it('shows a device online until it is turned off, and when it was seen then', async () => {
		const status = () => get('getdevicestatus', { token, device_id: '260' });
		clock.advance(10_000);
		expect(await status()).toMatchObject({ body: { online: true, diffseconds: 0 } });
		sandbox.smsGateway24.setOnline(PIXEL_7.id, false);
		clock.advance(90_999);
		expect(await status()).toMatchObject({
			body: {
				online: false,
				diffseconds: 90,
				lastseen: { date: '2023-11-02 22:44:53.000000' },
			},
		});
		expect(sandbox.smsGateway24.devices).toMatchObject([
			{ id: 261, online: false },
			{ id: 260, online: false },
		]);
	});

	it('holds thousands of SMS', async () => {
		const ids = sandbox.smsGateway24.seedMessages(3500, (index) => ({
			sendto: `+49${index}`,
			body: 'x',
			deviceId: 260,
		}));
		expect(ids[3499]).toBe(FIRST_ID + 3499);
		expect(await post('getallsms', { token })).toMatchObject({
			body: { count: 3500, smss: { [FIRST_ID + 3499]: { sendto: '+493499' } } },
		});
	});
});
