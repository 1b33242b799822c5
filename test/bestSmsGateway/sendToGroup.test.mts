import { describe, expect, it } from '@jest/globals';
import { group, setUp } from './setup.mts';

const setup = setUp();
const { run, requestsFor, stored } = setup;

const gateway = () => setup.sandbox.bestSmsGateway;

function seed() {
	const { accountId } = setup;
	gateway().seedContacts([
		{ accountId, phone: '2348000000001', firstname: 'Ada', group: 'Customers' },
		{ accountId, phone: '2348000000002', group: 'Customers' },
		{ accountId, phone: '2348000000002', group: 'No SMS' },
		{ accountId, phone: '2348000000003', group: 'Staff' },
	]);
}

it('yields one item per batch, with the number of SMS', async () => {
	seed();
	const result = await run(
		'sms',
		'sendToGroup',
		{ groupId: group('={{ $json.group }}'), message: 'Hi [firstname]', from: 'Shop' },
		{ items: [{ group: 'Customers' }, { group: ' Customers , Staff ' }] },
	);
	const [first, second] = requestsFor('send_sms');
	expect(first).toMatchObject({
		contact_groups: 'Customers',
		message: 'Hi [firstname]',
		sender_id: 'Shop',
	});
	expect(first).not.toHaveProperty('recipients');
	expect(second?.contact_groups).toBe('Customers,Staff');
	const row = {
		from: 'Shop',
		text: 'Hi [firstname]',
		status: 'queued',
		vendorStatus: null,
		sendAt: null,
		segments: 1,
		encoding: 'GSM-7',
	};
	expect(result.items).toEqual([
		{
			json: { batchId: stored()[0]?.batchId, groupId: 'Customers', messages: 2, ...row },
			pairedItem: { item: 0 },
		},
		{
			json: { batchId: stored()[2]?.batchId, groupId: 'Customers,Staff', messages: 3, ...row },
			pairedItem: { item: 1 },
		},
	]);
	expect(stored().map(({ text }) => text)[0]).toBe('Hi Ada');
	// Only to see whether another send happened in the same second.
	expect(requestsFor('fetch_sms').map(({ perpage }) => perpage)).toEqual(['1', '1']);
});

it('leaves groups out, at a time, on a route, with Unicode and flash', async () => {
	seed();
	const result = await run('sms', 'sendToGroup', {
		groupId: group('Customers'),
		message: 'ẹ káàárọ̀',
		additionalFields: {
			excludeGroupId: { __rl: true, mode: 'list', value: 'No SMS' },
			sendAt: '2030-01-01T10:00:00Z',
			route: 0,
			flash: true,
		},
	});
	expect(requestsFor('send_sms')[0]).toMatchObject({
		ignore_groups: 'No SMS',
		send_at: '2030-01-01 19:00',
		timezone_offset: '+9',
		route: '0',
		type: '1',
		unicode: '1',
	});
	expect(result.json).toMatchObject([{ messages: 1 }]);
	expect(stored().map(({ recipient }) => recipient)).toEqual(['2348000000001']);
});

it("is the vendor's answer when Simplify is off", async () => {
	seed();
	const parameters = { groupId: group('Staff'), message: 'x', simplify: false };
	const result = await run('sms', 'sendToGroup', parameters);
	expect(result.json).toEqual([{ batch_id: stored()[0]?.batchId, total: 1 }]);
});

describe('when it does not go well', () => {
	const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

	it('tells that a group without contacts got nothing', async () => {
		const result = await run('sms', 'sendToGroup', { groupId: group('None'), message: 'x' });
		expect(result.error?.message).toBe(
			'BestSMSGateway refused: “No valid recipient found”. Nothing was sent to the group. [item 0]',
		);
	});

	it.each([
		[true, { batchId: null, messages: null, status: 'queued' }],
		[false, { error_code: 11 }],
	])('is accepted when on hold, and not sent again (Simplify %s)', async (simplify, expected) => {
		seed();
		const parameters = { groupId: group('Staff'), message: 'Casino and lottery', simplify };
		setup.sandbox.bestSmsGateway.settings.leastHeldRecipients = 1;
		const result = await run('sms', 'sendToGroup', parameters, { settings });
		setup.sandbox.bestSmsGateway.settings.leastHeldRecipients = 50;
		const sentence = expect.stringMatching(/^Message currently on hold/);
		expect(result.json).toMatchObject([
			{ ...expected, [simplify ? 'vendorStatus' : 'message']: sentence },
		]);
		expect(requestsFor('send_sms')).toHaveLength(1);
	});

	it('is not repeated where the SMS may have gone out', async () => {
		seed();
		setup.sandbox.faults.add({
			form: { action: 'send_sms' },
			when: 'after',
			fault: { kind: 'drop' },
		});
		const result = await run(
			'sms',
			'sendToGroup',
			{ groupId: group('Staff'), message: 'x' },
			{ settings },
		);
		expect(result.error?.message).toBe(
			'The connection to BestSMSGateway was cut off before the response was complete. The SMS may still have been sent, so they were not sent again. [item 0]',
		);
		expect(stored()).toHaveLength(1);
	});

	it('goes to the error output with the fields of its input', async () => {
		const result = await run(
			'sms',
			'sendToGroup',
			{ groupId: group('={{ $json.group }}'), message: 'x' },
			{ items: [{ group: 'None' }], settings: { onError: 'continueErrorOutput' } },
		);
		expect(result.errorItems[0]?.json).toMatchObject({ group: 'None', outcome: 'notSent' });
	});
});
