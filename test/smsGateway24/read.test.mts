import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestClock } from '../../lab/sandbox/clock.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../lab/sandbox/sandbox.mts';
import { PIXEL_7, START_ACCOUNT } from '../../lab/sandbox/smsGateway24.mts';
import { hintsOf } from '../engine/hints.mts';
import { plainText } from '../engine/plainText.mts';
import { onPixel7, setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;

const DATES = { created: new Date('2026-01-10T12:00:00Z') };

beforeEach(() => {
	Object.assign(setup.sandbox.smsGateway24.settings, {
		emptyShape: '[]',
		errorKey: 'missing',
		timezoneType: 3,
		messagesZone: 'Europe/Paris',
	});
});

describe('Get Many', () => {
	let ids: number[];
	beforeAll(() => {
		ids = setup.sandbox.smsGateway24.seedMessages(3000, (i) => ({
			sendto: `+3361${String(i).padStart(7, '0')}`,
			body: `Text ${i}`,
			deviceId: i % 2 === 0 ? PIXEL_7.id : 261,
			sim: i % 2,
			customerid: i === 5 ? 1042 : null,
			status: i % 10 === 0 ? 5 : 7,
			created: new Date(DATES.created.getTime() + i * 60_000),
		}));
	});

	it('returns the newest of 3,000 SMS up to the limit', async () => {
		const result = await run('sms', 'getAll', { limit: 7 });
		expect(result.json.map(({ id }) => id)).toEqual(ids.slice(-7).reverse().map(String));
		expect(
			result.items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}'),
		).toBe(true);
	});

	it('returns all 3,000, oldest first where wanted', async () => {
		const result = await run('sms', 'getAll', {
			returnAll: true,
			options: { sort: 'oldestFirst' },
		});
		expect(result.json.map(({ id }) => id)).toEqual(ids.map(String));
		expect(setup.sandbox.requests.all).toHaveLength(1);
		expect(setup.sandbox.requests.all[0]?.form.orderbydesc).toBe('0');
	});

	it('maps a row to the common message, outgoing and incoming', async () => {
		const result = await run('sms', 'getAll', {
			returnAll: true,
			options: { sort: 'oldestFirst' },
		});
		expect(result.json[0]).toEqual({
			id: String(ids[0]),
			direction: 'incoming',
			from: '+33610000000',
			to: null,
			text: 'Text 0',
			status: 'received',
			vendorStatus: 5,
			reason: null,
			createdAt: '2026-01-10T12:00:00Z',
			sentAt: null,
			sendAt: null,
			price: null,
			reference: null,
			deviceId: '260',
			sim: 0,
			simName: 'SIM Slot 1',
			campaignId: null,
			campaignName: null,
		});
		expect(result.json[5]).toEqual({
			id: String(ids[5]),
			direction: 'outgoing',
			from: null,
			to: '+33610000005',
			text: 'Text 5',
			status: 'delivered',
			vendorStatus: 7,
			reason: null,
			createdAt: '2026-01-10T12:05:00Z',
			sentAt: null,
			sendAt: null,
			price: null,
			reference: '1042',
			segments: 1,
			encoding: 'GSM-7',
			deviceId: '261',
			sim: 1,
			simName: 'SIM Slot 2',
			campaignId: null,
			campaignName: null,
		});
	});

	it("returns the vendor's rows untouched when Simplify is off", async () => {
		const result = await run('sms', 'getAll', { limit: 1, simplify: false });
		expect(result.json[0]).toMatchObject({
			id: ids.at(-1),
			statustitle: expect.any(String),
			created: { timezone_type: 3, timezone: 'UTC' },
			paketid: null,
		});
	});

	it.each([
		['device', { deviceId: { __rl: true, mode: 'id', value: '261' } }, { device_id: '261' }, 1500],
		['status', { status: 5 }, { status: '5' }, 300],
		['SIM', { sim: 1 }, { sim: '1' }, 1500],
		['reference', { reference: '1042' }, { customerid: '1042' }, 1],
		['phone', { phone: '+33610000009' }, { phone: '+33610000009' }, 1],
		// As the gateway lists it (fact sheet, section 7.7).
		['phone with spaces', { phone: '+33 6 10 00 00 09' }, { phone: '+33610000009' }, 1],
		[
			'time',
			{ createdAfter: '2026-01-10T13:00:00', createdBefore: '2026-01-10T13:09:00' },
			{ begindate: '2026-01-10 12:00:00', enddate: '2026-01-10 12:09:00', timezone: 'UTC' },
			10,
		],
		[
			'time zone',
			{ createdAfter: '2026-01-12T14:50:00', timezone: 'Asia/Tokyo' },
			{ begindate: '2026-01-12 22:50:00', timezone: 'Asia/Tokyo' },
			10,
		],
	])('filters by %s, as does Count', async (_, filters, form, count) => {
		const options = { timezone: 'Europe/Paris' };
		const many = await run('sms', 'getAll', { returnAll: true, filters }, options);
		const counted = await run('sms', 'count', { filters }, options);

		expect(many.json).toHaveLength(count);
		expect(counted.json).toEqual([{ count }]);
		const [listRequest, countRequest] = setup.sandbox.requests.to('/getallsms');
		expect(listRequest?.form).toMatchObject({ token: START_ACCOUNT.token, ...form });
		expect(countRequest?.form).toMatchObject({ onlycount: '1', ...form });
	});

	it('gives the offset that a date dump of type 1 has', async () => {
		setup.sandbox.smsGateway24.settings.timezoneType = 1;
		const result = await run('sms', 'getAll', {
			limit: 1,
			filters: { timezone: 'Australia/Sydney' },
		});
		expect(result.json[0]?.createdAt).toBe('2026-01-13T00:59:00+11:00');
	});

	it.each(['number', 'string', 'missing'] as const)(
		'takes error as %s for success',
		async (key) => {
			setup.sandbox.smsGateway24.settings.errorKey = key;
			const result = await run('sms', 'getAll', { limit: 1, simplify: false });
			expect(result.json).toHaveLength(1);
		},
	);

	it.each(['[]', '{}', 'null', 'missing'] as const)('takes %s for none', async (emptyShape) => {
		setup.sandbox.smsGateway24.settings.emptyShape = emptyShape;
		const messages = await run('sms', 'getAll', { filters: { reference: '999' } });
		expect(messages).toMatchObject({ json: [], error: undefined });
	});
});

