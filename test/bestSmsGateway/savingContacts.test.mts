import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRecord } from '../../nodes/shared/record/json.ts';
import type { RunOptions } from '../engine/nodeTest.mts';
import { group, setUp } from './setup.mts';

const setup = setUp();
const { run, requestsFor } = setup;

const gateway = () => setup.sandbox.bestSmsGateway;
const own = () => gateway().contacts.filter(({ accountId }) => accountId === setup.accountId);
const CONTINUED = { onError: 'continueRegularOutput' } as const;
const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

const parameters = {
	groupId: group('={{ $json.group }}'),
	phone: '={{ $json.phone }}',
	firstName: '={{ $json.first }}',
	lastName: '={{ $json.last }}',
};

interface Person {
	phone: string;
	group?: string;
	first?: string;
	last?: string;
}

const people = (count: number, group = 'Staff'): Person[] =>
	Array.from({ length: count }, (_, i) => ({
		phone: `+23480${String(i).padStart(8, '0')}`,
		group,
		first: `Person ${i}`,
	}));

/** Somebody whose number the gateway does not take, although it has enough digits. */
function refusedPerson(): Person {
	const phone = `2347${String(setup.accountId).padStart(9, '0')}`;
	gateway().refuseContact(phone);
	return { phone: `+${phone}`, group: 'Staff' };
}

const save = async (items: Person[], options: RunOptions = {}) =>
	await run('contact', 'upsert', parameters, {
		items: items.map((item) => ({ ...item })),
		...options,
	});

/** The contacts of each request, as they were sent. */
function requests(): Array<Array<Record<string, unknown>>> {
	return requestsFor('save_contacts').map(({ contacts = '' }) => {
		const rows: unknown = JSON.parse(contacts);
		return Array.isArray(rows) ? rows.filter(isRecord) : [];
	});
}
const sizes = () => requests().map(({ length }) => length);

describe('many contacts', () => {
	it('are saved 250 at a time: 1,000 take 4 requests', async () => {
		const items = people(1000);
		const result = await save(items);
		expect(result.error).toBeUndefined();
		expect(sizes()).toEqual([250, 250, 250, 250]);
		expect(setup.sandbox.requests.mostInFlight).toBe(1);
		expect(result.items).toEqual(
			items.map(({ phone, first }, item) => ({
				json: { phone: phone.slice(1), firstName: first, lastName: null, groupId: 'Staff' },
				pairedItem: { item },
			})),
		);
		expect(own()).toHaveLength(1000);
	});

	it('of one group name it once, as one contact always did', async () => {
		await save(people(2));
		const [request] = requestsFor('save_contacts');
		expect(request?.group_name).toBe('Staff');
		expect(requests()[0]).toEqual([
			{ phone: '2348000000000', firstname: 'Person 0' },
			{ phone: '2348000000001', firstname: 'Person 1' },
		]);
	});

	it('of several groups share requests, each with its group', async () => {
		const groups = ['Staff', 'Customers', ''];
		const items = people(600).map((item, i) => ({ ...item, group: groups[i % 3] }));
		const result = await save(items);
		expect(sizes()).toEqual([250, 250, 100]);
		expect(requestsFor('save_contacts')[0]).not.toHaveProperty('group_name');
		expect(requests()[0]?.slice(0, 3)).toEqual([
			{ phone: '2348000000000', firstname: 'Person 0', group_name: 'Staff' },
			{ phone: '2348000000001', firstname: 'Person 1', group_name: 'Customers' },
			{ phone: '2348000000002', firstname: 'Person 2' },
		]);
		expect(result.json.map(({ groupId }) => groupId).slice(0, 3)).toEqual([
			'Staff',
			'Customers',
			'default',
		]);
		const stored = ['Staff', 'Customers', 'default'].map(
			(name) => own().filter((contact) => contact.group === name).length,
		);
		expect(stored).toEqual([200, 200, 200]);
	});

	it('stay below the usual limit of a body, whatever their names', async () => {
		const long = '名'.repeat(5000);
		const items = people(250).map((item) => ({ ...item, group: long, first: long, last: long }));
		const result = await save(items);
		expect(result.error).toBeUndefined();
		expect(sizes()).toEqual([250]);
		const [request] = setup.sandbox.requests.all;
		expect(request?.rawBody.length).toBeLessThan(1_000_000);
		expect(result.json[0]).toMatchObject({
			firstName: '名'.repeat(25),
			groupId: '名'.repeat(84),
		});
		expect(own()[0]).toMatchObject({ firstname: '名'.repeat(25), group: '名'.repeat(84) });
	});
});

