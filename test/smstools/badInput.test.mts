import type { INodeParameters } from 'n8n-workflow';
import { expect, it } from '@jest/globals';
import { groupById, setUp } from './setup.mts';

/** What a write adds to the sentence about a field; a read adds nothing. */
const NOT_DONE = / (The|Nothing) [^.]+\.(?= \[item 0\]$)/;

const setup = setUp();
const { run } = setup;

const good: INodeParameters = { from: 'Bakery', to: '+32474123456', message: 'Hello' };
const toGroup: INodeParameters = { from: 'Bakery', groupId: groupById('1'), message: 'Hello' };
const contact: INodeParameters = { groupId: groupById('1'), phone: '+32474123456' };

/** Resource, operation, parameters, and the sentence. */
const BAD_INPUT: Array<[string, string, INodeParameters, string]> = [
	...['send', 'sendMany', 'sendVoice'].flatMap(
		(operation): Array<[string, string, INodeParameters, string]> => [
			['sms', operation, { ...good, to: '={{ $json.missing }}' }, 'To is empty.'],
			[
				'sms',
				operation,
				{ ...good, to: '32474123456, Ann' },
				'To contains “Ann”, which is not a phone number: it contains letters.',
			],
			['sms', operation, { ...good, message: '={{ null }}' }, 'Message is empty.'],
			[
				'sms',
				operation,
				{ ...good, additionalFields: { sendAt: '2020-01-01T10:00:00' } },
				'Send At is 2020-01-01 10:00:00 +00:00, which is in the past.',
			],
			[
				'sms',
				operation,
				{ ...good, additionalFields: { sendAt: 'tomorrow' } },
				'Send At is “tomorrow”, which is not a date and time.',
			],
			[
				'sms',
				operation,
				{ ...good, additionalFields: { reference: 'x'.repeat(256) } },
				'Reference has 256 characters, but at most 255 are allowed.',
			],
		],
	),
	['sms', 'sendToGroup', { ...toGroup, groupId: groupById(' ') }, 'Group is empty.'],
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
	...['create', 'upsert'].flatMap(
		(operation): Array<[string, string, INodeParameters, string]> => [
			['contact', operation, { ...contact, phone: '={{ null }}' }, 'Phone is empty.'],
			[
				'contact',
				operation,
				{ ...contact, phone: 'Ann' },
				'Phone contains “Ann”, which is not a phone number: it contains letters.',
			],
			['contact', operation, { ...contact, groupId: groupById('={{ null }}') }, 'Group is empty.'],
			[
				'contact',
				operation,
				{ ...contact, additionalFields: { birthday: '23/03/1997' } },
				'Birthday is “23/03/1997”, which can be read with the day first or with the month first.',
			],
		],
	),
	['contact', 'update', { contactId: '={{ "" }}', firstName: 'x' }, 'Contact ID is empty.'],
	[
		'contact',
		'update',
		{ contactId: '1', firstName: ' ', additionalFields: { extra1: '' } },
		'There is nothing to update.',
	],
	[
		'contact',
		'update',
		{ contactId: '1', additionalFields: { phone: 'x' } },
		'Phone contains “x”, which is not a phone number: it contains letters.',
	],
	['contact', 'getAll', { limit: 0 }, 'Limit is less than 1.'],
	['group', 'getAll', { limit: 0 }, 'Limit is less than 1.'],
	['group', 'update', { groupId: groupById(' '), name: 'x' }, 'Group is empty.'],
	['group', 'update', { groupId: groupById('1'), name: ' ' }, 'Name is empty.'],
	['optOut', 'create', { phone: '={{ $json.missing }}' }, 'Phone is empty.'],
];

it.each(BAD_INPUT)('%s: %s with %j is refused before any request', async (...row) => {
	const [resource, operation, parameters, sentence] = row;
	const result = await run(resource, operation, parameters);
	const said = result.error?.message.replace(NOT_DONE, '');
	expect(said).toBe(`${sentence} [item 0]`);
	expect(result.error?.description).toMatch(/^[A-Z].+\.$/s);
	expect(setup.sandbox.requests.all).toEqual([]);
});
