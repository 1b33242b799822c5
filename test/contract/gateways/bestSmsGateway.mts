import type { Contract } from '../contract.mts';
import { badInput } from './bestSmsGateway/badInput.mts';
import { faults } from './bestSmsGateway/faults.mts';

const WRONG_LOGIN =
	'BestSMSGateway does not recognize this combination of Sub-Account and Sub-Account Password. The name starts with a number, e.g. 001_mysub1.';
const NOT_THE_API =
	'The server at this Base URL is not the BestSMSGateway API. Check the Base URL: it ends in /api_v1, without a slash.';

export const bestSmsGateway: Contract = {
	operations: [
		'account: get',
		'contact: upsert',
		'contact: delete',
		'contact: getAll',
		'contact: syncGroup',
		'group: getAll',
		'sms: delete',
		'sms: estimate',
		'sms: get',
		'sms: getAll',
		'sms: getUnits',
		'sms: send',
		'sms: sendAndWait',
		'sms: sendMany',
		'sms: sendToGroup',
		'sms: stop',
	],
	reads: [
		{ resource: 'account', operation: 'get', parameters: {} },
		{ resource: 'sms', operation: 'get', parameters: { messageId: '7' } },
		{ resource: 'sms', operation: 'getAll', parameters: {} },
		{ resource: 'sms', operation: 'getUnits', parameters: {} },
		{ resource: 'sms', operation: 'stop', parameters: { filters: { batchId: 'x' } } },
		{ resource: 'sms', operation: 'delete', parameters: { filters: { batchId: 'x' } } },
		{ resource: 'contact', operation: 'getAll', parameters: {} },
		{ resource: 'contact', operation: 'delete', parameters: { filters: { contactIds: '7' } } },
		{ resource: 'group', operation: 'getAll', parameters: {} },
	],
	writes: [
		{
			resource: 'contact',
			operation: 'upsert',
			parameters: { phone: '+2348094309926' },
			notDone: 'The contact was not saved.',
			maybeDone: 'The contact may still have been saved, and can safely be saved again.',
			isRepeatable: true,
		},
	],
	sends: [
		{ resource: 'sms', operation: 'send', parameters: {} },
		{ resource: 'sms', operation: 'sendMany', parameters: {} },
	],
	faults: {
		cutJson: '{"batch_id":"1_1_14370',
		foreignJson: '{"status":"fine"}',
		own: faults,
	},
	badInput,
	credential: {
		notTheApi: NOT_THE_API,
		unknown: [
			['a wrong password', { subAccountPassword: 'wrong' }, WRONG_LOGIN],
			['a name without its number', { subAccount: 'mysub1' }, WRONG_LOGIN],
			['an empty name', { subAccount: '' }, WRONG_LOGIN],
			['an empty password', { subAccountPassword: '' }, WRONG_LOGIN],
		],
		responses: [
			[200, '{"status":"fine"}', NOT_THE_API],
			[200, '[]', NOT_THE_API],
			[200, 'null', NOT_THE_API],
			[200, { error: 'Down', error_code: '11' }, NOT_THE_API],
		],
		headerKeys: [],
		secrets: ['subAccountPassword'],
		bodiesWith: (words) => [{ error: `No access with ${words}`, error_code: '11' }],
	},
};
