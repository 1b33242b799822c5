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
		wrongKey('A wrong password', 'subAccountPassword', 'account', 'get', [
			point(
				'Status and text for a wrong password',
				'section 1.1',
				'HTTP 200 with a sentence in error',
				statusWithText([200], 'error'),
			),
			point(
				'What the node makes of it',
				'section 1.1',
				'the error says that the login is refused',
				nodeNamesTheKey,
			),
		]),
		free('The account', 'account', 'get', () => ({}), [
			point('Fields of the account', 'section 4', 'balance', fieldsAt('', ['balance'])),
		]),
		free('The groups', 'group', 'getAll', () => ({ returnAll: true }), [
			point('Shape of the groups', 'section 6', 'the node can read it', nodeReadsIt),
		]),
		free('The contacts', 'contact', 'getAll', () => ({ limit: 5 }), [
			point(
				'Name of the list of contacts',
				'section 11.3',
				'records or contacts, which the node can read',
				nodeReadsIt,
			),
		]),
		oneSms('One SMS to your phone', toOneself, [
			point(
				'Response to a send',
				'section 2',
				'batch_id and total',
				fieldsAt('', ['batch_id', 'total']),
			),
			point('What the node makes of it', 'section 2', 'one item with an ID', nodeReadsIt),
		]),
		free('The SMS', 'sms', 'getAll', () => ({ limit: 20 }), [
			point(
				'Fields of an SMS',
				'section 3',
				'records, of rows with sms_id, recipient, status, units, info and submitted_at',
				rowFields('records', ['sms_id', 'recipient', 'status', 'units', 'info', 'submitted_at']),
			),
			point('Order of the SMS', 'section 3', 'highest ID first', newestFirst('records', 'sms_id')),
		]),
	],
};
