import type { FaultRule } from '../../test/sandbox/faults.mts';
import type { Sandbox } from '../../test/sandbox/sandbox.mts';
import type { JsonObject } from '../n8n/json.mts';
import type { GatewayName } from '../sandboxCredentials.mts';

/** A gateway, and how sending looks there. */
export interface SendingGateway {
	/** Its name for people. */
	title: string;
	name: GatewayName;
	nodeType: string;
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
	/** The most requests in which Send Many sends 1,000 SMS. */
	sendManyRequests: number;
	/** Whether Send Many can only send one text to many at once. */
	needsSameText: boolean;
}

const JSON_TYPE = 'application/json';
const tenAtOnce = { one: 10, two: 20 };

export const sendingGateways: readonly SendingGateway[] = [
	{
		title: 'BestSMSGateway',
		name: 'bestSmsGateway',
		nodeType: 'n8n-nodes-sms-gateways.bestSmsGateway',
		// SMS of different senders never share a request. Without reads between the sends, all that is counted sends.
		apart: { from: '={{ "Shop" + $json.n }}', additionalFields: { fetchIds: false } },
		// An account sends once in a second, whichever execution it is for.
		atOnce: { one: 1, two: 1 },
		sending: { form: { action: 'send_sms' } },
		refuse: ({ bestSmsGateway }, number, times) =>
			bestSmsGateway.dropNumber(digitsOf(number), times),
		countStored: ({ bestSmsGateway }) => bestSmsGateway.messages.length,
		sendManyRequests: 1,
		needsSameText: false,
	},
	{
		title: 'SmsGateway24',
		name: 'smsGateway24',
		nodeType: 'n8n-nodes-sms-gateways.smsGateway24',
		apart: {},
		atOnce: tenAtOnce,
		sending: { path: '/addsms' },
		refuse({ faults }, number, times) {
			const form = { sendto: number };
			const body = { error: 1, message: 'Limit reached' };
			faults.add({ path: '/addsms', form, times, when: 'before', fault: refusal(200, body) });
		},
		countStored: ({ smsGateway24 }) => smsGateway24.messages.length,
		sendManyRequests: 20,
		needsSameText: false,
	},
	{
		title: 'Smstools',
		name: 'smstools',
		nodeType: 'n8n-nodes-sms-gateways.smstools',
		apart: {},
		atOnce: tenAtOnce,
		sending: { path: '/message/send' },
		refuse({ faults }, number, times) {
			const rule = { path: '/message/send', body: digitsOf(number), times };
			const body = { error: '108', errorMsg: 'You do not have enough credit' };
			faults.add({ ...rule, when: 'before', fault: refusal(400, body) });
		},
		countStored: ({ smstools }) => smstools.sent.length,
		sendManyRequests: 20,
		needsSameText: false,
	},
	{
		title: 'TextBoost',
		name: 'textBoost',
		nodeType: 'n8n-nodes-sms-gateways.textBoost',
		apart: {},
		atOnce: tenAtOnce,
		sending: { path: '/sms/send' },
		refuse({ faults }, number, times) {
			const rule = { path: '/sms/send', body: digitsOf(number), times };
			const body = { status: 'error', message: 'Your balance is not enough' };
			faults.add({ ...rule, when: 'before', fault: refusal(404, body) });
		},
		countStored: ({ textBoost }) => textBoost.messages.length,
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
