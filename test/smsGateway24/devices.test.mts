import { describe, expect, it } from '@jest/globals';
import { GALAXY_A14, PIXEL_7, START_ACCOUNT } from '../../lab/sandbox/smsGateway24.mts';
import { searchList } from '../engine/listSearch.mts';
import { setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;

describe('Get Many', () => {
	it('returns a short record of each phone', async () => {
		const result = await run('device', 'getAll');
		expect(result.json).toEqual([
			{
				id: '260',
				name: 'Pixel 7',
				number: '+491700000260',
				lastSeenAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
				createdAt: expect.stringMatching(/Z$/),
				appVersion: '12.1.21',
				subscription: true,
			},
			expect.objectContaining({ id: '261', name: 'Galaxy A14', number: null, subscription: false }),
		]);
		expect(setup.sandbox.requests.all[0]?.form).toEqual({ token: START_ACCOUNT.token });
	});

	it('keeps to the limit, and has all fields when Simplify is off', async () => {
		const result = await run('device', 'getAll', { limit: 1, simplify: false });
		expect(result.json).toMatchObject([{ id: 260, title: 'Pixel 7', siminfo: expect.anything() }]);
	});

	it.each(['[]', '{}', 'null', 'missing'] as const)('takes %s for none', async (emptyShape) => {
		const { settings } = setup.sandbox.smsGateway24;
		settings.emptyShape = emptyShape;
		setup.sandbox.smsGateway24.addAccount({
			email: `empty-${emptyShape}@example.com`,
			password: 'p',
			token: `${emptyShape.length}`.repeat(32),
		});
		const result = await run(
			'device',
			'getAll',
			{},
			{ credential: { token: `${emptyShape.length}`.repeat(32) } },
		);
		expect(result).toMatchObject({ json: [], error: undefined });
	});
});

describe('Get', () => {
	it.each([
		[PIXEL_7, true],
		[GALAXY_A14, false],
	])('tells whether %s is online', async ({ id, title }, online) => {
		const result = await run('device', 'get', {
			deviceId: { __rl: true, mode: 'id', value: String(id) },
		});
		expect(result.json).toEqual([
			{
				id: String(id),
				name: title,
				online,
				lastSeenAt: expect.stringMatching(/[+-]\d\d:\d\d$/),
				secondsSinceLastSeen: expect.any(Number),
			},
		]);
	});
});

describe('the drop-down', () => {
	const search = async (filter?: string) =>
		await searchList(
			setup,
			{ type: 'smsGateway24', credentialType: 'smsGateway24Api' },
			'searchDevices',
			filter,
		);

	it('shows name and ID, in the order of the names, and those that are offline last', async () => {
		const { addDevice } = setup.sandbox.smsGateway24;
		addDevice({ id: 300, title: 'Zen' });
		addDevice({ id: 301, title: 'Alpha', online: false });
		addDevice({ id: 303, title: 'Beta' });
		addDevice({ id: 302, title: 'Beta' });
		const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
		addDevice({ id: 304, title: 'Dozing', online: false, lastSeen: minutesAgo(10) });
		addDevice({ id: 305, title: 'Drained', online: false, lastSeen: minutesAgo(16) });

		const listed = await search();
		expect(listed).toEqual({
			results: [
				{ name: 'Alpha (301)', value: '301' },
				{ name: 'Beta (302)', value: '302' },
				{ name: 'Beta (303)', value: '303' },
				{ name: 'Dozing (304)', value: '304' },
				{ name: 'Pixel 7 (260)', value: '260' },
				{ name: 'Zen (300)', value: '300' },
				{ name: 'Drained (305) (offline)', value: '305' },
				{ name: 'Galaxy A14 (261) (offline)', value: '261' },
			],
		});
		// What is chosen is stored with its name.
		expect(JSON.stringify(listed)).not.toMatch(/\d\d:\d\d|\d{4}-\d\d/);
		expect(await search()).toEqual(listed);
	});

	it('takes a phone that does not tell when it was seen for one that may be online', async () => {
		setup.sandbox.faults.add({
			path: '/getalldevices',
			when: 'before',
			fault: {
				kind: 'answer',
				status: 200,
				body: '{"count":1,"device":{"1576":{"id":1576,"title":null,"lastseen":null}}}',
			},
		});
		expect(await search()).toEqual({ results: [{ name: 'Phone (1576)', value: '1576' }] });
	});

	it('takes the phones of the vendor document, last seen in 2020, for offline', async () => {
		const seen = (date: string) => ({ date, timezone_type: 3, timezone: 'UTC' });
		const device = {
			1576: {
				id: 1576,
				title: 'AOSP_on_IA_Emulator',
				lastseen: seen('2020-04-23 17:02:21.000000'),
			},
			1297: {
				id: 1297,
				title: 'Android_SDK_built_for_x86',
				lastseen: seen('2020-04-20 20:51:34.000000'),
			},
		};
		setup.sandbox.faults.add({
			path: '/getalldevices',
			when: 'before',
			fault: { kind: 'answer', status: 200, body: JSON.stringify({ count: 2, device }) },
		});
		expect((await search())?.results.map(({ name }) => name)).toEqual([
			'Android_SDK_built_for_x86 (1297) (offline)',
			'AOSP_on_IA_Emulator (1576) (offline)',
		]);
	});

	it('can be searched', async () => {
		expect((await search('pixel'))?.results.map(({ value }) => value)).toEqual(['260']);
	});
});
