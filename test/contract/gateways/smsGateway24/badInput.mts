import type { INodeParameters } from 'n8n-workflow';
import type { BadInput } from '../../contract.mts';
import { byId } from '../../operations.mts';

const good: INodeParameters = { deviceId: byId('260'), to: '+33612345678', message: 'Hello' };

/** What only this gateway refuses. */
export const badInput: BadInput[] = [
	['sms', 'send', { ...good, deviceId: byId(' ') }, 'Device is empty.'],
	[
		'sms',
		'send',
		{ ...good, additionalFields: { reference: 'A-17' } },
		'Reference is “A-17”, which is not a whole number.',
	],
	[
		'sms',
		'send',
		{ ...good, additionalFields: { reference: '1.5' } },
		'Reference is “1.5”, which is not a whole number.',
	],
	[
		'sms',
		'send',
		{ ...good, additionalFields: { reference: '0x1F' } },
		'Reference is “0x1F”, which is not a whole number.',
	],
	[
		'sms',
		'send',
		{ ...good, additionalFields: { reference: '12345678901234567890' } },
		'Reference is “12345678901234567890”, which is too large.',
	],
	['sms', 'get', { messageId: '={{ "" }}' }, 'Message ID is empty.'],
	['sms', 'get', { messageId: 'abc' }, 'Message ID is “abc”, which is not a number.'],
	[
		'sms',
		'getAll',
		{ filters: { createdAfter: 'yesterday' } },
		'Created After is “yesterday”, which is not a date and time.',
	],
	[
		'sms',
		'count',
		{ filters: { phone: 'Nathan' } },
		'Phone contains “Nathan”, which is not a phone number: it contains letters.',
	],
	['sms', 'count', { filters: { phone: '+331,+332' } }, 'Phone contains more than one number.'],
	[
		'sms',
		'count',
		{ filters: { timezone: 'Paris' } },
		'Time Zone is “Paris”, which is not a known time zone.',
	],
	['sms', 'getAll', { limit: 0 }, 'Limit is less than 1.'],
	['group', 'create', { name: ' ' }, 'Name is empty.'],
	['contact', 'create', { groupId: byId('={{ null }}'), phone: '+33612345678' }, 'Group is empty.'],
	[
		'contact',
		'create',
		{ groupId: byId('Customers'), phone: '+33612345678' },
		'Group contains “Customers”, which is not an ID.',
	],
	[
		'contact',
		'create',
		{ groupId: byId('8303, 8304'), phone: '+33612345678' },
		'Group contains more than one ID.',
	],
	['contact', 'create', { groupId: byId('1'), phone: '={{ "" }}' }, 'Phone is empty.'],
	[
		'contact',
		'create',
		{ groupId: byId('1'), phone: '+33612345678', firstName: '={{ [1] }}' },
		'First Name is a list and not text.',
	],
	[
		'campaign',
		'create',
		{ ...good, name: 'x', groupId: byId('1,b') },
		'Group contains “b”, which is not an ID.',
	],
	['device', 'get', { deviceId: byId('={{ null }}') }, 'Device is empty.'],
];
