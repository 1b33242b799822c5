import type { INodeParameters } from 'n8n-workflow';
import type { BadInput } from '../../contract.mts';

/** A group, as the resource locator holds it. */
const group = (name: string) => ({ __rl: true, mode: 'name', value: name });
const good: INodeParameters = { to: '+2348094309926', message: 'Hello' };
const withField = (name: string, value: string | number): INodeParameters => ({
	...good,
	additionalFields: { [name]: value },
});

/** What only this gateway refuses. */
export const badInput: BadInput[] = [
	...['send', 'sendMany'].flatMap((operation): BadInput[] => [
		[
			'sms',
			operation,
			{ ...good, message: '={{ 0 }}' },
			'Message is “0”, which the gateway treats as empty.',
		],
		['sms', operation, { ...good, from: 'AB' }, 'From is “AB”, which is too short for a sender.'],
		[
			'sms',
			operation,
			{ ...good, from: 'Twelve chars' },
			'From is “Twelve chars”, which is too long for a sender.',
		],
		[
			'sms',
			operation,
			{ ...good, from: '234809430992600' },
			'From is “234809430992600”, which is too long for a sender.',
		],
		[
			'sms',
			operation,
			{ ...good, additionalFields: { excludeGroupId: group('={{ null }}') } },
			'Leave Out Group is empty.',
		],
		['sms', operation, withField('route', 1.5), 'Route is “1.5”, which is not a whole number.'],
	]),
	['sms', 'sendToGroup', { groupId: group('={{ null }}'), message: 'x' }, 'Group is empty.'],
	['sms', 'sendToGroup', { groupId: group(' , '), message: 'x' }, 'Group is empty.'],
	['sms', 'sendToGroup', { groupId: group('A'), message: '={{ "" }}' }, 'Message is empty.'],
	[
		'sms',
		'sendToGroup',
		{ groupId: group('A'), message: '0' },
		'Message is “0”, which the gateway treats as empty.',
	],
	['sms', 'get', { messageId: '={{ "" }}' }, 'Message ID is empty.'],
	['sms', 'get', { messageId: ' , ' }, 'Message ID is empty.'],
	['sms', 'get', { messageId: '0' }, 'Message ID contains “0”, which is not an ID.'],
	['sms', 'get', { messageId: '572,abc' }, 'Message ID contains “abc”, which is not an ID.'],
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
		{ filters: { stage: '={{ "all" }}' } },
		'Stage is “all”, which is not one of its options.',
	],
	[
		'sms',
		'getAll',
		{ filters: { messageIds: '5,x' } },
		'Message IDs contains “x”, which is not an ID.',
	],
	[
		'sms',
		'getUnits',
		{ filters: { phone: 'Ada' } },
		'Phone contains “Ada”, which is not a phone number: it contains letters.',
	],
	['sms', 'getUnits', { filters: { phone: '1234,5678' } }, 'Phone contains more than one number.'],
	['contact', 'upsert', { phone: '={{ "" }}' }, 'Phone is empty.'],
	[
		'contact',
		'upsert',
		{ phone: '+2348094309926', groupId: group('Mum, Dad') },
		'Group is “Mum, Dad”, and the gateway removes commas and quotation marks from names.',
	],
	[
		'contact',
		'getAll',
		{ filters: { contactIds: 'Ada' } },
		'Contact IDs contains “Ada”, which is not an ID.',
	],
	[
		'contact',
		'delete',
		{ filters: { contactIds: '5,0' } },
		'Contact IDs contains “0”, which is not an ID.',
	],
	['group', 'getAll', { limit: -1 }, 'Limit is “-1”, which is not a whole number.'],
];
