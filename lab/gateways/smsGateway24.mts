import { PIXEL_7, START_ACCOUNT } from '../sandbox/smsGateway24.mts';
import { sendsIn } from '../sandbox/smsGateway24/sendRequest.mts';
import { jsonAnswer, refuseRequests } from './faults.mts';
import type { Gateway } from './gateway.mts';
import { batching } from './parameters.mts';
import { phonesOf } from './phoneNumber.mts';

const REFUSAL_SENTENCE = 'Login or password incorrect';
const REFUSAL = jsonAnswer(200, { error: 1, message: REFUSAL_SENTENCE });

export const smsGateway24: Gateway = {
	name: 'smsGateway24',
	title: 'SmsGateway24',
	secretField: 'token',
	credential: (sandbox) => ({
		name: 'SmsGateway24 sandbox',
		type: 'smsGateway24Api',
		data: {
			authentication: 'token',
			token: START_ACCOUNT.token,
			email: '',
			password: '',
			sendWithPassword: false,
			baseUrl: sandbox.smsGateway24.baseUrl,
			defaultCountryCode: '',
			timezone: 'UTC',
		},
	}),
	prepare: (_, credential) => credential,
	// Its users send with phones of their own.
	giveCredit() {},
	parameters: { deviceId: { __rl: true, mode: 'id', value: String(PIXEL_7.id) } },
	aRequestEach: { send: {}, sendMany: batching(1, 1) },
	itemsPerRequest: { send: 1, sendMany: 50 },
	concurrency: 10,
	paceMs: 0,
	singleSms: {
		path: '/addsms',
		encoding: 'form',
		constants: { device_id: String(PIXEL_7.id), sim: '0' },
		numberField: 'sendto',
		textField: 'body',
		signatureOf: ({ token }) => ({ fields: { token: String(token) } }),
	},
	phone: phonesOf('49157', 8),
	sendRequests: { send: { path: '/addsms' }, sendMany: { path: '/addalotofsms' } },
	numbersIn: (request) => sendsIn(request).map(({ number }) => number),
	countAccepted: (sandbox) => sandbox.smsGateway24.messages.length,
	delivered: (sandbox) => sandbox.smsGateway24.messages.map(({ sendto }) => sendto),
	deliveredTexts: (sandbox) => sandbox.smsGateway24.messages.map(({ body }) => body),
	refusal: REFUSAL,
	refusalSentence: REFUSAL_SENTENCE,
	refuse: refuseRequests(REFUSAL),
	refusalWords: /SmsGateway24 refused: “Login or password incorrect”\./,
	refusedNumber(sandbox) {
		const phone = '+4915999999999';
		refuseRequests(REFUSAL)(sandbox, phone, Infinity);
		return phone;
	},
};
