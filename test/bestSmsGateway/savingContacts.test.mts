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
		const answerTwo = () =>
			setup.sandbox.faults.add({
				form: { action: 'save_contacts' },
				when: 'after',
				fault: { kind: 'answer', status: 200, body: '{"total":"2"}' },
			});
		answerTwo();
		expect((await save(people(2))).json).toHaveLength(2);
		expect(sizes()).toEqual([2]);
		answerTwo();
		// One is missing, and found out one by one.
		expect((await save(people(3))).json).toHaveLength(3);
		expect(sizes()).toEqual([2, 3, 2, 1]);
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
					const stored = (n: number) => `2348${String(n).padStart(9, '1')}${setup.accountId}`;
					const isRefused = new Set(refused.map(stored));
					for (const phone of isRefused) gateway().refuseContact(phone);
					const items = rows.map(({ n, isLocal, group: name }, i) => ({
						phone: isLocal ? stored(n).replace(/^234/, '0') : stored(n),
						number: stored(n),
						group: name,
						first: `Name ${i}`,
					}));
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
					expect(result.json.map(({ error }) => error !== undefined)).toEqual(
						items.map(({ number }) => isRefused.has(number)),
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
