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

	it('shows name, id and when the phone was last seen', async () => {
		expect(await search()).toEqual({
			results: [
				{
					name: expect.stringMatching(
						/^Galaxy A14 \(261\), last seen \d{4}-\d\d-\d\d \d\d:\d\d UTC$/,
					),
					value: '261',
				},
				{
					name: expect.stringMatching(/^Pixel 7 \(260\), last seen \d{4}-\d\d-\d\d \d\d:\d\d UTC$/),
					value: '260',
				},
			],
		});
	});

	it('can be searched', async () => {
		expect((await search('pixel'))?.results.map(({ value }) => value)).toEqual(['260']);
	});
});
