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
import { free, oneSms, point, wrongKey } from './steps.mts';

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
		wrongKey('A wrong Client Secret', 'clientSecret', 'account', 'getBalance', [
			point(
				'Status and body for a wrong key',
				'section 11.2',
				'HTTP 4xx with a sentence in errorMsg',
				statusWithText([400, 401, 403], 'errorMsg'),
			),
			point(
				'What the node makes of it',
				'section 11.2',
				'the error says that the key is refused',
				nodeNamesTheKey,
			),
		]),
		free('The balance', 'account', 'getBalance', () => ({}), [
			point('Shape of the balance', 'section 13', 'the node can read it', nodeReadsIt),
		]),
		free('The groups', 'group', 'getAll', () => ({ limit: 5 }), [
			point(
				'Shape of GET /groups',
				'section 11.6',
				'a list at the top, of rows with ID and name',
				rowFields('', ['ID', 'name']),
			),
		]),
		free('The contacts', 'contact', 'getAll', () => ({ limit: 5 }), [
			point(
				'Shape of GET /contact',
				'section 11.6',
				'contacts, of rows with phone',
				rowFields('contacts', ['phone']),
			),
		]),
		free('The inbox', 'sms', 'getInbox', () => ({ limit: 20 }), [
			point(
				'Fields of a received SMS',
				'section 3.4',
				'messages, of rows with ID, message, sender, type and date',
				rowFields('messages', ['ID', 'message', 'sender', 'type', 'date']),
			),
			point(
				'Order of the inbox by date',
				'section 11.5',
				'newest first',
				newestFirst('messages', 'date'),
			),
			point(
				'Order of the inbox by ID',
				'section 11.5',
				'highest ID first',
				newestFirst('messages', 'ID'),
			),
		]),
		oneSms('One SMS to your phone', toOneself, [
			point('Response to one recipient', 'section 3.1', 'messageid', fieldsAt('', ['messageid'])),
			point('What the node makes of it', 'section 3.1', 'one item with an ID', nodeReadsIt),
		]),
		free('The sent SMS', 'sms', 'getSent', () => ({ limit: 20 }), [
			point(
				'Fields of a sent SMS',
				'section 3.7',
				'messages, of rows with ID, to, sender, date, type and status',
				rowFields('messages', ['ID', 'to', 'sender', 'date', 'type', 'status']),
			),
			point(
				'Time zone of date',
				'section 11.8',
				'UTC',
				zoneOfOwnSms(
					'messages',
					{ text: 'message', time: 'date' },
					(offset) => offset === '+00:00',
				),
			),
		]),
	],
};
