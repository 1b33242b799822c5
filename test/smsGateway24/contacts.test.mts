import { describe, expect, it } from '@jest/globals';
import { NodeHelpers } from 'n8n-workflow';
import { START_ACCOUNT } from '../../lab/sandbox/smsGateway24.mts';
import { hintsOf } from '../engine/hints.mts';
import { plainText } from '../engine/plainText.mts';
import { onPixel7, setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

async function newGroup(name: string): Promise<string> {
	const result = await run('group', 'create', { name });
	return plainText(result.json[0]?.id);
}

it('creates a group', async () => {
	const result = await run('group', 'create', { name: 'Employees' });
	const list = setup.sandbox.smsGateway24.contactLists.at(-1);
	expect(list?.title).toBe('Employees');
	expect(result.json).toEqual([{ id: String(list?.id), name: 'Employees' }]);
	expect(setup.sandbox.requests.all[0]?.form).toEqual({
		token: START_ACCOUNT.token,
		title: 'Employees',
	});
});

it('creates a contact for each item, with the group under both documented names', async () => {
	const groupId = await newGroup('Customers');
	const result = await run(
		'contact',
		'create',
		{
			groupId: byId(groupId),
			phone: '={{ $json.phone }}',
			firstName: '={{ $json.first }}',
			lastName: '={{ $json.last }}',
		},
		{
			items: [
				{ phone: '0612345678', first: ' Ada ', last: 'Lovelace' },
				{ phone: '+4915752982212', first: 'Jörg', last: null },
				{ phone: '+4915752982213', last: 'Müller' },
				{ phone: '+4915752982214', first: '', last: ' ' },
			],
			credential: { defaultCountryCode: '33' },
		},
	);
	const rows = [
		{ phone: '+33612345678', firstName: 'Ada', lastName: 'Lovelace', name: 'Ada Lovelace' },
		{ phone: '+4915752982212', firstName: 'Jörg', lastName: null, name: 'Jörg' },
		{ phone: '+4915752982213', firstName: null, lastName: 'Müller', name: 'Müller' },
		// The vendor document requires a name.
		{ phone: '+4915752982214', firstName: null, lastName: null, name: '+4915752982214' },
	];
	expect(result.items).toEqual(
		rows.map((row, item) => ({
			json: { id: expect.any(String), ...row, groupId },
			pairedItem: { item },
		})),
	);
	const forms = setup.sandbox.requests.to('/savecontact').map(({ form }) => form);
	expect(forms).toEqual(
		rows.map(({ phone, name }) => ({
			token: START_ACCOUNT.token,
			ctag_id: groupId,
			tag_id: groupId,
			phone,
			fullname: name,
		})),
	);
	expect(setup.sandbox.smsGateway24.contacts.slice(-4)).toMatchObject(
		rows.map(({ phone, name }) => ({ phone, fullname: name })),
	);
});

it('shows the fields of a contact as all gateways do', () => {
	const { loader } = setup.engine.package;
	const { properties } = NodeHelpers.getVersionedNodeType(
		loader.getNode('smsGateway24').type,
	).description;
	const shown = properties.filter(
		({ displayOptions }) => displayOptions?.show?.resource?.[0] === 'contact',
	);
	expect(shown.map(({ name }) => name)).toEqual([
		'operation',
		'groupId',
		'phone',
		'firstName',
		'lastName',
		'options',
	]);
});

it('keeps the good contacts with Continue On Fail, and gives a bad one its input back', async () => {
	const groupId = await newGroup('Mixed');
	const items = [
		{ phone: '+33600000001', group: groupId },
		{ phone: 'none', group: groupId },
		{ phone: '+33600000003', group: '999999' },
	];
	const result = await run(
		'contact',
		'create',
		{ groupId: byId('={{ $json.group }}'), phone: '={{ $json.phone }}', firstName: 'x' },
		{ items, settings: { onError: 'continueErrorOutput' } },
	);
	expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
	expect(result.errorItems).toEqual([
		{
			json: {
				...items[1],
				error:
					'Phone contains “none”, which is not a phone number: it contains letters. The contact was not created. [item 1]',
				outcome: 'notSent',
			},
			pairedItem: { item: 1 },
		},
		{
			json: {
				...items[2],
				error: expect.stringMatching(
					/^SmsGateway24 reported an error: “.+”\. The contact may still have been created, so it was not created again\. \[item 2\]$/,
				),
				outcome: 'unknown',
			},
			pairedItem: { item: 2 },
		},
	]);
});

it.each([undefined, 'continueRegularOutput', 'continueErrorOutput'] as const)(
	'creates no contact twice by Retry On Fail (On Error: %s)',
	async (onError) => {
		const groupId = await newGroup('Retried');
		const before = setup.sandbox.smsGateway24.contacts.length;
		setup.sandbox.faults.add({
			path: '/savecontact',
			when: 'before',
			times: 2,
			fault: {
				kind: 'answer',
				status: 200,
				body: '{"error":1,"message":"Login or password incorrect"}',
			},
		});
		const parameters = { groupId: byId(groupId), phone: '={{ $json.phone }}', firstName: 'x' };
		await run('contact', 'create', parameters, {
			items: Array.from({ length: 4 }, (_, i) => ({ phone: `+3360000000${i}` })),
			settings: { onError, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		const phones = setup.sandbox.smsGateway24.contacts.slice(before).map(({ phone }) => phone);
		expect(new Set(phones).size).toBe(phones.length);
		expect(phones.length).toBeGreaterThanOrEqual(2);
	},
);

describe('Campaign', () => {
	it('goes to several groups, with the time as this method alone wants it', async () => {
		const [first, second] = [await newGroup('A'), await newGroup('B')];
		const result = await run('campaign', 'create', {
			...onPixel7,
			name: 'Winter sale',
			groupId: byId(`${first}, ${second}`),
			message: 'Everything must go',
			additionalFields: { sendAt: '2030-02-01T09:05:07', sim: 1 },
		});
		const [newsletter] = setup.sandbox.smsGateway24.newsletters;
		expect(result.json).toEqual([
			{
				id: String(newsletter?.id),
				name: 'Winter sale',
				groupId: `${first},${second}`,
				deviceId: '260',
				sendAt: '2030-02-01T09:05:07Z',
				segments: 1,
				encoding: 'GSM-7',
			},
		]);
		expect(setup.sandbox.requests.to('/savepaket')[0]?.form).toEqual({
			token: START_ACCOUNT.token,
			title: 'Winter sale',
			device_id: '260',
			body: 'Everything must go',
			tags: `${first},${second}`,
			sim: '1',
			time_to_send: '01.02.2030 09:05:07',
		});
	});

	it('has the documented default in place of a time that is not set', async () => {
		const groupId = await newGroup('C');
		const result = await run('campaign', 'create', {
			...onPixel7,
			name: 'Now',
			groupId: byId(groupId),
			message: 'x',
		});
		expect(result.json).toMatchObject([{ id: expect.any(String), sendAt: null }]);
		expect(hintsOf(result)).toEqual([]);
		expect(setup.sandbox.requests.to('/savepaket')[0]?.form.time_to_send).toBe('0');
	});

	it('has no ID where the answer has none, as printed, and the output says so', async () => {
		const groupId = await newGroup('Printed');
		setup.sandbox.faults.add({
			path: '/savepaket',
			when: 'before',
			fault: {
				kind: 'answer',
				status: 200,
				body: '{"error":0,"message":"OK","token":"abbde3e31e9d026c02f4f49fc551111e"}',
			},
		});
		const result = await run(
			'campaign',
			'create',
			{
				...onPixel7,
				name: 'Winter sale',
				groupId: byId(groupId),
				message: 'x',
				additionalFields: { sendAt: '2030-02-01T09:05:07' },
			},
			{ credential: { timezone: 'Europe/Paris' } },
		);
		expect(result.json).toEqual([
			{
				id: null,
				name: 'Winter sale',
				groupId,
				deviceId: '260',
				sendAt: '2030-02-01T10:05:07+01:00',
				segments: 1,
				encoding: 'GSM-7',
			},
		]);
		expect(hintsOf(result)).toEqual([
			'SmsGateway24 created the campaign, but did not return its ID.',
		]);
	});

	it('is not created twice by Retry On Fail', async () => {
		const groupId = await newGroup('D');
		const before = setup.sandbox.smsGateway24.newsletters.length;
		setup.sandbox.faults.add({ path: '/savepaket', when: 'after', fault: { kind: 'drop' } });
		const result = await run(
			'campaign',
			'create',
			{ ...onPixel7, name: 'Once', groupId: byId(groupId), message: 'x' },
			{ settings: { retryOnFail: true, waitBetweenTries: 1 } },
		);
		expect(result.error?.message).toMatch(/may still have been created/);
		expect(setup.sandbox.smsGateway24.newsletters).toHaveLength(before + 1);
	});
});
