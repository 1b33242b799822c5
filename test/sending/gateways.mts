import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import type { Fault, FaultRule } from '../sandbox/faults.mts';
import type { RecordedRequest } from '../sandbox/requestLog.mts';
import type { Sandbox } from '../sandbox/sandbox.mts';
import { PIXEL_7, START_ACCOUNT } from '../sandbox/smsGateway24.mts';
import { SMSTOOLS_ACCOUNT } from '../sandbox/smstools.mts';
import { defaultSettings } from '../sandbox/smstools/settings.mts';
import { TEXTBOOST_TOKEN } from '../sandbox/textBoost.mts';

export type SendOperationName = 'send' | 'sendMany';

/** What the tests of sending need to know of a gateway. */
export interface Gateway {
	/** Name of its node in the package. */
	type: string;
	/** Its name in sentences. */
	service: string;
	credentialType: string;
	/** Sets the gateway to its start, so that no test meets another one's, and returns a good credential. */
	prepare(sandbox: Sandbox): ICredentialDataDecryptedObject;
	/** Of Send and Send Many, with number and text from the fields `phone` and `text` of the item. */
	parameters: INodeParameters;
	/** Number of the account holder's customer `index`, as an item has it. */
	phone(index: number): string;
	/** Which requests send. */
	sendRequests: Record<SendOperationName, Pick<FaultRule, 'path' | 'form'>>;
	isSend(request: RecordedRequest): boolean;
	/** Whom a request asks the gateway to send to, as it writes them. */
	recipientsOf(request: RecordedRequest): unknown[];
	/** The numbers that all SMS so far went out to, in order; one that went out twice is there twice. */
	delivered(sandbox: Sandbox): string[];
	/** How the gateway says no to a whole request. */
	refusal: Fault;
	/** Lets the gateway refuse this number so many times, and take what else is in its request. */
	refuse(sandbox: Sandbox, phone: string, times: number): void;
	/** What an error says of a number that `refuse` is about. */
	refusalWords: RegExp;
	/** A number that the gateway refuses whenever it comes, and takes the others of its item. */
	refusedNumber(sandbox: Sandbox): string;
	/** Whether Send puts all numbers of one item into one request. */
	sharesRequest: boolean;
	/** Whether the gateway tells which SMS has which id. */
	tellsIds: Record<SendOperationName, boolean>;
	/** How many SMS of one text Send Many puts into one request. */
	perRequest: number;
	/** How many requests are under way at once unless the user says otherwise. */
	concurrency: number;
	/** How many items the tests send singly: what takes a second each must be few. */
	items: { some: number; many: number };
	/** How far apart the gateway's sends have to be. */
	paceMs: number;
}

const json = (status: number, body: unknown): Fault => ({
	kind: 'answer',
	status,
	body: JSON.stringify(body),
	headers: { 'content-type': 'application/json' },
});

/** The digits of a number, by which all gateways know it. */
export function digitsOf(phone: unknown): string {
	return String(phone).replace(/\D/g, '');
}

/** For gateways whose Send makes a request for each number. */
function refuseRequests(rule: Pick<FaultRule, 'path' | 'form'>, fault: Fault): Gateway['refuse'] {
	return ({ faults }, phone, times) =>
		faults.add({ ...rule, body: digitsOf(phone), when: 'before', times, fault });
}

/** A number of a country: its code, then the index in so many digits. */
function phoneOf(code: string, length: number): Gateway['phone'] {
	return (index) => `+${code}${String(index).padStart(length, '0')}`;
}

const SMSGATEWAY24_REFUSAL = json(200, { error: 1, message: 'Number is blocked' });
const SMSTOOLS_REFUSAL = json(400, { error: '108', errorMsg: 'Number is blocked' });
const BEST_SMS_GATEWAY_REFUSAL = json(200, { error: 'Number is blocked', error_code: '11' });
const TEXTBOOST_REFUSAL = json(422, { message: 'Number is blocked' });

const smsGateway24: Gateway = {
	type: 'smsGateway24',
	service: 'SmsGateway24',
	credentialType: 'smsGateway24Api',
	prepare: (sandbox) => ({
		baseUrl: sandbox.smsGateway24.baseUrl,
		authentication: 'token',
		token: START_ACCOUNT.token,
	}),
	parameters: {
		deviceId: { __rl: true, mode: 'list', value: String(PIXEL_7.id) },
		to: '={{ $json.phone }}',
		message: '={{ $json.text }}',
	},
	phone: phoneOf('49157', 8),
	sendRequests: { send: { path: '/addsms' }, sendMany: { path: '/addalotofsms' } },
	isSend: ({ path }) => /\/(addsms|addalotofsms)$/.test(path),
	recipientsOf: ({ form }) =>
		form.datajson === undefined
			? [form.sendto]
			: JSON.parse(form.datajson).smsdata.map(({ sendto }: { sendto: string }) => sendto),
	delivered: (sandbox) => sandbox.smsGateway24.messages.map(({ sendto }) => sendto),
	refusal: SMSGATEWAY24_REFUSAL,
	refusalWords: /SmsGateway24 refused: “Number is blocked”\./,
	refuse: refuseRequests({}, SMSGATEWAY24_REFUSAL),
	refusedNumber(sandbox) {
		const phone = '+4915999999999';
		refuseRequests({}, SMSGATEWAY24_REFUSAL)(sandbox, phone, Infinity);
		return phone;
	},
	sharesRequest: false,
	tellsIds: { send: true, sendMany: false },
	perRequest: 50,
	concurrency: 10,
	items: { some: 20, many: 300 },
	paceMs: 0,
};

