import type { LiveCheck } from './liveCheck.mts';
import { toOneself, zoneOfOwnSms } from './ownSms.mts';
import {
	fieldsAt,
	newestFirst,
	nodeNamesTheKey,
	nodeReadsIt,
	rowFields,
	statusWithText,
} from './points.mts';

export const smstools: LiveCheck = {
	gateway: 'smstools',
	word: 'smstools',
	title: 'Smstools',
	nodeType: 'smsGatewayApi',
	credentialType: 'smstoolsGatewayApi',
	baseUrl: 'https://api.smsgatewayapi.com/v1',
	constants: { defaultCountryCode: '', timezone: 'UTC' },
	questions: [
		{ name: 'clientId', label: 'Client ID', isSecret: true },
		{ name: 'clientSecret', label: 'Client Secret', isSecret: true },
		{ name: 'from', label: 'Sender', isSecret: false, default: '' },
	],
	steps: [
		{
			name: 'A wrong Client Secret',
			cost: 'free',
			resource: 'account',
			operation: 'getBalance',
			wrongKey: 'clientSecret',
			parameters: () => ({}),
			points: [
				{
					question: 'Status and body for a wrong key',
					section: 'section 11.2',
					expected: 'HTTP 4xx with a sentence in errorMsg',
					judge: statusWithText([400, 401, 403], 'errorMsg'),
				},
				{
					question: 'What the node makes of it',
					section: 'section 11.2',
					expected: 'the error says that the key is refused',
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
					question: 'Shape of the balance',
					section: 'section 13',
					expected: 'the node can read it',
					judge: nodeReadsIt,
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
					question: 'Shape of GET /groups',
					section: 'section 11.6',
					expected: 'a list at the top, of rows with ID and name',
					judge: rowFields('', ['ID', 'name']),
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
					question: 'Shape of GET /contact',
					section: 'section 11.6',
					expected: 'contacts, of rows with phone',
					judge: rowFields('contacts', ['phone']),
				},
			],
		},
		{
			name: 'The inbox',
			cost: 'free',
			resource: 'sms',
			operation: 'getInbox',
			parameters: () => ({ limit: 20 }),
			points: [
				{
					question: 'Fields of a received SMS',
					section: 'section 3.4',
					expected: 'messages, of rows with ID, message, sender, type and date',
					judge: rowFields('messages', ['ID', 'message', 'sender', 'type', 'date']),
				},
				{
					question: 'Order of the inbox by date',
					section: 'section 11.5',
					expected: 'newest first',
					judge: newestFirst('messages', 'date'),
				},
				{
					question: 'Order of the inbox by ID',
					section: 'section 11.5',
					expected: 'highest ID first',
					judge: newestFirst('messages', 'ID'),
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
					question: 'Response to one recipient',
					section: 'section 3.1',
					expected: 'messageid',
					judge: fieldsAt('', ['messageid']),
				},
				{
					question: 'What the node makes of it',
					section: 'section 3.1',
					expected: 'one item with an ID',
					judge: nodeReadsIt,
				},
			],
		},
		{
			name: 'The sent SMS',
			cost: 'free',
			resource: 'sms',
			operation: 'getSent',
			parameters: () => ({ limit: 20 }),
			points: [
				{
					question: 'Fields of a sent SMS',
					section: 'section 3.7',
					expected: 'messages, of rows with ID, to, sender, date, type and status',
					judge: rowFields('messages', ['ID', 'to', 'sender', 'date', 'type', 'status']),
				},
				{
					question: 'Time zone of date',
					section: 'section 11.8',
					expected: 'UTC',
					judge: zoneOfOwnSms(
						'messages',
						{ text: 'message', time: 'date' },
						(offset) => offset === '+00:00',
					),
				},
			],
		},
	],
};
