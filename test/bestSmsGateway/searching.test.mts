import { describe, expect, it } from '@jest/globals';
import { setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;

const gateway = () => setup.sandbox.bestSmsGateway;
const own = () => gateway().contacts.filter(({ accountId }) => accountId === setup.accountId);

/** Neighbors, and names that the gateway's own search does not tell apart (fact sheet 12.6). */
const CONTACTS = [
	{ phone: '2348160000100', firstname: 'Ada', lastname: 'The Great' },
	{ phone: '2348160000101', firstname: 'Ade', lastname: 'Great' },
	{ phone: '2348160000102', firstname: 'José', lastname: "O'Hara" },
	{ phone: '2348160000103', firstname: 'Jose', lastname: 'OXHara' },
	{ phone: '2348160000104', firstname: 'Who?', lastname: '100%' },
	{ phone: '2348160000105', firstname: 'Who', lastname: '100x' },
	{ phone: '2348160000106', firstname: 'snake_case', lastname: 'a\\b' },
	{ phone: '2348160000107', firstname: 'snakeXcase', lastname: 'ab' },
];

function seed() {
	const { accountId } = setup;
	gateway().seedContacts(CONTACTS.map((contact) => ({ accountId, group: 'Staff', ...contact })));
}

/** What is searched for, and whose numbers end how: nobody else's. */
const SEARCHES: Array<[string, number[]]> = [
	['2348160000100', [0]],
	['+2348160000100', [0]],
	['+234 816 000-0100', [0]],
	['ada 2348160000100', [0]],
	['ada 2348160000101', []],
	['2348160000', []],
	['234816', []],
	['00010', []],
	['00', []],
	['ada the', [0]],
	['the', [0]],
	['great', [0, 1]],
	['ad', []],
	['about', []],
	['josé', [2]],
	['JOSE', [3]],
	["o'hara", [2]],
	['hara', []],
	['?', []],
	['who?', [4]],
	['who', [5]],
	['%', []],
	['100%', [4]],
	['_', []],
	['snake_case', [6]],
	['a\\b', [6]],
	['"', []],
	['1_1_1437039374', []],
	['+', []],
];

describe('a search for contacts', () => {
	it.each(SEARCHES)('of %j finds these and nobody else: %j', async (search, expected) => {
		seed();
		const result = await run('contact', 'getAll', { returnAll: true, filters: { search } });
		expect(result.error).toBeUndefined();
		expect(result.json.map(({ phone }) => phone).sort()).toEqual(
			expected.map((index) => CONTACTS[index]?.phone),
		);
	});

	it.each(SEARCHES)('of %j deletes these and nobody else: %j', async (search, expected) => {
		seed();
		const result = await run('contact', 'delete', { filters: { search } });
		expect(result.json).toEqual([{ deleted: expected.length > 0, count: expected.length }]);
		expect(own().map(({ phone }) => phone)).toEqual(
			CONTACTS.flatMap(({ phone }, index) => (expected.includes(index) ? [] : [phone])),
		);
	});

	describe('for a number in local form', () => {
		const phones = ['2348012345678', '448012345678', '19228012345678', '2348012345679'];
		const seedPhones = () =>
			gateway().seedContacts(
				phones.map((phone) => ({ accountId: setup.accountId, group: 'Staff', phone })),
			);

		it.each(['getAll', 'delete'])(
			'is refused where its country is not known: %s',
			async (operation) => {
				seedPhones();
				const filters = { search: '08012345678' };
				const result = await run('contact', operation, { filters });
				expect(result.error).toEqual({
					message:
						'Search contains “08012345678”, which has no country code, so it may match several contacts. [item 0]',
					description: expect.stringMatching('or set Default Country Code in the credential'),
				});
				expect(setup.sandbox.requests.all).toEqual([]);
				expect(own().map(({ phone }) => phone)).toEqual(phones);
			},
		);

		it.each<[string, string, string[]]>([
			['234', '08012345678', ['2348012345678']],
			['44', '08012345678', ['448012345678']],
			['', '2348012345678', ['2348012345678']],
			['', '8012345678', []],
			['', '0012015550123', []],
		])('with %j, %s is this one only', async (defaultCountryCode, search, expected) => {
			seedPhones();
			const credential = { ...setup.credential(), defaultCountryCode };
			const found = await run('contact', 'getAll', { filters: { search } }, { credential });
			expect(found.json.map(({ phone }) => phone)).toEqual(expected);
			await run('contact', 'delete', { filters: { search } }, { credential });
			expect(own().map(({ phone }) => phone)).toEqual(
				phones.filter((phone) => !expected.includes(phone)),
			);
		});
	});

	it('with nothing to see in it deletes nobody', async () => {
		seed();
		const groupId = { __rl: true, mode: 'name', value: 'Staff' };
		const filters = { search: '\u200B', groupId };
		const result = await run('contact', 'delete', { filters });
		expect(result.error?.message).toMatch('Search in Filters is empty');
		expect(own()).toHaveLength(CONTACTS.length);
	});

	it('counts for the limit only whom it finds', async () => {
		seed();
		const filters = { search: 'great' };
		const result = await run('contact', 'getAll', { limit: 1, filters });
		expect(result.json).toHaveLength(1);
	});
});

describe('a group', () => {
	const names = ['Café', 'Cafe', 'CAFE'];
	const seedGroups = () =>
		gateway().seedContacts(
			names.map((group, i) => ({
				accountId: setup.accountId,
				phone: `234816000010${i}`,
				group,
			})),
		);
	const filters = { groupId: { __rl: true, mode: 'name', value: 'cafe' } };

	it('is not another one that the gateway treats as the same', async () => {
		seedGroups();
		const found = await run('contact', 'getAll', { filters });
		expect(found.json.map(({ groupId }) => groupId).sort()).toEqual(['CAFE', 'Cafe']);
		await run('contact', 'delete', { filters });
		expect(own().map(({ group }) => group)).toEqual(['Café']);
	});
});

describe('a search for SMS', () => {
	const SMS = [
		{ text: 'The sale is on', recipient: '2348160000100' },
		{ text: 'Sale?', recipient: '2348160000101' },
		{ text: '50% off', recipient: '2348160000102' },
		{ text: '50 off', recipient: '2348160000103', sender: 'The Shop' },
		{ text: 'pay 9123456', recipient: '2348160000104' },
		{ text: 'pay 0123456 now', recipient: '2348160000105' },
	];

	it.each<[string, number[]]>([
		['sale', [0, 1]],
		['the sale', [0]],
		['the', [0, 3]],
		['?', [1]],
		['sale?', [1]],
		['50%', [2]],
		['%', [2]],
		['2348160000100', [0]],
		['shop 50', [3]],
		['0123456', [5]],
		['9123456', [4]],
	])('of %j finds these and no others: %j', async (search, expected) => {
		gateway().seedMessages(SMS.length, (i) => ({ accountId: setup.accountId, ...SMS[i] }));
		const result = await run('sms', 'getAll', { returnAll: true, filters: { search } });
		expect(result.error).toBeUndefined();
		expect(result.json.map(({ text }) => text).reverse()).toEqual(
			expected.map((index) => SMS[index]?.text),
		);
	});
});
