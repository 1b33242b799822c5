import { expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { bodyOf, byId, setUp } from './setup.mts';

/** What a write adds to the sentence about a field; a read adds nothing. */
const NOT_DONE = / (The|Nothing) [^.]+\.(?= \[item 0\]$)/;

const setup = setUp();
const { run } = setup;

const sms: INodeParameters = { to: '+31612345678', from: 'YourName', message: 'Hello' };
const mms: INodeParameters = { ...sms, mediaUrl: 'https://example.com/a.png' };
const contact: INodeParameters = { groupId: byId('a1'), phone: '+31612345678' };
const letters = (name: string, value: string) =>
	`${name} contains “${value}”, which is not a phone number: it contains letters.`;

/** Resource, operation, parameters, and the sentence. */
const BAD_INPUT: Array<[string, string, INodeParameters, string]> = [
	...['send', 'sendMany', 'sendVoice', 'sendMms'].flatMap(
		(operation): Array<[string, string, INodeParameters, string]> => [
			['sms', operation, { ...mms, to: ' , ;' }, 'To is empty.'],
			['sms', operation, { ...mms, to: '={{ $json.missing }}' }, 'To is empty.'],
			['sms', operation, { ...mms, to: '+31612345678, Nathan' }, letters('To', 'Nathan')],
			['sms', operation, { ...mms, from: ' ' }, 'From is empty.'],
			[
				'sms',
				operation,
				{ ...mms, from: 'TwelveLetter' },
				'From is “TwelveLetter”, which is longer than a sender name can be.',
			],
			[
				'sms',
				operation,
				{ ...mms, additionalFields: { sendAt: '2020-01-01T10:00:00' } },
				'Send At is 2020-01-01 10:00:00 +00:00, which is in the past.',
			],
			[
				'sms',
				operation,
				{ ...mms, additionalFields: { sendAt: 'tomorrow' } },
				'Send At is “tomorrow”, which is not a date and time.',
			],
		],
	),
	['sms', 'send', { ...sms, message: ' \n ' }, 'Message is empty.'],
	['sms', 'sendMany', { ...sms, message: '={{ null }}' }, 'Message is empty.'],
	['sms', 'sendVoice', { ...sms, message: '={{ "" }}' }, 'Message is empty.'],
	['sms', 'sendVoice', { ...sms, language: '={{ "" }}' }, 'Language is empty.'],
	['sms', 'sendVoice', { ...sms, gender: '={{ "" }}' }, 'Voice is empty.'],
	['sms', 'sendMms', { ...mms, mediaUrl: '={{ "" }}' }, 'Media URL is empty.'],
	...['a.png', 'ftp://example.com/a.png', 'https://', 'https:// a.png'].map(
		(mediaUrl): [string, string, INodeParameters, string] => [
			'sms',
			'sendMms',
			{ ...mms, mediaUrl },
			`Media URL is “${mediaUrl}”, which is not a web address.`,
		],
	),
	['sms', 'get', { messageId: '={{ "" }}' }, 'Message ID is empty.'],
	['sms', 'get', { messageId: '../me' }, 'Message ID is “../me”, which is not an ID.'],
	['sms', 'get', { messageId: 'a?b=1' }, 'Message ID is “a?b=1”, which is not an ID.'],
	['sms', 'getAll', { limit: 0 }, 'Limit is less than 1.'],
	[
		'sms',
		'getAll',
		{ filters: { createdAfter: 'yesterday' } },
		'Created After is “yesterday”, which is not a date and time.',
	],
	[
		'sms',
		'getAll',
		{ filters: { createdBefore: 'never' } },
		'Created Before is “never”, which is not a date and time.',
	],
	['sms', 'getAll', { filters: { phone: 'Nathan' } }, letters('Phone', 'Nathan')],
	['sms', 'getAll', { filters: { phone: '+311,+312' } }, 'Phone contains more than one number.'],
	...['create', 'upsert', 'update'].flatMap(
		(operation): Array<[string, string, INodeParameters, string]> => {
			const good = { ...contact, contactId: byId('b2') };
			return [
				['contact', operation, { ...good, groupId: byId('={{ null }}') }, 'Group is empty.'],
				[
					'contact',
					operation,
					{ ...good, groupId: byId('..') },
					'Group is “..”, which is not an ID.',
				],
				['contact', operation, { ...good, phone: '={{ null }}' }, 'Phone is empty.'],
				['contact', operation, { ...good, phone: 'none' }, letters('Phone', 'none')],
			];
		},
	),
	...['get', 'update', 'delete'].map((operation): [string, string, INodeParameters, string] => [
		'contact',
		operation,
		{ ...contact, contactId: byId('={{ "" }}') },
		'Contact is empty.',
	]),
	['contact', 'getAll', { groupId: byId(' ') }, 'Group is empty.'],
	[
		'contact',
		'getAll',
		{ groupId: byId('a1'), limit: -1 },
		'Limit is “-1”, which is not a whole number.',
	],
	['group', 'create', { name: ' ' }, 'Name is empty.'],
	['group', 'update', { groupId: byId('a1'), name: '={{ null }}' }, 'Name is empty.'],
	['group', 'get', { groupId: byId('a/b') }, 'Group is “a/b”, which is not an ID.'],
	['group', 'delete', { groupId: byId('={{ undefined }}') }, 'Group is empty.'],
	[
		'campaign',
		'create',
		{ ...sms, groupId: byId('a1,b 2;ü') },
		'Group contains “ü”, which is not an ID.',
	],
	['campaign', 'create', { ...sms, groupId: byId(',') }, 'Group contains “,”, which is not an ID.'],
	['campaign', 'create', { ...sms, groupId: byId('a1'), from: '={{ "" }}' }, 'From is empty.'],
	['campaign', 'get', { campaignId: ' ' }, 'Campaign ID is empty.'],
];

it.each(BAD_INPUT)('%s: %s with %j is refused before any request', async (...row) => {
	const [resource, operation, parameters, sentence] = row;
	const result = await run(resource, operation, parameters);
	const said = result.error?.message.replace(NOT_DONE, '');
	expect(said).toBe(`${sentence} [item 0]`);
	expect(result.error?.description).toMatch(/^[A-Z].+\.$/s);
	expect(setup.sandbox.requests.all).toEqual([]);
});

it.each([
	['+33 6 12 34 56 78', '+33612345678'],
	['YourName', 'YourName'],
	['Elf Zeichen', 'Elf Zeichen'],
	['12345', '12345'],
])('takes %s for a sender', async (from, sent) => {
	expect((await run('sms', 'send', { ...sms, from })).error).toBeUndefined();
	expect(setup.sandbox.requests.all.map((request) => bodyOf(request).sender_id)).toEqual([sent]);
});