describe('a number that comes again', () => {
	it('goes into a later request, and the last of its values stay', async () => {
		const [ada = { phone: '' }, bob = { phone: '' }] = people(2);
		const items = [
			{ ...ada, first: 'Ada' },
			bob,
			{ ...ada, first: 'Adaeze' },
			{ ...ada, first: 'Ada O.' },
			{ ...ada, group: 'Customers', first: 'Ms Obi' },
		];
		const result = await save(items);
		expect(sizes()).toEqual([2, 1, 1, 1]);
		expect(result.json.map(({ firstName }) => firstName)).toEqual(items.map(({ first }) => first));
		expect(own().map(({ firstname, group: name }) => [firstname, name])).toEqual([
			['Person 1', 'Staff'],
			['Ada O.', 'Staff'],
			['Ms Obi', 'Customers'],
		]);
	});

	it('is the same as written for its own country, where the last stays too', async () => {
		const items = [
			{ phone: '08094309926', first: 'First' },
			...people(5),
			{ phone: '+2348094309926', first: 'Second' },
			...people(9).slice(5),
			{ phone: '0809 430 9926', first: 'Last' },
		];
		const result = await save(items);
		expect(result.error).toBeUndefined();
		expect(result.json).toHaveLength(items.length);
		expect(own().filter(({ phone }) => phone === '2348094309926')).toMatchObject([
			{ firstname: 'Last' },
		]);
	});

	const local = '08094309926';
	const whole = '+2348094309926';

	it.each<[string, Person[], Array<[string, string]>]>([
		[
			'in one group',
			[
				{ phone: local, first: 'First' },
				{ phone: local, first: 'Second' },
				{ phone: whole, first: 'Last' },
			],
			[['default', 'Last']],
		],
		[
			'in a group whose name is in another case',
			[
				{ phone: local, group: 'Staff', first: 'First' },
				{ phone: local, group: 'STAFF', first: 'Second' },
				{ phone: whole, group: 'staff', first: 'Last' },
			],
			[['staff', 'Last']],
		],
		[
			'in two groups',
			[
				{ phone: local, group: 'Staff', first: 'First' },
				{ phone: local, group: 'Customers', first: 'Second' },
				{ phone: whole, group: 'Customers', first: 'Last' },
			],
			[
				['Staff', 'First'],
				['Customers', 'Last'],
			],
		],
	])('keeps its last values, however it is written, %s', async (_, items, expected) => {
		const result = await save(items);
		expect(result.json.map(({ firstName }) => firstName)).toEqual(items.map(({ first }) => first));
		expect(own().map(({ group: name, firstname }) => [name, firstname])).toEqual(expected);
	});

	describe('and was saved before its first values are repeated', () => {
		const items = people(251);
		items[0] = { phone: local, group: 'Staff', first: 'First' };
		items[250] = { phone: whole, group: 'Staff', first: 'Last' };
		const settings = { ...RETRY, ...CONTINUED };
		const lost = {
			form: { action: 'save_contacts' },
			when: 'after',
			fault: { kind: 'drop' },
		} as const;
		const stored = () => own().filter(({ phone }) => phone === whole.slice(1));

		it('keeps its last values', async () => {
			setup.sandbox.faults.add(lost);
			const result = await save(items, { settings });
			expect(result.json.filter(({ error }) => error !== undefined)).toEqual([]);
			expect(sizes()).toEqual([250, 1, 250, 1]);
			expect(stored()).toMatchObject([{ firstname: 'Last' }]);
		});

		it('does not call the first ones saved where the last ones could not be saved again', async () => {
			setup.sandbox.faults.add(lost);
			setup.sandbox.faults.add({ ...lost, when: 'before', skip: 3 });
			const result = await save(items, { settings: { ...settings, maxTries: 2 } });
			expect(
				result.json.flatMap(({ outcome }, item) => (outcome ? [[item, outcome]] : [])),
			).toEqual([[0, 'unknown']]);
		});
	});

	it('keeps its last values also where only the first ones are repeated', async () => {
		const [ada = { phone: '' }] = people(1);
		setup.sandbox.faults.add({
			form: { action: 'save_contacts' },
			when: 'after',
			fault: { kind: 'drop' },
		});
		const items = ['Ada', 'Adaeze'].map((first) => ({ ...ada, first }));
		const result = await save(items, { settings: { ...RETRY, ...CONTINUED } });
		expect(result.json.map(({ firstName }) => firstName)).toEqual(['Ada', 'Adaeze']);
		expect(own()).toMatchObject([{ firstname: 'Adaeze' }]);
	});
});

