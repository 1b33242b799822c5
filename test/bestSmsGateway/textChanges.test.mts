import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { group, setUp } from './setup.mts';

const setup = setUp();
const { run, requestsFor, stored } = setup;

const gateway = () => setup.sandbox.bestSmsGateway;
const one = { to: '+2348094309926', message: 'Hello' };
const toGroup = { groupId: group('Staff'), message: 'Hello' };
const SEND = { whenTextChanges: 'send' };
const SAVE = { whenTextChanges: 'save' };
const LONG = 'é'.repeat(40_000);

const adviceForText = (field: string) =>
	`Change ${field}. To send it anyway, add If the Gateway Would Change the Text under Additional Fields, and choose Send Anyway.`;
const adviceForName = (field: string) =>
	`Change ${field}. To save it anyway, add If the Gateway Would Change a Name under Additional Fields, and choose Save Anyway.`;

/** Operation, parameters, the field, and what its sentence says. */
const CHANGED: Array<[string, string, INodeParameters, string, string]> = [
	...['send', 'sendMany'].flatMap((operation): typeof CHANGED => [
		[
			'sms',
			operation,
			{ ...one, message: 'Hi 😀' },
			'Message',
			'contains “😀”, which BestSMSGateway turns into “????”',
		],
		[
			'sms',
			operation,
			{ ...one, message: 'Call [Phone]' },
			'Message',
			'contains “[Phone]”, which BestSMSGateway replaces with its own value',
		],
		[
			'sms',
			operation,
			{ ...one, message: 'At [time]' },
			'Message',
			'contains “[time]”, which BestSMSGateway replaces with its own value',
		],
		[
			'sms',
			operation,
			{ ...one, message: LONG },
			'Message',
			'has 80000 bytes, of which BestSMSGateway keeps 65535',
		],
		[
			'sms',
			operation,
			{ ...one, from: 'Shop🌸' },
			'From',
			'contains “🌸”, which BestSMSGateway turns into “????”',
		],
		[
			'sms',
			operation,
			{ ...one, additionalFields: { saveAs: 'VIP 🌟' } },
			'Save to Group',
			'contains “🌟”, which BestSMSGateway turns into “????”',
		],
	]),
	[
		'sms',
		'sendToGroup',
		{ ...toGroup, message: 'Hi 😀' },
		'Message',
		'contains “😀”, which BestSMSGateway turns into “????”',
	],
	[
		'sms',
		'sendToGroup',
		{ ...toGroup, message: 'At [time]' },
		'Message',
		'contains “[time]”, which BestSMSGateway replaces with its own value',
	],
	[
		'contact',
		'upsert',
		{ phone: one.to, firstName: 'Ada 🌸' },
		'First Name',
		'contains “🌸”, which BestSMSGateway turns into “????”',
	],
	[
		'contact',
		'upsert',
		{ phone: one.to, lastName: '🌸' },
		'Last Name',
		'contains “🌸”, which BestSMSGateway turns into “????”',
	],
	[
		'contact',
		'upsert',
		{ phone: one.to, groupId: group('VIP 🌟') },
		'Group',
		'contains “🌟”, which BestSMSGateway turns into “????”',
	],
];

it.each(CHANGED)('%s: %s with %.80j is refused before any request', async (...row) => {
	const [resource, operation, parameters, field, change] = row;
	const result = await run(resource, operation, parameters);
	expect(result.error?.message).toMatch(`${field} ${change}.`);
	const advice = resource === 'contact' ? adviceForName : adviceForText;
	expect(result.error?.description).toBe(advice(field));
	expect(setup.sandbox.requests.all).toEqual([]);
});

it.each(CHANGED)('%s: %s with %.80j goes to the gateway if the user wants it', async (...row) => {
	const [resource, operation, parameters] = row;
	if (operation === 'sendToGroup') {
		gateway().seedContacts([
			{ accountId: setup.accountId, phone: '2348000000001', group: 'Staff' },
		]);
	}
	// All rows have a collection there, or nothing.
	const own = parameters.additionalFields as INodeParameters | undefined;
	const additionalFields = { ...own, ...(resource === 'contact' ? SAVE : SEND) };
	const result = await run(resource, operation, { ...parameters, additionalFields });
	expect(result.error).toBeUndefined();
	const [output] = result.json;
	if (resource === 'contact') {
		const contact = gateway().contacts.find(({ accountId }) => accountId === setup.accountId);
		expect(output).toMatchObject({
			firstName: contact?.firstname || null,
			lastName: contact?.lastname || null,
			groupId: contact?.group,
		});
		return;
	}
	const [sms] = stored();
	expect(sms).toBeDefined();
	if (operation === 'sendToGroup') return;
	expect(output).toMatchObject({ id: String(sms?.id), text: sms?.text, from: sms?.sender });
});

