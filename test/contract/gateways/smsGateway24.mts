import type { Contract } from '../contract.mts';
import { byId } from '../operations.mts';
import { badInput } from './smsGateway24/badInput.mts';
import { faults } from './smsGateway24/faults.mts';

export const smsGateway24: Contract = {
	operations: [
		'campaign: create',
		'contact: create',
		'device: get',
		'device: getAll',
		'group: create',
		'sms: count',
		'sms: estimate',
		'sms: get',
		'sms: getAll',
		'sms: send',
		'sms: sendAndWait',
		'sms: sendMany',
	],
	reads: [
		{ resource: 'device', operation: 'getAll', parameters: {} },
		{ resource: 'device', operation: 'get', parameters: { deviceId: byId('260') } },
		{ resource: 'sms', operation: 'count', parameters: {} },
		{ resource: 'sms', operation: 'getAll', parameters: {} },
		{ resource: 'sms', operation: 'get', parameters: { messageId: '7' } },
	],
	writes: [
		{
			resource: 'group',
			operation: 'create',
			parameters: { name: 'x' },
			notDone: 'The group was not created.',
			maybeDone: 'The group may still have been created, so it was not created again.',
		},
		{
			resource: 'contact',
			operation: 'create',
			parameters: { groupId: byId('8303'), phone: '+4915700000001' },
			notDone: 'The contact was not created.',
			maybeDone: 'The contact may still have been created, so it was not created again.',
		},
	],
	sends: [
		{ resource: 'sms', operation: 'send', parameters: {} },
		{ resource: 'sms', operation: 'sendMany', parameters: {} },
	],
	faults: {
		cutJson: '{"error":0,"sms_',
		foreignJson: '{"result":"fine"}',
		own: faults,
	},
	badInput,
	credential: {
		notTheApi:
			'The server at this Base URL is not the SmsGateway24 API. Check the Base URL: it ends in /getdata.',
		unknown: [
			[
				'a wrong token',
				{ token: 'f'.repeat(32) },
				'SmsGateway24 does not accept this credential. With a token: copy the Token again from your profile page there. With email and password: check both.',
			],
			[
				'a wrong password',
				{ authentication: 'emailPassword', email: 'ann@example.com', password: 'wrong' },
				'SmsGateway24 does not accept this credential. With a token: copy the Token again from your profile page there. With email and password: check both.',
			],
		],
		responses: [],
		headerKeys: [],
		secrets: ['token'],
		bodiesWith: (words) => [{ error: 1, message: `No access for ${words}` }],
	},
};
