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
import { free, oneSms, point, wrongKey } from './steps.mts';

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
		wrongKey('A wrong token', 'token', 'device', 'getAll', [
			point(
				'Status and text for a wrong token',
				'section 1',
				'HTTP 200 with a sentence in message',
				statusWithText([200], 'message'),
			),
			point(
				'What the node makes of it',
				'section 7.3',
				'the error says that the token is refused',
				nodeNamesTheKey,
			),
		]),
		free(PHONES, 'device', 'getAll', () => ({ returnAll: true }), [
			point(
				'Fields of a phone',
				'section 2.7',
				'device, of rows with id, title, lastseen and siminfo',
				rowFields('device', ['id', 'title', 'lastseen', 'siminfo']),
			),
		]),
		free('The SMS', 'sms', 'getAll', () => ({ limit: 20 }), [
			point(
				'Fields of an SMS',
				'section 2.5',
				'smss, of rows with id, sendto, body, status, deviceid and created',
				rowFields('smss', ['id', 'sendto', 'body', 'status', 'deviceid', 'created']),
			),
			point('What the node makes of it', 'section 2.5', 'the node can read it', nodeReadsIt),
		]),
		free('The number of SMS', 'sms', 'count', () => ({}), [
			point('Shape with onlycount', 'section 2.5', 'count (inferred)', fieldsAt('', ['count'])),
		]),
		oneSms(
			'One SMS to your number, from your first phone',
			(context) => {
				const id = firstPhone(context);
				if (id === undefined) return undefined;
				return { ...toOneself(context), deviceId: { __rl: true, mode: 'id', value: id } };
			},
			[
				point(
					'Response to a send',
					'section 2.2',
					'error, sms_id and message',
					fieldsAt('', ['error', 'sms_id', 'message']),
				),
				point('What the node makes of it', 'section 2.2', 'one item with an ID', nodeReadsIt),
			],
		),
		free(
			'Its status',
			'sms',
			'get',
			({ seen }) => {
				const id = seen.get('One SMS to your number, from your first phone')?.items[0]?.id;
				return typeof id === 'string' || typeof id === 'number'
					? { messageId: String(id) }
					: undefined;
			},
			[
				point(
					'Response with a status',
					'section 2.6',
					'error, status and status_description',
					fieldsAt('', ['error', 'status', 'status_description']),
				),
			],
		),
	],
};
