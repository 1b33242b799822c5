import type { Contract } from '../contract.mts';
import { byId } from '../operations.mts';
import { badInput } from './textBoost/badInput.mts';
import { faults } from './textBoost/faults.mts';

const WRONG_TOKEN =
	'The host does not accept this API Token. Copy it again from Developers in your account there, and check that the Base URL belongs to the same host.';
const NO_RIGHT =
	'The host recognizes this API Token, but its account is not allowed to use the API. Ask the host for access.';
const TOO_MANY = 'The host accepts no more requests at the moment. Wait a minute and test again.';
const REFUSED =
	'The host returned an error. Check the Base URL first: for most hosts it ends in /api/v3, without a slash. If it is right, ask the host whether your account may use the API.';
const NOT_THE_API =
	'The server at this Base URL is not this API, or it is not working at the moment. Check the Base URL: for most hosts it ends in /api/v3, without a slash.';

const contact = { groupId: byId('a1'), phone: '+31612345678' };
const inGroup = { groupId: byId('a1'), contactId: byId('b2') };

export const textBoost: Contract = {
	operations: [
		'account: getBalance',
		'account: getProfile',
		'campaign: create',
		'campaign: get',
		'contact: create',
		'contact: upsert',
		'contact: delete',
		'contact: get',
		'contact: getAll',
		'contact: syncGroup',
		'contact: update',
		'group: create',
		'group: delete',
		'group: get',
		'group: getAll',
		'group: update',
		'sms: estimate',
		'sms: get',
		'sms: getAll',
		'sms: send',
		'sms: sendAndWait',
		'sms: sendMany',
		'sms: sendMms',
		'sms: sendVoice',
	],
	reads: [
		{ resource: 'account', operation: 'getBalance', parameters: {} },
		{ resource: 'account', operation: 'getProfile', parameters: {} },
		{ resource: 'sms', operation: 'get', parameters: { messageId: 'a1' } },
		{ resource: 'sms', operation: 'getAll', parameters: {} },
		{ resource: 'contact', operation: 'get', parameters: inGroup },
		{ resource: 'contact', operation: 'delete', parameters: inGroup },
		{ resource: 'group', operation: 'update', parameters: { groupId: byId('a1'), name: 'x' } },
		{ resource: 'group', operation: 'delete', parameters: { groupId: byId('a1') } },
		{ resource: 'group', operation: 'getAll', parameters: {} },
	],
	writes: [
		{
			resource: 'contact',
			operation: 'update',
			parameters: { ...contact, contactId: byId('b2') },
			notDone: 'The contact was not saved.',
			maybeDone: 'The contact may still have been saved, and can safely be saved again.',
			isRepeatable: true,
		},
		{
			resource: 'contact',
			operation: 'create',
			parameters: contact,
			notDone: 'The contact was not created.',
			maybeDone: 'The contact may still have been created, so it was not created again.',
		},
		{
			resource: 'group',
			operation: 'create',
			parameters: { name: 'x' },
			notDone: 'The group was not created.',
			maybeDone: 'The group may still have been created, so it was not created again.',
		},
	],
	sends: [
		{ resource: 'sms', operation: 'send', parameters: {} },
		{ resource: 'sms', operation: 'sendMany', parameters: {} },
		{ resource: 'sms', operation: 'sendVoice', parameters: {}, isUndocumented: true },
		{
			resource: 'sms',
			operation: 'sendMms',
			parameters: { mediaUrl: 'https://example.com/a.png' },
			textIsOptional: true,
			isUndocumented: true,
		},
	],
	faults: {
		cutJson: '{"status":"success","da',
		foreignJson: '{"message":"Hello."}',
		pageAdvice:
			'Copy the Base URL in the credential again from the Developers page of your host. If it is right, the host may be under maintenance: try again later.',
		tooManyWords: 'accepts no more requests for 3600 seconds (HTTP 429).',
		own: faults,
	},
	badInput,
	credential: {
		notTheApi: NOT_THE_API,
		unknown: [['a wrong token', { apiToken: '7|wrong' }, WRONG_TOKEN]],
		responses: [
			[200, '"success"', NOT_THE_API],
			[200, '[{"status":"success"}]', NOT_THE_API],
			[200, 'null', NOT_THE_API],
			[200, '{"status":"ok"}', NOT_THE_API],
			[200, '{"status":"success"}', NOT_THE_API],
			[200, '{"status":"error","message":"No"}', REFUSED],
			[200, '{"status":"error","data":{}}', REFUSED],
			// As hosts answer to a route that is not there.
			[200, '{"status":"error","message":""}', REFUSED],
			[200, '{"status":"error","message":"Unauthenticated."}', WRONG_TOKEN],
			[401, '{"message":"Unauthenticated."}', WRONG_TOKEN],
			[403, '{"status":"error","message":"No permission"}', REFUSED],
			[200, '{"status":"error","message":"This action is unauthorized."}', NO_RIGHT],
			[429, '{"message":"Too Many Attempts."}', TOO_MANY],
			[200, '{"status":"error","message":"Too Many Attempts."}', TOO_MANY],
			[500, '{"message":"Server Error"}', NOT_THE_API],
			[500, '<html>Down</html>', NOT_THE_API],
			[503, '', NOT_THE_API],
		],
		headerKeys: [['apiToken', 'API Token']],
		secrets: ['apiToken'],
		bodiesWith: (words) => [
			{ status: 'error', message: `No access with ${words}` },
			{ message: 'No', errors: { recipient: [`Token ${words}`] } },
			{ status: 'success', data: `api_token ${words}` },
		],
	},
};