describe('Get Many, where a response has fewer rows than its count,', () => {
	const HOUR_MS = 60 * 60 * 1000;
	const begin = new Date('2026-02-01T00:00:00Z').getTime();
	let ids: number[];
	beforeAll(() => {
		// Most of them within a few hours, as with a campaign.
		ids = setup.sandbox.smsGateway24.seedMessages(1000, (i) => ({
			sendto: '+33699999999',
			body: `Text ${i}`,
			deviceId: PIXEL_7.id,
			status: 7,
			created: new Date(begin + (i < 800 ? i * 10_000 : i * HOUR_MS)),
		}));
	});
	beforeEach(() => {
		setup.sandbox.smsGateway24.settings.mostRows = 150;
	});
	afterEach(() => {
		setup.sandbox.smsGateway24.settings.mostRows = Infinity;
	});
	const filters = { phone: '+33699999999' };

	describe.each(['oldest', 'newest'] as const)('of which it lists the %s,', (cappedTo) => {
		beforeEach(() => {
			setup.sandbox.smsGateway24.settings.cappedTo = cappedTo;
		});

		it.each([
			['all', { returnAll: true }, (all: number[]) => all.toReversed()],
			['the newest', { limit: 5 }, (all: number[]) => all.slice(-5).toReversed()],
			[
				'the oldest',
				{ limit: 5, options: { sort: 'oldestFirst' } },
				(all: number[]) => all.slice(0, 5),
			],
			[
				'those of a time',
				{
					returnAll: true,
					filters: {
						...filters,
						createdAfter: '2026-02-01T00:10:00',
						createdBefore: '2026-02-01T01:40:00',
					},
				},
				(all: number[]) => all.slice(60, 601).toReversed(),
			],
		])('returns %s', async (_, parameters, wanted) => {
			const result = await run('sms', 'getAll', { filters, ...parameters }, { timezone: 'UTC' });
			expect(result.json.map(({ id }) => id)).toEqual(wanted(ids).map(String));
			expect(hintsOf(result)).toEqual([]);
			expect(setup.sandbox.requests.all.length).toBeLessThan(60);
			for (const { form } of setup.sandbox.requests.all) {
				expect(form).toMatchObject({ phone: '+33699999999', timezone: 'UTC' });
			}
		});
	});

	it('says so where the rest cannot be read', async () => {
		setup.sandbox.faults.add({
			path: '/getallsms',
			when: 'before',
			fault: {
				kind: 'answer',
				status: 200,
				body: '{"smss":{"7":{"id":7,"sendto":"+336","status":7}},"count":6,"message":"Ok"}',
			},
		});
		const result = await run('sms', 'getAll');
		expect(result.json).toMatchObject([{ id: '7' }]);
		expect(hintsOf(result)).toEqual([
			'SmsGateway24 found 6 SMS but returned only 1 of them. Add Created After and Created Before under Filters to read fewer at a time.',
		]);
	});
});

