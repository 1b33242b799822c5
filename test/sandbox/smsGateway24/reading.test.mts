import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import property from 'lodash/get.js';
import type { TestClock } from '../../../lab/sandbox/clock.mts';
import { createTestClock } from '../../../lab/sandbox/clock.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../../lab/sandbox/sandbox.mts';
import { START_ACCOUNT } from '../../../lab/sandbox/smsGateway24.mts';
import type { SmsGateway24Settings } from '../../../lab/sandbox/smsGateway24/settings.mts';
import type { Parameters } from './testClient.mts';
import { createClient, OTHER_ACCOUNT, smsWith, success } from './testClient.mts';

const FIRST_ID = 62807347;
const { token } = START_ACCOUNT;

/** The `created` of the first sample of vendor document 4: 22:44:43 in Paris. */
const START = new Date('2023-11-02T21:44:43.250Z');

let clock: TestClock;
let sandbox: Sandbox;
const { url, post, get } = createClient(() => sandbox);

beforeEach(async () => {
	clock = createTestClock(START);
	sandbox = await startSandbox({ clock });
});

afterEach(() => sandbox.close());

describe('a long list of getallsms', () => {
	beforeEach(() => {
		sandbox.smsGateway24.seedMessages(3, () => ({ sendto: '+491', body: 'x', deviceId: 260 }));
	});
	const idsOf = (answer: unknown) =>
		Object.keys(Object(property(answer, ['body', 'smss'])) as object).map(Number);

	it.each([
		['oldest', [FIRST_ID, FIRST_ID + 1]],
		['newest', [FIRST_ID + 1, FIRST_ID + 2]],
	] as const)('may have the %s only, and counts all', async (cappedTo, ids) => {
		Object.assign(sandbox.smsGateway24.settings, { mostRows: 2, cappedTo });
		const answer = await post('getallsms', { token });
		expect(answer).toMatchObject(success({ count: 3 }));
		expect(idsOf(answer)).toEqual(ids);
	});

	it('may be too long for the server', async () => {
		sandbox.smsGateway24.settings.failsAboveRows = 2;
		const body = new URLSearchParams({ token });
		const response = await fetch(url('getallsms'), { method: 'POST', body });
		expect([response.status, await response.text()]).toEqual([500, '']);
	});
});

describe('the filters of getallsms', () => {
	/** Ids in the order of the seeds. */
	const [a, b, c, d] = [FIRST_ID, FIRST_ID + 1, FIRST_ID + 2, FIRST_ID + 3];

	beforeEach(() => {
		const seeds = [
			{ created: '2023-10-31T22:59:59Z', deviceId: 260, sim: 0, status: 7, customerid: 1 },
			{ created: '2023-11-01T00:00:00Z', deviceId: 260, sim: 1, status: 5, customerid: null },
			{ created: '2023-11-01T12:00:00Z', deviceId: 261, sim: 0, status: 9, customerid: 2 },
			{ created: '2023-11-02T00:00:00Z', deviceId: 261, sim: 0, status: 5, customerid: 0 },
		];
		for (const [index, { created, ...seed }] of seeds.entries()) {
			sandbox.smsGateway24.seedMessages(1, () => ({
				sendto: `+49${index}`,
				body: 'x',
				created: new Date(created),
				...seed,
			}));
		}
	});

	const cases: Array<[Parameters, number[]]> = [
		[{}, [a, b, c, d]],
		[{ device_id: '260' }, [a, b]],
		[{ status: '5' }, [b, d]],
		[{ status: '5', device_id: '261' }, [d]],
		[{ sim: '1' }, [b]],
		[{ customerid: '2' }, [c]],
		[{ customerid: '0' }, [d]],
		[{ phone: '+492' }, [c]],
		[{ phone: '492' }, []],
		[{ begindate: '2023-11-01' }, [b, c, d]],
		[{ begindate: '2023-11-01 00:00:01' }, [c, d]],
		[{ begindate: '2023-11-01', timezone: 'Europe/Paris' }, [b, c, d]],
		[{ begindate: '2023-10-31 23:59:59', timezone: 'Europe/Paris' }, [a, b, c, d]],
		[{ begindate: '2023-10-31 23:59:59' }, [b, c, d]],
		[{ enddate: '2023-11-01 12:00:00' }, [a, b, c]],
		[{ enddate: '2023-11-02' }, [a, b, c, d]],
		[{ enddate: '2023-11-01' }, [a, b]],
		[{ begindate: '2023-11-01', enddate: '2023-11-01 23:59:59', orderbydesc: '1' }, [b, c]],
	];

	it.each(cases)('%j', async (filter, ids) => {
		const { body } = await post('getallsms', { token, ...filter });
		const smss = ids.length === 0 ? [] : Object.fromEntries(ids.map((id) => [id, { id }]));
		expect(body).toMatchObject({ count: ids.length, smss });
		expect(Object.keys(Object(property(body, 'smss')) as object)).toEqual(ids.map(String));
		expect(await get('getallsms', { token, ...filter, onlycount: '1' })).toEqual(
			success({ count: ids.length, message: 'Ok' }),
		);
	});
});