const smstools: Gateway = {
	type: 'smstools',
	service: 'Smstools',
	credentialType: 'smstoolsGatewayApi',
	prepare({ smstools: { settings, baseUrl } }) {
		Object.assign(settings, defaultSettings());
		return {
			baseUrl,
			clientId: SMSTOOLS_ACCOUNT.clientId,
			clientSecret: SMSTOOLS_ACCOUNT.clientSecret,
		};
	},
	parameters: { from: 'Bakery', to: '={{ $json.phone }}', message: '={{ $json.text }}' },
	phone: phoneOf('3247', 7),
	sendRequests: { send: { path: '/message/send' }, sendMany: { path: '/message/send' } },
	isSend: ({ path }) => path.endsWith('/message/send'),
	recipientsOf({ rawBody }) {
		const body: unknown = JSON.parse(rawBody);
		return [body].flat().flatMap((message) => Object(message).to);
	},
	delivered: (sandbox) => sandbox.smstools.sent.map(({ to }) => to),
	refusal: SMSTOOLS_REFUSAL,
	refusalWords: /Smstools refused: “Number is blocked” \(code 108\)\./,
	refuse: refuseRequests({}, SMSTOOLS_REFUSAL),
	// Too short for a number with its country code.
	refusedNumber: () => '0474',
	sharesRequest: false,
	// The order of the ids in an answer to many is not documented (fact sheet, section 3.1).
	tellsIds: { send: true, sendMany: false },
	perRequest: 100,
	concurrency: 10,
	items: { some: 20, many: 300 },
	paceMs: 0,
};

const bestSmsGateway: Gateway = {
	type: 'bestSmsGateway',
	service: 'BestSMSGateway',
	credentialType: 'bestSmsGatewayApi',
	// An account of its own for each test, which need not wait for the second of another one's send.
	prepare({ bestSmsGateway: { accounts, addAccount, baseUrl } }) {
		const id = accounts.length + 1;
		const account = { id, name: `sub${id}`, password: 'pa55w0Rd', balance: 10_000 };
		return { subAccount: addAccount(account), subAccountPassword: account.password, baseUrl };
	},
	parameters: { to: '={{ $json.phone }}', message: '={{ $json.text }}' },
	phone: phoneOf('23480', 8),
	sendRequests: {
		send: { form: { action: 'send_sms' } },
		sendMany: { form: { action: 'send_sms' } },
	},
	isSend: ({ form }) => form.action === 'send_sms',
	// The first number of `contacts` stands in `recipients` too.
	recipientsOf: ({ form }) => [
		...new Set([
			...(form.recipients ?? '').split(','),
			...JSON.parse(form.contacts ?? '[]').map(({ phone }: { phone: string }) => phone),
		]),
	],
	delivered: (sandbox) => sandbox.bestSmsGateway.handoffs.map(({ recipient }) => recipient),
	refusal: BEST_SMS_GATEWAY_REFUSAL,
	// The first where several items share the request, the last where there is no other number in it.
	refusalWords:
		/BestSMSGateway (left out .+; of the|accepted .+, and left out|refused: “No valid recipient found”)/,
	refuse: ({ bestSmsGateway }, phone, times) => bestSmsGateway.dropNumber(digitsOf(phone), times),
	// Too short to be taken for a number.
	refusedNumber: () => '123456',
	sharesRequest: true,
	tellsIds: { send: true, sendMany: true },
	perRequest: 1000,
	concurrency: 1,
	items: { some: 20, many: 300 },
	paceMs: 1000,
};

const textBoost: Gateway = {
	type: 'textBoost',
	service: 'TextBoost',
	credentialType: 'textBoostApi',
	prepare(sandbox) {
		sandbox.textBoost.resetSettings();
		sandbox.textBoost.clear();
		return { baseUrl: sandbox.textBoost.baseUrl, apiToken: TEXTBOOST_TOKEN };
	},
	parameters: { to: '={{ $json.phone }}', from: 'YourName', message: '={{ $json.text }}' },
	phone: phoneOf('316', 8),
	sendRequests: { send: { path: '/sms/send' }, sendMany: { path: '/sms/send' } },
	isSend: ({ path }) => path.endsWith('/sms/send'),
	recipientsOf: ({ rawBody }) => String(JSON.parse(rawBody).recipient).split(','),
	delivered: (sandbox) => sandbox.textBoost.messages.map(({ number }) => number),
	refusal: TEXTBOOST_REFUSAL,
	refusalWords: /TextBoost did not accept the fields \(HTTP 422\): “Number is blocked”\./,
	refuse: refuseRequests({}, TEXTBOOST_REFUSAL),
	refusedNumber(sandbox) {
		const phone = '+31699999999';
		sandbox.textBoost.blockNumber(digitsOf(phone), 'Number is blocked');
		return phone;
	},
	sharesRequest: true,
	tellsIds: { send: true, sendMany: true },
	perRequest: 100,
	concurrency: 10,
	items: { some: 20, many: 300 },
	paceMs: 0,
};

export const GATEWAYS: Gateway[] = [smsGateway24, smstools, bestSmsGateway, textBoost];

/** A row for each gateway, for titles such as "$type". */
export const EACH_SEND: Array<{ gateway: Gateway; type: string; operation: SendOperationName }> =
	GATEWAYS.flatMap((gateway) =>
		(['send', 'sendMany'] as const).map((operation) => ({
			gateway,
			type: gateway.type,
			operation,
		})),
	);