describe('Get Many with a limit, where a response has fewer rows than its count,', () => {
	const begin = new Date('2026-03-01T00:00:00Z').getTime();
	const phone = '+33688888888';
	const filters = { phone };
	let ids: string[];
	beforeAll(() => {
		ids = setup.sandbox.smsGateway24
			.seedMessages(5000, (i) => ({
				sendto: phone,
				body: `m${i}`,
				deviceId: PIXEL_7.id,
				status: 7,
				created: new Date(begin + i * 60_000),
			}))
			.map(String);
	});
	afterEach(() => {
		Object.assign(setup.sandbox.smsGateway24.settings, { mostRows: Infinity, cappedTo: 'oldest' });
	});
	const idsOf = ({ json }: { json: Array<{ id?: unknown }> }) => json.map(({ id }) => id);

	describe.each([
		[100, 'oldest'],
		[100, 'newest'],
		[500, 'oldest'],
		[500, 'newest'],
	] as const)('%i, the %s ones,', (mostRows, cappedTo) => {
		beforeEach(() => {
			Object.assign(setup.sandbox.smsGateway24.settings, { mostRows, cappedTo });
		});

		it.each([
			['newestFirst', 1],
			['oldestFirst', 1],
			['newestFirst', 120],
			['oldestFirst', 120],
		])('reads only the end that %s asks for, limit %i', async (sort, limit) => {
			const result = await run('sms', 'getAll', { filters, limit, options: { sort } });
			const inOrder = sort === 'newestFirst' ? ids.toReversed() : ids;
			expect(idsOf(result)).toEqual(inOrder.slice(0, limit));
			expect(hintsOf(result)).toEqual([]);
			expect(setup.sandbox.requests.all.length).toBeLessThan(25);
		});

		it('reads once for all items with the same filters, each up to its own limit', async () => {
			const items = Array.from({ length: 20 }, (_, i) => ({ limit: i + 1 }));
			const parameters = { filters, limit: '={{ $json.limit }}' };
			const result = await run('sms', 'getAll', parameters, { items });
			expect(idsOf(result)).toEqual(items.flatMap(({ limit }) => ids.toReversed().slice(0, limit)));
			expect(setup.sandbox.requests.all.length).toBeLessThan(25);
		});

		it('returns all 5,000', async () => {
			const result = await run('sms', 'getAll', { filters, returnAll: true });
			expect(idsOf(result)).toEqual(ids.toReversed());
			expect(hintsOf(result)).toEqual([]);
			expect(setup.sandbox.requests.all.length).toBeLessThan(5000 / mostRows + 40);
		});
	});

	it('bounds the requests of a run, and returns no older SMS in place of the newest', async () => {
		Object.assign(setup.sandbox.smsGateway24.settings, { mostRows: 100 });
		const items = Array.from({ length: 20 }, (_, minute) => ({ minute }));
		const createdAfter = '={{ "2026-02-28T12:" + String(10 + $json.minute) + ":00" }}';
		const result = await run(
			'sms',
			'getAll',
			{ limit: 2000, filters: { phone, createdAfter } },
			{ items, settings: { onError: 'continueRegularOutput' } },
		);
		expect(setup.sandbox.requests.all.length).toBeLessThanOrEqual(300 + items.length);
		for (const item of items.keys()) {
			const rows = result.items.filter(({ pairedItem }) =>
				JSON.stringify(pairedItem).includes(`"item":${item}}`),
			);
			const own = rows.map(({ json }) => json.id);
			if (rows[0]?.json.error === undefined) {
				expect(own).toEqual(ids.toReversed().slice(0, own.length));
			} else {
				expect(rows).toHaveLength(1);
				expect(rows[0].json.error).toContain('SmsGateway24 found 5000 SMS');
			}
		}
		expect(hintsOf(result)).toContainEqual(expect.stringContaining('SmsGateway24 found 5000 SMS'));
	});

	it('says so where too many are from the same second', async () => {
		setup.sandbox.smsGateway24.seedMessages(300, (i) => ({
			sendto: '+33677777777',
			body: `same ${i}`,
			deviceId: PIXEL_7.id,
			status: 7,
			created: new Date(begin),
		}));
		Object.assign(setup.sandbox.smsGateway24.settings, { mostRows: 100 });
		const result = await run('sms', 'getAll', { filters: { phone: '+33677777777' }, limit: 5 });
		expect(result.json).toHaveLength(5);
		expect(hintsOf(result)).toEqual([
			'SmsGateway24 did not return all SMS, because too many are from the same second. Add Device, Phone or Status under Filters to read fewer at a time.',
		]);
	});
});

