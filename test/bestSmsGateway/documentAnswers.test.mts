import { afterEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { jsonAnswer } from '../../lab/gateways/faults.mts';
import { group, setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;

const gateway = () => setup.sandbox.bestSmsGateway;
const own = () => gateway().contacts.filter(({ accountId }) => accountId === setup.accountId);

/** The one sample of an answer that the vendor document has for three actions. */
const SAMPLE = { total: '10' };

const filters = { batchId: '1_1_1437039374' };

it.each<[string, object]>([
	['getUnits', { units: 10, messages: null }],
	['stop', { stopped: true, count: 10 }],
	['delete', { deleted: true, count: 10 }],
])('%s takes the sample of the document', async (operation, row) => {
	setup.sandbox.faults.add({ when: 'before', fault: jsonAnswer(200, SAMPLE) });
	const { json, error } = await run('sms', operation, { filters });
	expect(error).toBeUndefined();
	expect(json).toEqual([row]);
});

it.each<[string, object]>([
	['getUnits', { units: 41, messages: 39 }],
	['stop', { stopped: true, count: 39 }],
	['delete', { deleted: true, count: 39 }],
])('%s takes the answer that was recorded', async (operation, row) => {
	const answer = { total: 39, ...(operation === 'getUnits' && { total_units: 41 }) };
	setup.sandbox.faults.add({ when: 'before', fault: jsonAnswer(200, answer) });
	const { json } = await run('sms', operation, { filters });
	expect(json).toEqual([row]);
});

describe('contacts under `contacts`, as in the PHP sample of the document', () => {
	afterEach(() => {
		gateway().settings.contactsUnder = 'records';
	});

	const seed = () => {
		const { accountId } = setup;
		gateway().settings.contactsUnder = 'contacts';
		gateway().seedContacts([
			{ accountId, phone: '2348086689567', firstname: 'Ibukun', group: 'My Customers' },
			{ accountId, phone: '2348094309926', group: 'My Customers' },
			{ accountId, phone: '2348000000001', group: 'Staff' },
		]);
	};

	it.each<[string, INodeParameters, string[]]>([
		['all', {}, ['2348000000001', '2348094309926', '2348086689567']],
		['of a group', { groupId: group('My Customers') }, ['2348094309926', '2348086689567']],
		['that are searched for', { search: 'ibukun' }, ['2348086689567']],
	])('are read: %s', async (_, contactFilters, phones) => {
		seed();
		const { json, error } = await run('contact', 'getAll', { filters: contactFilters });
		expect(error).toBeUndefined();
		expect(json.map(({ phone }) => phone)).toEqual(phones);
	});

	it('are found by ID, and deleted by what they are found by', async () => {
		seed();
		const [first, second] = own().map(({ id }) => String(id));
		const byId = await run('contact', 'getAll', { filters: { contactIds: `${second},${first}` } });
		expect(byId.json.map(({ id }) => id)).toEqual([second, first]);
		const deleted = await run('contact', 'delete', { filters: { groupId: group('My Customers') } });
		expect(deleted.json).toEqual([{ deleted: true, count: 2 }]);
		expect(own().map(({ phone }) => phone)).toEqual(['2348000000001']);
	});

	it('is not what a list of SMS is', async () => {
		setup.sandbox.faults.add({
			when: 'before',
			fault: jsonAnswer(200, { contacts: [], totalpages: 1 }),
		});
		const { error } = await run('sms', 'getAll');
		expect(error?.message).toMatch('returned a response that this node does not understand');
	});
});

it('a group that a workflow of an older version has by ID is the same', async () => {
	const groupId = { __rl: true, mode: 'id', value: 'Staff' };
	const { json } = await run('contact', 'upsert', { phone: '+2348000000001', groupId });
	expect(json).toMatchObject([{ groupId: 'Staff' }]);
	const found = await run('contact', 'getAll', { filters: { groupId } });
	expect(found.json).toHaveLength(1);
	const sent = await run('sms', 'sendToGroup', { groupId, message: 'x' });
	expect(sent.json).toMatchObject([{ groupId: 'Staff', messages: 1 }]);
	const deleted = await run('contact', 'delete', { filters: { groupId } });
	expect(deleted.json).toEqual([{ deleted: true, count: 1 }]);
});

it.each([
	[300, '300 contacts were deleted before.'],
	[1, '1 contact was deleted before.'],
])('a deletion that ends in the middle tells that %i were deleted before', async (count, words) => {
	const { accountId } = setup;
	gateway().seedContacts(
		Array.from({ length: count + 1 }, (_, i) => ({
			accountId,
			phone: String(2348000000000 + i),
			group: 'Staff',
		})),
	);
	const ids = own().map(({ id }) => id);
	const [last = 0] = ids.splice(-1);
	// Of nobody, so that the last contact is in a request of its own.
	const others = Array.from({ length: 300 - count }, (_, i) => last + 1 + i);
	setup.sandbox.faults.add({
		form: { action: 'delete_contacts' },
		when: 'before',
		skip: 1,
		fault: { kind: 'answer', status: 500, body: '' },
	});
	const contactIds = [...ids, ...others, last].join();
	const result = await run('contact', 'delete', { filters: { contactIds } });
	expect(result.error?.message).toBe(
		`BestSMSGateway could not handle the request (HTTP 500). ${words} [item 0]`,
	);
	expect(own()).toHaveLength(1);
});