describe('the output shows the text that the gateway has', () => {
	it.each([
		['Hi 😀, call [phone]', 'Hi ????, call 2348094309926'],
		['In [GROUP_NAME]', 'In default'],
		['[user_id] [sub_account_id]', expect.stringMatching(/^1 \d+$/)],
		['At [time]', expect.stringMatching(/^At \d{10}$/)],
		[LONG, 'é'.repeat(32_767)],
	])('%.30j', async (message, expected) => {
		for (const fetchIds of [true, false]) {
			const credential = setup.addAccount(setup.sandbox);
			const additionalFields = { ...SEND, fetchIds };
			const result = await run(
				'sms',
				'send',
				{ ...one, message, additionalFields },
				{ credential },
			);
			expect(result.json).toMatchObject([{ text: expected }]);
			expect(result.json[0]?.text).toBe(stored().at(-1)?.text);
		}
	});

	it('is not kept from an item by another one that fails', async () => {
		const items = [{ text: 'Hi 😀' }, { text: 'Hello' }];
		const result = await run(
			'sms',
			'send',
			{ ...one, message: '={{ $json.text }}' },
			{ items, settings: { onError: 'continueErrorOutput' } },
		);
		expect(result.json).toMatchObject([{ text: 'Hello', status: 'sent' }]);
		expect(result.errorItems.map(({ json }) => json)).toMatchObject([
			{ text: 'Hi 😀', outcome: 'notSent' },
		]);
	});

	it('of a group, whose words are meant', async () => {
		gateway().seedContacts([
			{ accountId: setup.accountId, phone: '2348000000001', firstname: 'Ada', group: 'Staff' },
		]);
		const message = 'Hi [firstname], [PHONE] is in [group_name]';
		const result = await run('sms', 'sendToGroup', { ...toGroup, message });
		expect(result.error).toBeUndefined();
		expect(stored().map(({ text }) => text)).toEqual(['Hi Ada, 2348000000001 is in Staff']);
	});
});

it('does not pay for Unicode where nothing but an emoji would need it', async () => {
	const parameters = { ...one, message: 'Hi 😀', additionalFields: SEND };
	await run('sms', 'send', parameters);
	expect(requestsFor('send_sms')[0]).not.toHaveProperty('unicode');
	expect(stored()).toMatchObject([{ text: 'Hi ????', unicode: 0 }]);
});

it.each(['Grüße ☀ ❤', '你好', 'Dear [firstname] [Name]'])('keeps %j', async (message) => {
	const result = await run('sms', 'send', { ...one, message });
	expect(result.json).toMatchObject([{ text: message }]);
	expect(stored().map(({ text }) => text)).toEqual([message]);
});

it('refuses another choice', async () => {
	const additionalFields = { whenTextChanges: '={{ "maybe" }}' };
	const result = await run('sms', 'send', { ...one, additionalFields });
	expect(result.error?.message).toMatch(
		'If the Gateway Would Change the Text is “maybe”, which is not one of its options.',
	);
});

it.each([
	['Hi 😀', 4 + 3, 'contains “😀”, which BestSMSGateway turns into “????”'],
	['At [time]', 9, 'contains “[time]”, which BestSMSGateway replaces with its own value'],
])('says of %j in Estimate that Send refuses it', async (message, length, change) => {
	const { json } = await setup.run('sms', 'estimate', { message });
	expect(json).toEqual([
		expect.objectContaining({
			length,
			problem: `Message ${change}. It is not sent unless “If the Gateway Would Change the Text” is Send Anyway.`,
		}),
	]);
	expect(setup.sandbox.requests.all).toEqual([]);
});

it('has no problem in Estimate where nothing is changed', async () => {
	const { json } = await setup.run('sms', 'estimate', { message: 'Łódź [firstname]' });
	expect(json).toEqual([expect.not.objectContaining({ problem: expect.anything() })]);
});