it('links the items of several inputs to theirs', async () => {
	const result = await run(
		'sms',
		'getAll',
		{ filters: { reference: '={{ $json.reference }}' }, limit: 5 },
		{ items: [{ reference: '1042' }, { reference: '' }] },
	);
	expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		...Array.from({ length: 5 }, () => ({ item: 1 })),
	]);
});

describe('Get', () => {
	let own: Sandbox;
	const clock = createTestClock(new Date('2026-05-01T08:00:00Z'));
	beforeAll(async () => {
		own = await startSandbox({ clock });
	});

	it('follows an SMS from queued to delivered', async () => {
		const credential = { baseUrl: own.smsGateway24.baseUrl };
		try {
			const sent = await run(
				'sms',
				'send',
				{ ...onPixel7, to: '+33612345678', message: 'x' },
				{ credential },
			);
			const messageId = plainText(sent.json[0]?.id);
			const seen = [];
			for (let step = 0; step < 5; step++) {
				const result = await run('sms', 'get', { messageId }, { credential });
				seen.push([result.json[0]?.vendorStatus, result.json[0]?.status]);
				clock.advance(own.smsGateway24.settings.statusStepMs);
			}
			expect(seen).toEqual([
				[1, 'queued'],
				[3, 'queued'],
				[2, 'queued'],
				[6, 'sent'],
				[7, 'delivered'],
			]);
			expect(own.requests.to('/getsmsstatus')[0]?.form).toEqual({
				token: START_ACCOUNT.token,
				sms_id: messageId,
			});
		} finally {
			await own.close();
		}
	});

	it.each([8, 9, 10, 11, 12, 100, 101] as const)('tells that code %s is failed', async (code) => {
		const [id = 0] = setup.sandbox.smsGateway24.seedMessages(1, () => ({
			sendto: '+33612345678',
			body: 'x',
			deviceId: PIXEL_7.id,
		}));
		setup.sandbox.smsGateway24.failMessage(id, code);
		const result = await run('sms', 'get', { messageId: String(id) });
		expect(result.json).toMatchObject([{ id: String(id), status: 'failed', vendorStatus: code }]);
	});

	it("returns the vendor's answer without its error key when Simplify is off", async () => {
		const [id = 0] = setup.sandbox.smsGateway24.seedMessages(1, () => ({
			sendto: '+33612345678',
			body: 'x',
			deviceId: PIXEL_7.id,
		}));
		const result = await run(
			'sms',
			'get',
			{ messageId: String(id), simplify: false },
			{ settings: { retryOnFail: true, waitBetweenTries: 1 } },
		);
		expect(result.json).toEqual([
			{ sms_id: id, status: 1, status_description: 'New', message: 'Ok' },
		]);
		expect(setup.sandbox.requests.all).toHaveLength(1);
	});
});