describe('settings', () => {
	const shapes: Array<[SmsGateway24Settings['emptyShape'], object]> = [
		['[]', { smss: [], device: [] }],
		['{}', { smss: {}, device: {} }],
		['null', { smss: null, device: null }],
		['missing', {}],
	];

	it.each(shapes)('emptyShape %s', async (emptyShape, expected) => {
		sandbox.smsGateway24.addAccount(OTHER_ACCOUNT);
		sandbox.smsGateway24.settings.emptyShape = emptyShape;
		const messages = await post('getallsms', { token: OTHER_ACCOUNT.token });
		const devices = await post('getalldevices', { token: OTHER_ACCOUNT.token });
		expect({ ...Object(messages.body), ...Object(devices.body) }).toEqual({
			count: 0,
			message: 'Ok',
			...expected,
		});
	});

	const keys: Array<[SmsGateway24Settings['errorKey'], object]> = [
		['number', { error: 0 }],
		['string', { error: '0' }],
		['missing', {}],
	];

	it.each(keys)('errorKey %s', async (errorKey, expected) => {
		sandbox.smsGateway24.settings.errorKey = errorKey;
		expect(await post('getallsms', { token })).toEqual(
			success({ ...expected, smss: [], count: 0, message: 'Ok' }),
		);
		expect(await post('getallsms', { token, onlycount: '1' })).toEqual(
			success({ ...expected, count: 0, message: 'Ok' }),
		);
		expect(await post('getalldevices', { token })).toEqual(
			success({ ...expected, count: 2, device: expect.anything() }),
		);
	});

	it('timezoneType 1 names zones by their offset on that date', async () => {
		const { settings, seedMessages } = sandbox.smsGateway24;
		settings.timezoneType = 1;
		const dates = ['2023-11-02T21:44:43Z', '2023-07-02T21:44:43Z'];
		seedMessages(2, (index) => ({
			sendto: '1',
			body: 'x',
			deviceId: 260,
			created: new Date(dates[index] ?? ''),
		}));
		expect(await post('getallsms', { token })).toMatchObject({
			body: {
				smss: {
					[FIRST_ID]: {
						created: {
							date: '2023-11-02 22:44:43.000000',
							timezone_type: 1,
							timezone: '+01:00',
						},
					},
					[FIRST_ID + 1]: {
						created: {
							date: '2023-07-02 23:44:43.000000',
							timezone_type: 1,
							timezone: '+02:00',
						},
					},
				},
			},
		});
		expect(await post('getalldevices', { token })).toMatchObject({
			body: { device: { 260: { created: { timezone_type: 1, timezone: '+00:00' } } } },
		});
	});

	it('writes dates in the zones that are set, and in the zone that is asked for', async () => {
		const { settings } = sandbox.smsGateway24;
		settings.messagesZone = 'Asia/Kolkata';
		settings.devicesZone = 'America/New_York';
		await post('addsms', smsWith());
		const created = (date: string, timezone: string) => ({
			body: { smss: { [FIRST_ID]: { created: { date, timezone_type: 3, timezone } } } },
		});
		expect(await post('getallsms', { token })).toMatchObject(
			created('2023-11-03 03:14:43.000000', 'Asia/Kolkata'),
		);
		expect(await post('getallsms', { token, timezone: 'Australia/Sydney' })).toMatchObject(
			created('2023-11-03 08:44:43.000000', 'Australia/Sydney'),
		);
		expect(await post('getalldevices', { token })).toMatchObject({
			body: {
				device: {
					260: {
						lastseen: { date: '2023-11-02 17:44:43.000000', timezone: 'America/New_York' },
						lastseenhumanformat: '02.11.2023 17:44:43',
					},
				},
			},
		});
	});

	it('shows rows as in 2023 or as in 2021', async () => {
		const { settings } = sandbox.smsGateway24;
		await post('addsms', smsWith({ urgent: '1' }));
		clock.advance(60_000);
		const date = (at: string) => ({ date: at, timezone_type: 3, timezone: 'Europe/Paris' });
		const row = async () => {
			const { body } = await post('getallsms', { token });
			const found: unknown = property(body, ['smss', FIRST_ID]);
			return found;
		};
		expect(await row()).toMatchObject({
			status: 7,
			statustitle: 'delivered',
			urgent: true,
			sim: 0,
			timetosend: null,
			senttime: date('2023-11-02 22:44:49.000000'),
		});
		settings.rowsCarrySim = false;
		settings.rowsCarrySentTime = false;
		settings.unsetTimeToSend = 'created';
		const changed: unknown = await row();
		expect(changed).toMatchObject({
			timetosend: date('2023-11-02 22:44:43.000000'),
			senttime: null,
		});
		expect(changed).not.toHaveProperty('sim');
	});

	it('contentType is that of the answers', async () => {
		sandbox.smsGateway24.settings.contentType = 'text/html; charset=UTF-8';
		const response = await fetch(`${url('getalldevices')}?token=${token}`);
		expect(response.headers.get('content-type')).toBe('text/html; charset=UTF-8');
		expect(await response.json()).toMatchObject({ count: 2 });
	});
});
