import { START_SUB_ACCOUNT } from '../../test/sandbox/bestSmsGateway.mts';
import type { FaultRule } from '../../test/sandbox/faults.mts';
import type { Sandbox } from '../../test/sandbox/sandbox.mts';
import { PIXEL_7, START_ACCOUNT } from '../../test/sandbox/smsGateway24.mts';
import { SMSTOOLS_ACCOUNT } from '../../test/sandbox/smstools.mts';
import { TEXTBOOST_TOKEN } from '../../test/sandbox/textBoost.mts';
import type { JsonObject } from '../n8n/json.mts';
import type { GatewayName } from '../sandboxCredentials.mts';

/** One SMS, as an input item of the workflows has it. */
export interface Sms {
	to: string;
	text: string;
}

/** A POST that sends one SMS. */
export interface SingleRequest {
	/** Behind the base URL. */
	path: string;
	encoding: 'form' | 'json';
	/** Besides the content type. */
	headers: Record<string, string>;
	/** The fields of the body. */
	fieldsOf(sms: Sms): Record<string, string>;
}

/** A gateway, and how sending looks there. */
export interface SendingGateway {
	/** Its name for people. */
	title: string;
	name: GatewayName;
	nodeType: string;
	/** The parameters of Send and Send Many, with number and text from the input item. */
	parameters: JsonObject;
	/** What lets Send put no two of these SMS into one request, where it would. */
	apart: JsonObject;
	/** How many requests Send has under way at once, in one execution and in two. */
	atOnce: { one: number; two: number };
	/** Which requests send, for a fault. */
	sending: Pick<FaultRule, 'path' | 'form'>;
	/** Lets the gateway refuse the SMS to a number so many times, and take the others. */
	refuse(sandbox: Sandbox, number: string, times: number): void;
	/** How many SMS the gateway has. */
	countStored(sandbox: Sandbox): number;
	/** The vendor's request for a single SMS, as somebody makes it who does without this package. */
	single: SingleRequest;
	/** The most requests in which Send Many sends 1,000 SMS. */
	sendManyRequests: number;
	/** Whether Send Many can only send one text to many at once. */
	needsSameText: boolean;
}

const JSON_TYPE = 'application/json';
const fromItem = { resource: 'sms', to: '={{ $json.to }}', message: '={{ $json.text }}' };
const tenAtOnce = { one: 10, two: 20 };

export const sendingGateways: readonly SendingGateway[] = [
	{
		title: 'BestSMSGateway',
		name: 'bestSmsGateway',
		nodeType: 'n8n-nodes-sms-gateways.bestSmsGateway',
		parameters: fromItem,
		// SMS of different senders never share a request. Without reads between the sends, all that is counted sends.
		apart: { from: '={{ "Shop" + $json.n }}', additionalFields: { fetchIds: false } },
		// An account sends once in a second, whichever execution it is for.
		atOnce: { one: 1, two: 1 },
		sending: { form: { action: 'send_sms' } },
		refuse: ({ bestSmsGateway }, number, times) =>
			bestSmsGateway.dropNumber(digitsOf(number), times),
		countStored: ({ bestSmsGateway }) => bestSmsGateway.messages.length,
		single: {
			path: '',
			encoding: 'form',
			headers: {},
			fieldsOf: ({ to, text }) => ({
				action: 'send_sms',
				sub_account: START_SUB_ACCOUNT.login,
				sub_account_pass: START_SUB_ACCOUNT.password,
				recipients: to,
				message: text,
			}),
		},
		sendManyRequests: 1,
		needsSameText: false,
	},
	{
		title: 'SmsGateway24',
		name: 'smsGateway24',
		nodeType: 'n8n-nodes-sms-gateways.smsGateway24',
		parameters: { ...fromItem, deviceId: { __rl: true, mode: 'id', value: String(PIXEL_7.id) } },
		apart: {},
		atOnce: tenAtOnce,
		sending: { path: '/addsms' },
		refuse({ faults }, number, times) {
			const form = { sendto: number };
			const body = { error: 1, message: 'Limit reached' };
			faults.add({ path: '/addsms', form, times, when: 'before', fault: refusal(200, body) });
		},
		countStored: ({ smsGateway24 }) => smsGateway24.messages.length,
		single: {
			path: '/addsms',
			encoding: 'form',
			headers: {},
			fieldsOf: ({ to, text }) => ({
				token: START_ACCOUNT.token,
				sendto: to,
				body: text,
				device_id: String(PIXEL_7.id),
				sim: '0',
			}),
		},
		sendManyRequests: 20,
		needsSameText: false,
	},
	{
		title: 'Smstools',
		name: 'smstools',
		nodeType: 'n8n-nodes-sms-gateways.smstools',
		parameters: { ...fromItem, from: 'Bakery' },
		apart: {},
		atOnce: tenAtOnce,
		sending: { path: '/message/send' },
		refuse({ faults }, number, times) {
			const rule = { path: '/message/send', body: digitsOf(number), times };
			const body = { error: '108', errorMsg: 'You do not have enough credit' };
			faults.add({ ...rule, when: 'before', fault: refusal(400, body) });
		},
		countStored: ({ smstools }) => smstools.sent.length,
		single: {
			path: '/message/send',
			encoding: 'json',
			headers: {
				'x-client-id': SMSTOOLS_ACCOUNT.clientId,
				'x-client-secret': SMSTOOLS_ACCOUNT.clientSecret,
			},
			fieldsOf: ({ to, text }) => ({ message: text, sender: 'Bakery', to }),
		},
		sendManyRequests: 20,
		needsSameText: false,
	},
	{
		title: 'TextBoost',
		name: 'textBoost',
		nodeType: 'n8n-nodes-sms-gateways.textBoost',
		parameters: { ...fromItem, from: 'Bakery' },
		apart: {},
		atOnce: tenAtOnce,
		sending: { path: '/sms/send' },
		refuse({ faults }, number, times) {
			const rule = { path: '/sms/send', body: digitsOf(number), times };
			const body = { status: 'error', message: 'Your balance is not enough' };
			faults.add({ ...rule, when: 'before', fault: refusal(404, body) });
		},
		countStored: ({ textBoost }) => textBoost.messages.length,
		single: {
			path: '/sms/send',
			encoding: 'json',
			headers: { accept: JSON_TYPE, authorization: `Bearer ${TEXTBOOST_TOKEN}` },
			fieldsOf: ({ to, text }) => ({
				recipient: to,
				sender_id: 'Bakery',
				type: 'plain',
				message: text,
			}),
		},
		sendManyRequests: 10,
		needsSameText: true,
	},
];

export function digitsOf(number: string): string {
	return number.replace(/\D/g, '');
}

function refusal(status: number, body: JsonObject): FaultRule['fault'] {
	return {
		kind: 'answer',
		status,
		body: JSON.stringify(body),
		headers: { 'content-type': JSON_TYPE },
	};
}
