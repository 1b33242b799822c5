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

/** Of a uid, the seconds: rows of one second have no certain order (fact sheet, sections 6 and 16.4). */
const UID_SECONDS = 8;

const SENT = 'One SMS to your phone';

export const textBoost: LiveCheck = {
	gateway: 'textBoost',
	word: 'textboost',
	title: 'TextBoost',
	nodeType: 'textBoost',
	credentialType: 'textBoostApi',
	baseUrl: 'https://www.textboostsms.com/api/v3',
	constants: { defaultCountryCode: '' },
	questions: [
		{ name: 'apiToken', label: 'API Token', isSecret: true },
		{ name: 'from', label: 'Sender', isSecret: false },
	],
	steps: [
		{
			name: 'A wrong token',
			cost: 'free',
			resource: 'account',
			operation: 'getBalance',
			wrongKey: 'apiToken',
			parameters: () => ({}),
			points: [
				{
					question: 'Status and body for a wrong token',
					section: 'section 14',
					expected: 'HTTP 200 with a sentence in message',
					judge: statusWithText([200], 'message'),
				},
				{
					question: 'What the node makes of it',
					section: 'section 16.1',
					expected: 'the error says that the token is refused',
					judge: nodeNamesTheKey,
				},
			],
		},
		{
			name: 'The balance',
			cost: 'free',
			resource: 'account',
			operation: 'getBalance',
			parameters: () => ({}),
			points: [
				{
					question: 'Fields of the balance',
					section: 'section 14',
					expected: 'remaining_balance',
					judge: fieldsAt('data', ['remaining_balance']),
				},
			],
		},
		{
			name: 'The profile',
			cost: 'free',
			resource: 'account',
			operation: 'getProfile',
			parameters: () => ({}),
			points: [
				{
					question: 'Zone of the account',
					section: 'section 5.4',
					expected: 'timezone',
					judge: fieldsAt('data', ['timezone']),
				},
			],
		},
		{
			name: 'The groups',
			cost: 'free',
			resource: 'group',
			operation: 'getAll',
			parameters: () => ({ limit: 5 }),
			points: [
				{
					question: 'Rows of the groups',
					section: 'section 5.3',
					expected: 'data.data, of rows with uid and name',
					judge: rowFields('data.data', ['uid', 'name']),
				},
			],
		},
		{
			name: SENT,
			cost: 'oneSms',
			resource: 'sms',
			operation: 'send',
			parameters: toOneself,
			points: [
				{
					question: 'Response to one recipient',
					section: 'section 5.1',
					expected: 'data with uid, to, from, message, status and cost',
					judge: fieldsAt('data', ['uid', 'to', 'from', 'message', 'status', 'cost']),
				},
				{
					question: 'What the node makes of it',
					section: 'section 5.1',
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
					question: 'Generation of the rows',
					section: 'section 14',
					expected: 'generation A to C: data.data, of rows with uid, to, from, message and cost',
					judge: rowFields('data.data', ['uid', 'to', 'from', 'message', 'cost']),
				},
				{
					question: 'Order of the rows',
					section: 'section 14',
					expected: 'newest first',
					judge: newestFirst('data.data', 'uid', UID_SECONDS),
				},
			],
		},
		{
			name: 'That SMS alone',
			cost: 'free',
			resource: 'sms',
			operation: 'get',
			parameters({ seen }) {
				const id = seen.get(SENT)?.items[0]?.id;
				return typeof id === 'string' ? { messageId: id } : undefined;
			},
			points: [
				{
					question: 'Response to one SMS',
					section: 'section 5.1',
					expected: 'data with uid and status',
					judge: fieldsAt('data', ['uid', 'status']),
				},
			],
		},
	],
};
