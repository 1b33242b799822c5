import type { INodeParameters } from 'n8n-workflow';
import type { BadInput } from '../../contract.mts';
import { byId } from '../../operations.mts';

const sms: INodeParameters = { to: '+31612345678', from: 'YourName', message: 'Hello' };
const mms: INodeParameters = { ...sms, mediaUrl: 'https://example.com/a.png' };
const contact: INodeParameters = { groupId: byId('a1'), phone: '+31612345678' };
const letters = (name: string, value: string) =>
	`${name} contains “${value}”, which is not a phone number: it contains letters.`;

/** What only this gateway refuses. */
export const badInput: BadInput[] = [
	...['send', 'sendMany', 'sendVoice', 'sendMms'].flatMap((operation): BadInput[] => [
		['sms', operation, { ...mms, from: ' ' }, 'From is empty.'],
		[
			'sms',
			operation,
			{ ...mms, from: 'TwelveLetter' },
			'From is “TwelveLetter”, which is longer than a sender name can be.',
		],
	]),
	['sms', 'sendVoice', { ...sms, language: '={{ "" }}' }, 'Language is empty.'],
	['sms', 'sendVoice', { ...sms, gender: '={{ "" }}' }, 'Voice is empty.'],
	['sms', 'sendMms', { ...mms, mediaUrl: '={{ "" }}' }, 'Media URL is empty.'],
	...['a.png', 'ftp://example.com/a.png', 'https://', 'https:// a.png'].map(
		(mediaUrl): BadInput => [
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
	...['create', 'upsert', 'update'].flatMap((operation): BadInput[] => {
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
	}),
	...['get', 'update', 'delete'].map(
		(operation): BadInput => [
			'contact',
			operation,
			{ ...contact, contactId: byId('={{ "" }}') },
			'Contact is empty.',
		],
	),
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
