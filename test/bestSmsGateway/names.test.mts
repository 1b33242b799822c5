import { describe, expect, it } from '@jest/globals';
import { group, setUp } from './setup.mts';

const setup = setUp();
const { run, requestsFor, stored } = setup;

const sends = () => requestsFor('send_sms');
const gateway = () => setup.sandbox.bestSmsGateway;

const parameters = {
	to: '={{ $json.phone }}',
	message: '={{ $json.text }}',
	additionalFields: {
		firstName: '={{ $json.first }}',
		lastName: '={{ $json.last }}',
		groupName: '={{ $json.group }}',
	},
};

describe.each(['send', 'sendMany'])('%s with names', (operation) => {
	it('sends the names and the group of each number, and has them in its text', async () => {
		const items = [
			{ phone: '+2348093216754', first: 'Pearl', text: 'Hi [firstname] [LastName]!' },
			{
				phone: '+2348086689567',
				first: 'John',
				last: 'Doe',
				group: 'Client',
				text: 'Dear [FirstName] [lastname] of [group_name]',
			},
			{ phone: '+2348094309926', text: 'Plain' },
		];
		const result = await run('sms', operation, parameters, { items });
		expect(result.error).toBeUndefined();
		const texts = ['Hi Pearl !', 'Dear John Doe of Client', 'Plain'];
		expect(sends()).toHaveLength(1);
		expect(sends()[0]).toMatchObject({ recipients: '+2348093216754', message: texts[0] });
		expect(JSON.parse(sends()[0]?.contacts ?? '')).toEqual([
			{ phone: '+2348093216754', firstname: 'Pearl', override_message: texts[0] },
			{
				phone: '+2348086689567',
				firstname: 'John',
				lastname: 'Doe',
				group_name: 'Client',
				override_message: texts[1],
			},
			{ phone: '+2348094309926', override_message: texts[2] },
		]);
		expect(result.json.map(({ to, text, status }) => ({ to, text, status }))).toEqual(
			items.map(({ phone }, i) => ({ to: phone, text: texts[i], status: 'sent' })),
		);
		expect(result.json.every(({ id }) => typeof id === 'string')).toBe(true);
		expect(stored().map(({ text }) => text)).toEqual(texts);
	});

	it('leaves a text as it is where no names are added', async () => {
		const one = { to: '+2348094309926', message: 'Hi [firstname]' };
		const result = await run('sms', operation, one);
		expect(sends()[0]).not.toHaveProperty('contacts');
		expect(result.json).toMatchObject([{ text: 'Hi [firstname]' }]);
	});

	it.each([
		['an expression without a value', { firstName: '={{ $json.first }}' }],
		['null', { lastName: '={{ null }}' }],
		['nothing', { firstName: '' }],
		['spaces', { groupName: ' ' }],
	])('replaces all places with nothing where a name is %s', async (_, additionalFields) => {
		const message = 'Hi [firstname][LastName][group_name]!';
		const one = { to: '+2348094309926', message, additionalFields };
		const result = await run('sms', operation, one);
		expect(sends()).toMatchObject([{ message: 'Hi !' }]);
		expect(result.json).toMatchObject([{ text: 'Hi !' }]);
		expect(stored().map(({ text }) => text)).toEqual(['Hi !']);
	});

	it('replaces the place of a group that is not added', async () => {
		const one = {
			to: '+2348094309926',
			message: 'For [firstname] of [group_name]!',
			additionalFields: { firstName: 'Ada' },
		};
		expect((await run('sms', operation, one)).json).toMatchObject([{ text: 'For Ada of !' }]);
	});

	it.each([
		['a name that the gateway would change', 'Ada 🎉', 'Message contains “🎉”'],
		['a word that the gateway fills in', '[time]', 'Message contains “[time]”'],
	])('is refused with %s', async (_, first, sentence) => {
		const items = [{ phone: '+2348094309926', first, text: 'Hi [firstname]' }];
		const result = await run('sms', operation, parameters, { items });
		expect(result.error?.message).toContain(sentence);
		expect(setup.sandbox.requests.all).toEqual([]);
	});

	it('is refused where nothing is left of the text', async () => {
		const items = [{ phone: '+2348094309926', first: 'Ada', text: '[lastname]' }];
		const result = await run('sms', operation, parameters, { items });
		expect(result.error?.message).toBe(
			'Message is “[lastname]”, of which nothing is left without a name. The SMS was not sent. [item 0]',
		);
		expect(setup.sandbox.requests.all).toEqual([]);
	});

	it('is refused together with Save to Group, which the database of the gateway refuses', async () => {
		const additionalFields = { firstName: 'Ada', saveAs: 'Staff' };
		const one = { to: '+2348094309926', message: 'x', additionalFields };
		const result = await run('sms', operation, one);
		expect(result.error).toEqual({
			message:
				'Save to Group cannot save numbers together with First Name, Last Name or Group Name. The SMS was not sent. [item 0]',
			description: 'Remove Save to Group, and save the contact with Contact: Create or Update.',
		});
		expect(setup.sandbox.requests.all).toEqual([]);
	});
});