describe('a number that the gateway does not take', () => {
	it('costs one more request where it is too short, and fails its item only', async () => {
		const items = people(300);
		items[7] = { phone: '12345', group: 'Staff' };
		items[9] = { phone: '6789', group: 'Staff' };
		const result = await save(items, { settings: CONTINUED });
		expect(sizes().sort()).toEqual([2, 250, 48]);
		const failed = result.items.filter(({ json }) => 'error' in json);
		expect(failed).toEqual(
			[7, 9].map((item) => ({
				json: {
					error: `BestSMSGateway refused: “No valid contact supplied”. The contact was not saved. [item ${item}]`,
					outcome: 'notSent',
				},
				pairedItem: { item },
			})),
		);
		expect(own()).toHaveLength(298);
	});

	it('is found among 250 with nine more requests, and all others are saved', async () => {
		const items = people(250);
		items[77] = refusedPerson();
		const result = await save(items, { settings: CONTINUED });
		const failed = result.items.filter(({ json }) => 'error' in json);
		expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 77 }]);
		expect(own()).toHaveLength(249);
		expect(requestsFor('save_contacts').length).toBeLessThanOrEqual(10);
	});

	it('is told where the answer counts none', async () => {
		setup.sandbox.faults.add({
			form: { action: 'save_contacts' },
			when: 'before',
			fault: { kind: 'answer', status: 200, body: '{"total":"0"}' },
		});
		const result = await save(people(2), { settings: CONTINUED });
		expect(result.json.map(({ error }) => error)).toEqual(
			['2348000000000', '2348000000001'].map(
				(phone, item) =>
					`BestSMSGateway did not accept ${phone} as a phone number. The contact was not saved. [item ${item}]`,
			),
		);
		expect(requestsFor('save_contacts')).toHaveLength(1);
	});

	it('takes the sample of the document for what it says', async () => {
		setup.sandbox.faults.add({
			form: { action: 'save_contacts' },
			when: 'after',
			fault: { kind: 'answer', status: 200, body: '{"total":"2"}' },
		});
		expect((await save(people(2))).json).toHaveLength(2);
		expect(sizes()).toEqual([2]);
	});

	it.each([1, 2])('does not believe counts that are always %i', async (total) => {
		const answer = { kind: 'answer', status: 200, body: JSON.stringify({ total }) } as const;
		for (let i = 0; i < 100; i++) {
			setup.sandbox.faults.add({
				form: { action: 'save_contacts' },
				when: 'after',
				fault: answer,
			});
		}
		const result = await save(people(1000), { settings: CONTINUED });
		expect(requestsFor('save_contacts').length).toBeLessThanOrEqual(68);
		expect(new Set(result.json.map(({ outcome }) => outcome))).toEqual(new Set(['unknown']));
		expect(result.json[999]?.error).toBe(
			`BestSMSGateway accepted ${total} of 250 contacts and did not report which it left out. This concerns items 750–999, which shared a request. Any of the 250 contacts may still have been saved, and can safely be saved again. [item 999]`,
		);
	});

	it('is looked for with 60 more requests a run at most, and what is not found out is said', async () => {
		// Of this account only, for the numbers are refused to all.
		const numberOf = (i: number) =>
			`2347${String(setup.accountId).padStart(5, '0')}${String(i).padStart(4, '0')}`;
		const items = people(1000).map((item, i) => ({ ...item, phone: `+${numberOf(i)}` }));
		const refused = new Set(Array.from({ length: 40 }, (_, i) => i * 25 + 7));
		for (const i of refused) gateway().refuseContact(numberOf(i));
		const result = await save(items, { settings: CONTINUED });
		expect(requestsFor('save_contacts').length).toBeLessThanOrEqual(64);
		expect(own()).toHaveLength(960);
		const saved = result.json.flatMap(({ error }, i) => (error === undefined ? [i] : []));
		expect(saved.filter((i) => refused.has(i))).toEqual([]);
		expect(saved.length).toBeGreaterThan(200);
		const failed = result.json.flatMap(({ outcome }, i) => (outcome === 'notSent' ? [i] : []));
		expect(failed.filter((i) => !refused.has(i))).toEqual([]);
		expect(result.json[999]).toEqual({
			error:
				'BestSMSGateway accepted 240 of 250 contacts and did not report which it left out. This concerns items 750–999, which shared a request. Any of the 250 contacts may still have been saved, and can safely be saved again. [item 999]',
			outcome: 'unknown',
		});
	});

	it('leaves none unsaved that can be, whoever is refused and however numbers are written', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(
					fc.record({
						n: fc.integer({ min: 0, max: 40 }),
						isLocal: fc.boolean(),
						group: fc.constantFrom('Staff', 'Customers'),
					}),
					{ minLength: 1, maxLength: 60 },
				),
				fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 12 }),
				async (rows, refused) => {
					const credential = setup.addAccount(setup.sandbox);
					// No more digits than a number can have, whatever the number of the account is.
					const stored = (n: number) =>
						`2348${String(setup.accountId).padStart(5, '0')}${String(n).padStart(4, '0')}`;
					const isRefused = new Set(refused.map(stored));
					for (const phone of isRefused) gateway().refuseContact(phone);
					const items = rows.map(({ n, isLocal, group: name }, i) => ({
						phone: isLocal ? stored(n).replace(/^234/, '0') : stored(n),
						number: stored(n),
						group: name,
						first: `Name ${i}`,
					}));
					setup.sandbox.requests.clear();
					const result = await run('contact', 'upsert', parameters, {
						items,
						settings: CONTINUED,
						credential,
					});
					const expected = new Map<string, string>();
					for (const { number, group: name, first } of items) {
						if (!isRefused.has(number)) expected.set(`${number} ${name}`, first);
					}
					const found = own().map(
						({ phone, group: name, firstname }) => [`${phone} ${name}`, firstname] as const,
					);
					expect(new Map(found)).toEqual(expected);
					const isAllFoundOut = requestsFor('save_contacts').length < 60;
					expect(result.json.map(({ error }) => error !== undefined)).toEqual(
						items.map(({ number }, item) =>
							isAllFoundOut
								? isRefused.has(number)
								: isRefused.has(number) || result.json[item]?.outcome === 'unknown',
						),
					);
				},
			),
			{ numRuns: 25 },
		);
	});
});

