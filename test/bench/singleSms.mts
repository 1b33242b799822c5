import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { GatewayName } from '../../scripts/sandboxCredentials.mts';
import { PIXEL_7 } from '../sandbox/smsGateway24.mts';

/** A message to send: an item of the workflow. */
export interface BenchMessage extends IDataObject {
	phone: string;
	text: string;
}

/** The request for one SMS, as our Send makes it, in a form that every way of sending can make. */
export interface SingleSms {
	/** Below the credential's base URL. */
	path: string;
	encoding: 'form' | 'json';
	/** The fields of the body that are the same for all messages. */
	constants: Record<string, string>;
	numberField: string;
	textField: string;
	/** What the credential adds. */
	signatureOf(credential: Record<string, unknown>): {
		headers?: Record<string, string>;
		fields?: Record<string, string>;
	};
	/** What our node has beside number and text. */
	ourParameters: INodeParameters;
	/** All digits of the numbers but the last six. */
	numberStart: string;
	/** Set where our node sends one request at a time, so many milliseconds apart. */
	pace?: { restMs: number; messagesPerRequest: Record<'send' | 'sendMany', number> };
}

/** Number and text of a node, filled from a message. */
export const FROM_ITEM = {
	to: '={{ $json.phone }}',
	message: '={{ $json.text }}',
};

const SENDER = 'Bakery';

export const SINGLE_SMS: Record<GatewayName, SingleSms> = {
	smsGateway24: {
		path: '/addsms',
		encoding: 'form',
		constants: { device_id: String(PIXEL_7.id), sim: '0' },
		numberField: 'sendto',
		textField: 'body',
		signatureOf: ({ token }) => ({ fields: { token: String(token) } }),
		ourParameters: { deviceId: { __rl: true, mode: 'id', value: String(PIXEL_7.id) } },
		numberStart: '+4915700',
	},
	smstools: {
		path: '/message/send',
		encoding: 'json',
		constants: { sender: SENDER },
		numberField: 'to',
		textField: 'message',
		signatureOf: ({ clientId, clientSecret }) => ({
			headers: { 'x-client-id': String(clientId), 'x-client-secret': String(clientSecret) },
		}),
		ourParameters: { from: SENDER },
		numberStart: '+32470',
	},
	bestSmsGateway: {
		path: '',
		encoding: 'form',
		constants: { action: 'send_sms' },
		numberField: 'recipients',
		textField: 'message',
		signatureOf: ({ subAccount, subAccountPassword }) => ({
			fields: { sub_account: String(subAccount), sub_account_pass: String(subAccountPassword) },
		}),
		ourParameters: {},
		numberStart: '+2348090',
		pace: { restMs: 1_000, messagesPerRequest: { send: 300, sendMany: 1_000 } },
	},
	textBoost: {
		path: '/sms/send',
		encoding: 'json',
		constants: { sender_id: SENDER, type: 'plain' },
		numberField: 'recipient',
		textField: 'message',
		signatureOf: ({ apiToken }) => ({ headers: { authorization: `Bearer ${String(apiToken)}` } }),
		ourParameters: { from: SENDER },
		numberStart: '31600',
	},
};

/** The headers of the request, without those of the credential. */
export function headersOf({ encoding }: SingleSms): Record<string, string> {
	const isForm = encoding === 'form';
	return {
		accept: 'application/json',
		'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
	};
}

/**
 * Messages to different numbers with one text, as a mailing has it.
 *
 * @param firstNumber 0 to 999,999
 */
export function messagesTo(
	{ numberStart }: SingleSms,
	firstNumber: number,
	count: number,
): BenchMessage[] {
	return Array.from({ length: count }, (_message, index) => ({
		phone: `${numberStart}${String(firstNumber + index).padStart(6, '0')}`,
		text: 'Your appointment is tomorrow at 10:30. Call us if you cannot come.',
	}));
}