describe('a group and numbers in one send', () => {
	const seed = () => {
		const { accountId } = setup;
		gateway().seedContacts([
			{ accountId, phone: '2348000000001', firstname: 'Ada', group: 'Customers' },
			{ accountId, phone: '2348000000002', firstname: 'Bob', group: 'Customers' },
			{ accountId, phone: '2348000000004', group: 'No SMS' },
		]);
	};
	const toGroup = (alsoTo: string, message = 'Hello', more = {}) => ({
		groupId: group('Customers'),
		message,
		additionalFields: { alsoTo, ...more },
	});
	const found = (index: number) => ({
		id: String(stored()[index]?.id),
		status: 'sent',
		vendorStatus: 'SENT',
		reason: null,
		price: '1',
	});

	it('go into one request, and nobody gets two SMS', async () => {
		seed();
		const result = await run(
			'sms',
			'sendToGroup',
			toGroup('+234 800-000-0003; +2348000000001, 00234 800 000 0003'),
		);
		expect(sends()).toMatchObject([
			{ contact_groups: 'Customers', recipients: '+2348000000003,+2348000000001' },
		]);
		expect(stored().map(({ recipient }) => recipient)).toEqual([
			'2348000000001',
			'2348000000002',
			'2348000000003',
		]);
		expect(result.items).toEqual([
			{
				json: {
					batchId: stored()[0]?.batchId,
					groupId: 'Customers',
					messages: 3,
					from: null,
					text: 'Hello',
					status: 'queued',
					vendorStatus: null,
					sendAt: null,
					segments: 1,
					encoding: 'GSM-7',
					alsoTo: [
						{ to: '+2348000000003', ...found(2) },
						{ to: '+2348000000001', ...found(0) },
					],
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('fill in no names for numbers, instead of sending their places', async () => {
		seed();
		const result = await run(
			'sms',
			'sendToGroup',
			toGroup('+2348000000003', 'Hi [firstname], hello'),
		);
		expect(JSON.parse(sends()[0]?.contacts ?? '')).toEqual([{ phone: '+2348000000003' }]);
		expect(sends()[0]).not.toHaveProperty('recipients');
		expect(stored().map(({ text }) => text)).toEqual([
			'Hi Ada, hello',
			'Hi Bob, hello',
			'Hi , hello',
		]);
		expect(result.json).toMatchObject([{ messages: 3, alsoTo: [found(2)] }]);
	});

	it('tell which numbers the gateway left out', async () => {
		seed();
		const leave = { excludeGroupId: group('No SMS') };
		const result = await run(
			'sms',
			'sendToGroup',
			toGroup('123456, +2348000000004, 08000000003', 'Hello', leave),
		);
		const leftOut = (to: string) => {
			const reason = `BestSMSGateway left out ${to}.`;
			return { to, id: null, status: 'failed', vendorStatus: reason, reason, price: null };
		};
		expect(result.json).toMatchObject([
			{
				messages: 3,
				alsoTo: [leftOut('123456'), leftOut('+2348000000004'), { to: '08000000003', ...found(2) }],
			},
		]);
	});

	it('does not guess where the batch cannot be read', async () => {
		seed();
		setup.sandbox.faults.add({
			form: { action: 'fetch_sms' },
			when: 'before',
			fault: { kind: 'drop' },
		});
		const result = await run('sms', 'sendToGroup', toGroup('123456'));
		expect(result.error).toBeUndefined();
		expect(result.json).toMatchObject([
			{ messages: 2, alsoTo: [{ to: '123456', id: null, status: 'queued', reason: null }] },
		]);
	});

	it('reads a local number with the country code of the credential', async () => {
		seed();
		await run('sms', 'sendToGroup', toGroup('0800 000 0003'), {
			credential: { defaultCountryCode: '234' },
		});
		expect(sends()).toMatchObject([{ recipients: '+2348000000003' }]);
	});

	it.each([
		['call me', 'Also To contains “call me”, which is not a phone number: it contains letters.'],
		[',', 'Also To is empty.'],
	])('is refused with %j before any request', async (alsoTo, sentence) => {
		const result = await run('sms', 'sendToGroup', toGroup(alsoTo));
		expect(result.error?.message).toContain(sentence);
		expect(setup.sandbox.requests.all).toEqual([]);
	});

	it.each(['={{ null }}', '', ' '])('is a send to the group alone with %j', async (alsoTo) => {
		seed();
		const result = await run('sms', 'sendToGroup', toGroup(alsoTo));
		expect(sends()[0]).not.toHaveProperty('recipients');
		expect(result.json[0]).not.toHaveProperty('alsoTo');
	});
});