describe('a request that fails', () => {
	const lost = {
		form: { action: 'save_contacts' },
		when: 'after',
		fault: { kind: 'drop' },
	} as const;

	it('fails its items only', async () => {
		setup.sandbox.faults.add({ ...lost, skip: 1 });
		const result = await save(people(600), { settings: CONTINUED });
		const failed = result.items.filter(({ json }) => 'error' in json);
		expect(failed.map(({ pairedItem }) => pairedItem)).toEqual(
			Array.from({ length: 250 }, (_, i) => ({ item: 250 + i })),
		);
		expect(failed[0]?.json).toEqual({
			error:
				'The connection to BestSMSGateway was cut off before the response was complete. This concerns items 250–499, which shared a request. Any of the 250 contacts may still have been saved, and can safely be saved again. [item 250]',
			outcome: 'unknown',
		});
		expect(sizes()).toEqual([250, 250, 100]);
		expect(own()).toHaveLength(600);
	});

	it('goes again on Retry On Fail, with what was not confirmed only', async () => {
		setup.sandbox.faults.add({ ...lost, skip: 1 });
		const result = await save(people(600), { settings: RETRY });
		expect(result.error).toBeUndefined();
		expect(result.json).toHaveLength(600);
		expect(requests().map(([first]) => first?.phone)).toEqual([
			'2348000000000',
			'2348000000250',
			'2348000000250',
			'2348000000500',
		]);
		expect(own()).toHaveLength(600);
	});

	it('may have saved the contacts where the gateway answered the first time', async () => {
		const items = people(8);
		items[3] = refusedPerson();
		setup.sandbox.faults.add({ ...lost, when: 'before', skip: 1 });
		const result = await save(items, { settings: CONTINUED });
		expect(new Set(result.json.map(({ outcome }) => outcome))).toEqual(new Set(['unknown']));
		expect(sizes()).toEqual([8, 4]);
		const retried = await save(items, { settings: RETRY });
		expect(retried.error?.message).toBe(
			'BestSMSGateway refused: “No valid contact supplied”. The contact was not saved. [item 3]',
		);
	});

	it('is waited out at HTTP 429', async () => {
		setup.sandbox.faults.add({
			form: { action: 'save_contacts' },
			when: 'before',
			fault: { kind: 'tooManyRequests', retryAfter: '0' },
		});
		expect((await save(people(3))).json).toHaveLength(3);
		expect(sizes()).toEqual([3, 3]);
	});
});

it('a group that the gateway treats as none is refused', async () => {
	const result = await save([{ phone: '+2348000000001', group: '0' }]);
	expect(result.error?.message).toBe(
		'Group is “0”, which the gateway treats as empty. The contact was not saved. [item 0]',
	);
	expect(setup.sandbox.requests.all).toEqual([]);
});
