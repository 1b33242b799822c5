import type { INodeParameters } from 'n8n-workflow';
import type { BadInput } from '../../contract.mts';
import { byId } from '../../operations.mts';

const good: INodeParameters = { from: 'Bakery', to: '+32474123456', message: 'Hello' };
const toGroup: INodeParameters = { from: 'Bakery', groupId: byId('1'), message: 'Hello' };
const contact: INodeParameters = { groupId: byId('1'), phone: '+32474123456' };

/** What only this gateway refuses. */
export const badInput: BadInput[] = [
	...['send', 'sendMany', 'sendVoice'].flatMap((operation): BadInput[] => [
		[
			'sms',
			operation,
			{ ...good, additionalFields: { reference: 'x'.repeat(256) } },
			'Reference has 256 characters, but at most 255 are allowed.',
		],
	]),
	['sms', 'sendToGroup', { ...toGroup, groupId: byId(' ') }, 'Group is empty.'],
	['sms', 'sendToGroup', { ...toGroup, message: ' ' }, 'Message is empty.'],
	['sms', 'getConversation', { phone: '={{ "" }}' }, 'Phone is empty.'],
	[
		'sms',
		'getConversation',
		{ phone: '../balance' },
		'Phone contains “../balance”, which is not a phone number: it contains letters.',
	],
	[
		'sms',
		'getConversation',
		{ phone: '32474000001,32474000002' },
		'Phone contains more than one number.',
	],
	[
		'sms',
		'getInbox',
		{ filters: { inboxNumber: 'mine' } },
		'Inbox Number contains “mine”, which is not a phone number: it contains letters.',
	],
	['sms', 'getInbox', { limit: 0 }, 'Limit is less than 1.'],
	['sms', 'getSent', { limit: -1 }, 'Limit is “-1”, which is not a whole number.'],
	['sms', 'getScheduled', { limit: 0 }, 'Limit is less than 1.'],
	...['create', 'upsert'].flatMap((operation): BadInput[] => [
		['contact', operation, { ...contact, phone: '={{ null }}' }, 'Phone is empty.'],
		[
			'contact',
			operation,
			{ ...contact, phone: 'Ann' },
			'Phone contains “Ann”, which is not a phone number: it contains letters.',
		],
		['contact', operation, { ...contact, groupId: byId('={{ null }}') }, 'Group is empty.'],
		[
			'contact',
			operation,
			{ ...contact, additionalFields: { birthday: '23/03/1997' } },
			'Birthday is “23/03/1997”, which can be read with the day first or with the month first.',
		],
	]),
	['contact', 'update', { contactId: byId('={{ "" }}'), firstName: 'x' }, 'Contact is empty.'],
	[
		'contact',
		'update',
		{ contactId: byId('1'), groupId: byId(''), firstName: ' ', additionalFields: { extra1: '' } },
		'There is nothing to update.',
	],
	[
		'contact',
		'update',
		{ contactId: byId('1'), phone: 'x' },
		'Phone contains “x”, which is not a phone number: it contains letters.',
	],
	['contact', 'getAll', { limit: 0 }, 'Limit is less than 1.'],
	['group', 'getAll', { limit: 0 }, 'Limit is less than 1.'],
	['group', 'update', { groupId: byId(' '), name: 'x' }, 'Group is empty.'],
	['group', 'update', { groupId: byId('1'), name: ' ' }, 'Name is empty.'],
	['optOut', 'create', { phone: '={{ $json.missing }}' }, 'Phone is empty.'],
];
