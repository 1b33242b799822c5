import { TEXTBOOST_TOKEN } from '../sandbox/textBoost.mts';
import { sendsIn } from '../sandbox/textBoost/sendRequest.mts';
import { jsonAnswer, refuseRequests } from './faults.mts';
import type { Gateway } from './gateway.mts';
import { PLENTY } from './gateway.mts';
import { batching } from './parameters.mts';
import { digitsOf, phonesOf } from './phoneNumber.mts';

/** As recorded of a bad number: `send, bad number`. */
const REFUSAL = jsonAnswer(403, {
	status: 'error',
	message: 'Could not interpret numbers after plus-sign.',
});
const SENDER = 'Bakery';

export const textBoost: Gateway = {
	name: 'textBoost',
	title: 'TextBoost',
	secretField: 'apiToken',
	credential: (sandbox) => ({
		name: 'TextBoost sandbox',
		type: 'textBoostApi',
		data: { apiToken: TEXTBOOST_TOKEN, baseUrl: sandbox.textBoost.baseUrl },
	}),
	prepare({ textBoost }, credential) {
		textBoost.resetSettings();
		textBoost.clear();
		return credential;
	},
	giveCredit(sandbox) {
		sandbox.textBoost.settings.account.credit = PLENTY;
	},
	parameters: { from: SENDER },
	aRequestEach: { send: {}, sendMany: batching(1, 1) },
	itemsPerRequest: { send: 1, sendMany: 100 },
	concurrency: 10,
	paceMs: 0,
	singleSms: {
		path: '/sms/send',
		encoding: 'json',
		constants: { sender_id: SENDER, type: 'plain' },
		numberField: 'recipient',
		textField: 'message',
		signatureOf: ({ apiToken }) => ({ headers: { authorization: `Bearer ${String(apiToken)}` } }),
	},
	phone: phonesOf('316', 8),
	sendRequests: { send: { path: '/sms/send' }, sendMany: { path: '/sms/send' } },
	numbersIn: (request) => sendsIn(request).map(({ number }) => number),
	countAccepted: (sandbox) => sandbox.textBoost.handedOver.length,
	delivered: (sandbox) => sandbox.textBoost.handedOver.map(({ number }) => number),
	deliveredTexts: (sandbox) => sandbox.textBoost.handedOver.map(({ text }) => text),
	refusal: REFUSAL,
	refusalSentence: 'Could not interpret numbers after plus-sign',
	refuse: refuseRequests(REFUSAL),
	refusalWords:
		/TextBoost does not recognize this as a phone number \(HTTP 403\): “Could not interpret numbers after plus-sign”\./,
	refusedNumber(sandbox) {
		const phone = '+31699999999';
		const number = digitsOf(phone);
		sandbox.textBoost.blockNumber(number, `${number} is a invalid phone number`);
		return phone;
	},
};
