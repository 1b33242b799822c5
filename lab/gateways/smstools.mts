import { SMSTOOLS_ACCOUNT } from '../sandbox/smstools.mts';
import { sendsIn } from '../sandbox/smstools/sendRequest.mts';
import { defaultSettings } from '../sandbox/smstools/settings.mts';
import { jsonAnswer, refuseRequests } from './faults.mts';
import type { Gateway } from './gateway.mts';
import { PLENTY } from './gateway.mts';
import { batching } from './parameters.mts';
import { phonesOf } from './phoneNumber.mts';

const REFUSAL_SENTENCE = 'Your IP address is not allowed';
const REFUSAL = jsonAnswer(400, { error: '200', errorMsg: REFUSAL_SENTENCE });
const SENDER = 'Bakery';

export const smstools: Gateway = {
	name: 'smstools',
	title: 'Smstools',
	secretField: 'clientSecret',
	credential: (sandbox) => ({
		name: 'Smstools sandbox',
		type: 'smstoolsGatewayApi',
		data: {
			clientId: SMSTOOLS_ACCOUNT.clientId,
			clientSecret: SMSTOOLS_ACCOUNT.clientSecret,
			baseUrl: sandbox.smstools.baseUrl,
		},
	}),
	prepare({ smstools: { settings } }, credential) {
		Object.assign(settings, defaultSettings());
		return credential;
	},
	giveCredit(sandbox) {
		sandbox.smstools.credit = PLENTY;
	},
	parameters: { from: SENDER },
	aRequestEach: { send: {}, sendMany: batching(1, 1) },
	itemsPerRequest: { send: 1, sendMany: 100 },
	concurrency: 10,
	paceMs: 0,
	singleSms: {
		path: '/message/send',
		encoding: 'json',
		constants: { sender: SENDER },
		numberField: 'to',
		textField: 'message',
		signatureOf: ({ clientId, clientSecret }) => ({
			headers: { 'x-client-id': String(clientId), 'x-client-secret': String(clientSecret) },
		}),
	},
	phone: phonesOf('3247', 7),
	sendRequests: { send: { path: '/message/send' }, sendMany: { path: '/message/send' } },
	numbersIn: (request) => sendsIn(request).map(({ number }) => number),
	countAccepted: (sandbox) => sandbox.smstools.sent.length,
	delivered: (sandbox) => sandbox.smstools.sent.map(({ to }) => to),
	deliveredTexts: (sandbox) => sandbox.smstools.sent.map(({ text }) => text),
	refusal: REFUSAL,
	refusalSentence: REFUSAL_SENTENCE,
	refuse: refuseRequests(REFUSAL),
	refusalWords: /Smstools refused: “Your IP address is not allowed” \(code 200\)\./,
	// Too short for a number with its country code.
	refusedNumber: () => '0474',
};
