import type { LiveCheck } from './liveCheck.mts';
import { toOneself } from './ownSms.mts';
import {
	fieldsAt,
	newestFirst,
	nodeNamesTheKey,
	nodeReadsIt,
	rowFields,
	statusWithText,
} from './points.mts';

export const bestSmsGateway: LiveCheck = {
	gateway: 'bestSmsGateway',
	word: 'bestsmsgateway',
	title: 'BestSMSGateway',
	nodeType: 'bestSmsGateway',
	credentialType: 'bestSmsGatewayApi',
	baseUrl: 'https://bestsmsgateway.com/api_v1',
	constants: { defaultCountryCode: '' },
	questions: [
		{ name: 'subAccount', label: 'Sub-Account', isSecret: true },
		{ name: 'subAccountPassword', label: 'Sub-Account Password', isSecret: true },
		{ name: 'from', label: 'Sender', isSecret: false, default: 'LiveCheck' },
	],
	steps: [
		{
			name: 'A wrong password',
			cost: 'free',
			resource: 'account',
			operation: 'get',
			wrongKey: 'subAccountPassword',
			parameters: () => ({}),
			points: [
				{
					question: 'Status and text for a wrong password',
					section: 'section 1.1',
					expected: 'HTTP 200 with a sentence in error',
					judge: statusWithText([200], 'error'),
				},
				{
					question: 'What the node makes of it',
					section: 'section 1.1',
					expected: 'the error says that the login is refused',
					judge: nodeNamesTheKey,
				},
			],
		},
		{
			name: 'The account',
			cost: 'free',
			resource: 'account',
			operation: 'get',
			parameters: () => ({}),
			points: [
				{
					question: 'Fields of the account',
					section: 'section 4',
					expected: 'balance',
					judge: fieldsAt('', ['balance']),
				},
			],
		},
		{
			name: 'The groups',
			cost: 'free',
			resource: 'group',
			operation: 'getAll',
			parameters: () => ({ returnAll: true }),
			points: [
				{
					question: 'Shape of the groups',
					section: 'section 6',
					expected: 'the node can read it',
					judge: nodeReadsIt,
				},
			],
		},
		{
			name: 'The contacts',
			cost: 'free',
			resource: 'contact',
			operation: 'getAll',
			parameters: () => ({ limit: 5 }),
			points: [
				{
					question: 'Name of the list of contacts',
					section: 'section 11.3',
					expected: 'records or contacts, which the node can read',
					judge: nodeReadsIt,
				},
			],
		},
		{
			name: 'One SMS to your phone',
			cost: 'oneSms',
			resource: 'sms',
			operation: 'send',
			parameters: toOneself,
			points: [
				{
					question: 'Response to a send',
					section: 'section 2',
					expected: 'batch_id and total',
					judge: fieldsAt('', ['batch_id', 'total']),
				},
				{
					question: 'What the node makes of it',
					section: 'section 2',
					expected: 'one item with an ID',
					judge: nodeReadsIt,
				},
			],
		},
		{
			name: 'The SMS',
			cost: 'free',
			resource: 'sms',
			operation: 'getAll',
			parameters: () => ({ limit: 20 }),
			points: [
				{
					question: 'Fields of an SMS',
					section: 'section 3',
					expected: 'records, of rows with sms_id, recipient, status, units, info and submitted_at',
					judge: rowFields('records', [
						'sms_id',
						'recipient',
						'status',
						'units',
						'info',
						'submitted_at',
					]),
				},
				{
					question: 'Order of the SMS',
					section: 'section 3',
					expected: 'highest ID first',
					judge: newestFirst('records', 'sms_id'),
				},
			],
		},
	],
};
