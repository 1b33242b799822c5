import { jsonOf, rowsOf, valueAt } from './exchange.mts';
import type { Context, LiveCheck } from './liveCheck.mts';
import { toOneself } from './ownSms.mts';
import {
	exchangeOf,
	fieldsAt,
	nodeNamesTheKey,
	nodeReadsIt,
	rowFields,
	statusWithText,
} from './points.mts';

const PHONES = 'The phones';

/** The first phone of the account, as the node lists it. */
function firstPhone({ seen }: Context): string | undefined {
	const found = seen.get(PHONES);
	const exchange = found && exchangeOf(found);
	const id = exchange && valueAt(rowsOf(valueAt(jsonOf(exchange), 'device'))[0], 'id');
	return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

export const smsGateway24: LiveCheck = {
	gateway: 'smsGateway24',
	word: 'smsgateway24',
	title: 'SmsGateway24',
	nodeType: 'smsGateway24',
	credentialType: 'smsGateway24Api',
	baseUrl: 'https://smsgateway24.com/getdata',
	constants: {
		authentication: 'token',
		email: '',
		password: '',
		sendWithPassword: false,
		defaultCountryCode: '',
		timezone: 'UTC',
	},
	questions: [{ name: 'token', label: 'Token', isSecret: true }],
	steps: [
		{
			name: 'A wrong token',
			cost: 'free',
			resource: 'device',
			operation: 'getAll',
			wrongKey: 'token',
			parameters: () => ({}),
			points: [
				{
					question: 'Status and text for a wrong token',
					section: 'section 1',
					expected: 'HTTP 200 with a sentence in message',
					judge: statusWithText([200], 'message'),
				},
				{
					question: 'What the node makes of it',
					section: 'section 7.3',
					expected: 'the error says that the token is refused',
					judge: nodeNamesTheKey,
				},
			],
		},
		{
			name: PHONES,
			cost: 'free',
			resource: 'device',
			operation: 'getAll',
			parameters: () => ({ returnAll: true }),
			points: [
				{
					question: 'Fields of a phone',
					section: 'section 2.7',
					expected: 'device, of rows with id, title, lastseen and siminfo',
					judge: rowFields('device', ['id', 'title', 'lastseen', 'siminfo']),
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
					section: 'section 2.5',
					expected: 'smss, of rows with id, sendto, body, status, deviceid and created',
					judge: rowFields('smss', ['id', 'sendto', 'body', 'status', 'deviceid', 'created']),
				},
				{
					question: 'What the node makes of it',
					section: 'section 2.5',
					expected: 'the node can read it',
					judge: nodeReadsIt,
				},
			],
		},
		{
			name: 'The number of SMS',
			cost: 'free',
			resource: 'sms',
			operation: 'count',
			parameters: () => ({}),
			points: [
				{
					question: 'Shape with onlycount',
					section: 'section 2.5',
					expected: 'count (inferred)',
					judge: fieldsAt('', ['count']),
				},
			],
		},
		{
			name: 'One SMS to your number, from your first phone',
			cost: 'oneSms',
			resource: 'sms',
			operation: 'send',
			parameters(context) {
				const id = firstPhone(context);
				if (id === undefined) return undefined;
				return { ...toOneself(context), deviceId: { __rl: true, mode: 'id', value: id } };
			},
			points: [
				{
					question: 'Response to a send',
					section: 'section 2.2',
					expected: 'error, sms_id and message',
					judge: fieldsAt('', ['error', 'sms_id', 'message']),
				},
				{
					question: 'What the node makes of it',
					section: 'section 2.2',
					expected: 'one item with an ID',
					judge: nodeReadsIt,
				},
			],
		},
		{
			name: 'Its status',
			cost: 'free',
			resource: 'sms',
			operation: 'get',
			parameters({ seen }) {
				const id = seen.get('One SMS to your number, from your first phone')?.items[0]?.id;
				return typeof id === 'string' || typeof id === 'number'
					? { messageId: String(id) }
					: undefined;
			},
			points: [
				{
					question: 'Response with a status',
					section: 'section 2.6',
					expected: 'error, status and status_description',
					judge: fieldsAt('', ['error', 'status', 'status_description']),
				},
			],
		},
	],
};
