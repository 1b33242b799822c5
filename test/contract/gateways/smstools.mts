import type { Contract } from '../contract.mts';
import { byId } from '../operations.mts';
import { badInput } from './smstools/badInput.mts';
import { faults } from './smstools/faults.mts';

const WRONG_KEYS =
	'Smstools does not accept this Client ID with this Client Secret. Copy both again from Advanced > API authentication. If they are right, check which IP addresses your account allows.';
const NOT_THE_API =
	'The server at this Base URL is not the Smstools API. Check the Base URL: it ends in /v1, without a slash.';

export const smstools: Contract = {
	operations: [
		'account: getBalance',
		'account: getSenders',
		'contact: create',
		'contact: upsert',
		'contact: getAll',
		'contact: syncGroup',
		'contact: update',
		'group: getAll',
		'group: update',
		'optOut: create',
		'sms: estimate',
		'sms: getConversation',
		'sms: getInbox',
		'sms: getScheduled',
		'sms: getSent',
		'sms: send',
		'sms: sendAndWait',
		'sms: sendMany',
		'sms: sendToGroup',
		'sms: sendVoice',
	],
	reads: [
		{ resource: 'account', operation: 'getBalance', parameters: {} },
		{ resource: 'account', operation: 'getSenders', parameters: {} },
		{ resource: 'sms', operation: 'getInbox', parameters: {} },
		{ resource: 'sms', operation: 'getSent', parameters: {} },
		{ resource: 'sms', operation: 'getScheduled', parameters: {} },
		{ resource: 'sms', operation: 'getConversation', parameters: { phone: '32474123456' } },
		{ resource: 'contact', operation: 'getAll', parameters: {} },
		{ resource: 'group', operation: 'getAll', parameters: {} },
		{ resource: 'group', operation: 'update', parameters: { groupId: byId('1'), name: 'x' } },
	],
	writes: [
		{
			resource: 'optOut',
			operation: 'create',
			parameters: { phone: '32474123456' },
			notDone: 'The number was not added to the opt-out list.',
			maybeDone:
				'The number may still have been added to the opt-out list, so the request was not repeated.',
			takesNoBody: true,
		},
		{
			resource: 'contact',
			operation: 'create',
			parameters: { groupId: byId('1'), phone: '+32474123456' },
			notDone: 'The contact was not created.',
			maybeDone: 'The contact may still have been created, so it was not created again.',
		},
	],
	sends: [
		{ resource: 'sms', operation: 'send', parameters: {} },
		{ resource: 'sms', operation: 'sendMany', parameters: {} },
		{ resource: 'sms', operation: 'sendVoice', parameters: {} },
	],
	faults: {
		cutJson: '{"messageid":"a',
		foreignJson: '["fine"]',
		own: faults,
	},
	badInput,
	credential: {
		notTheApi: NOT_THE_API,
		unknown: [
			['a wrong secret', { clientSecret: 'wrong' }, WRONG_KEYS],
			['a wrong ID', { clientId: 'wrong' }, WRONG_KEYS],
		],
		responses: [
			[200, { error: '104', errorMsg: 'Invalid credentials' }, WRONG_KEYS],
			[200, { error: 104 }, WRONG_KEYS],
			[200, { error: 'Invalid credentials' }, WRONG_KEYS],
			[200, { errorMsg: 'Invalid credentials' }, WRONG_KEYS],
			[404, '<h1>No</h1>', NOT_THE_API],
		],
		headerKeys: [
			['clientId', 'Client ID'],
			['clientSecret', 'Client Secret'],
		],
		secrets: ['clientSecret', 'clientId'],
		bodiesWith: (words) => [
			{ error: '139', errorMsg: `Bad ${words}` },
			{ error: `no access for ${words}` },
			{ hello: words },
		],
	},
};
