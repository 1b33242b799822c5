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
import { free, oneSms, point, wrongKey } from './steps.mts';

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
		wrongKey('A wrong token', 'apiToken', 'account', 'getBalance', [
			point(
				'Status and body for a wrong token',
				'section 14',
				'HTTP 200 with a sentence in message',
				statusWithText([200], 'message'),
			),
			point(
				'What the node makes of it',
				'section 16.1',
				'the error says that the token is refused',
				nodeNamesTheKey,
			),
		]),
		free('The balance', 'account', 'getBalance', () => ({}), [
			point(
				'Fields of the balance',
				'section 14',
				'remaining_balance',
				fieldsAt('data', ['remaining_balance']),
			),
		]),
		free('The profile', 'account', 'getProfile', () => ({}), [
			point('Zone of the account', 'section 5.4', 'timezone', fieldsAt('data', ['timezone'])),
		]),
		free('The groups', 'group', 'getAll', () => ({ limit: 5 }), [
			point(
				'Rows of the groups',
				'section 5.3',
				'data.data, of rows with uid and name',
				rowFields('data.data', ['uid', 'name']),
			),
		]),
		oneSms(SENT, toOneself, [
			point(
				'Response to one recipient',
				'section 5.1',
				'data with uid, to, from, message, status and cost',
				fieldsAt('data', ['uid', 'to', 'from', 'message', 'status', 'cost']),
			),
			point('What the node makes of it', 'section 5.1', 'one item with an ID', nodeReadsIt),
		]),
		free('The SMS', 'sms', 'getAll', () => ({ limit: 20 }), [
			point(
				'Generation of the rows',
				'section 14',
				'generation A to C: data.data, of rows with uid, to, from, message and cost',
				rowFields('data.data', ['uid', 'to', 'from', 'message', 'cost']),
			),
			point(
				'Order of the rows',
				'section 14',
				'newest first',
				newestFirst('data.data', 'uid', UID_SECONDS),
			),
		]),
		free(
			'That SMS alone',
			'sms',
			'get',
			({ seen }) => {
				const id = seen.get(SENT)?.items[0]?.id;
				return typeof id === 'string' ? { messageId: id } : undefined;
			},
			[
				point(
					'Response to one SMS',
					'section 5.1',
					'data with uid and status',
					fieldsAt('data', ['uid', 'status']),
				),
			],
		),
	],
};
