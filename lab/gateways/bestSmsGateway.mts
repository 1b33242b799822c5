import { START_SUB_ACCOUNT } from '../sandbox/bestSmsGateway.mts';
import { sendsIn } from '../sandbox/bestSmsGateway/sendRequest.mts';
import { jsonAnswer } from './faults.mts';
import type { Gateway } from './gateway.mts';
import { PLENTY } from './gateway.mts';
import { digitsOf, phonesOf } from './phoneNumber.mts';

const SENDS = { form: { action: 'send_sms' } };

/** SMS of different senders never share a request. */
const SENDER_EACH = { from: '={{ "Shop" + $json.n }}' };

export const bestSmsGateway: Gateway = {
	name: 'bestSmsGateway',
	title: 'BestSMSGateway',
	secretField: 'subAccountPassword',
	credential: (sandbox) => ({
		name: 'BestSMSGateway sandbox',
		type: 'bestSmsGatewayApi',
		data: {
			subAccount: START_SUB_ACCOUNT.login,
			subAccountPassword: START_SUB_ACCOUNT.password,
			baseUrl: sandbox.bestSmsGateway.baseUrl,
		},
	}),
	// An account of its own for each test, which need not wait for the second of another one's send.
	prepare({ bestSmsGateway: { accounts, addAccount } }, credential) {
		const id = accounts.length + 1;
		const account = { id, name: `sub${id}`, password: 'pa55w0Rd', balance: 10_000 };
		const subAccount = addAccount(account);
		const data = { ...credential.data, subAccount, subAccountPassword: account.password };
		return { ...credential, data };
	},
	giveCredit(sandbox) {
		for (const account of sandbox.bestSmsGateway.accounts) account.balance = PLENTY;
	},
	parameters: {},
	aRequestEach: { send: SENDER_EACH, sendMany: SENDER_EACH },
	// From 50 on the gateway may put all of them on hold for one (fact sheet 12.4).
	itemsPerRequest: { send: 49, sendMany: 49 },
	concurrency: 1,
	paceMs: 1_000,
	singleSms: {
		path: '',
		encoding: 'form',
		constants: { action: 'send_sms' },
		numberField: 'recipients',
		textField: 'message',
		signatureOf: ({ subAccount, subAccountPassword }) => ({
			fields: { sub_account: String(subAccount), sub_account_pass: String(subAccountPassword) },
		}),
	},
	phone: phonesOf('23480', 8),
	sendRequests: { send: SENDS, sendMany: SENDS },
	numbersIn: (request) => sendsIn(request).map(({ number }) => number),
	countAccepted: (sandbox) => sandbox.bestSmsGateway.messages.length,
	delivered: (sandbox) => sandbox.bestSmsGateway.handoffs.map(({ recipient }) => recipient),
	deliveredTexts: (sandbox) => sandbox.bestSmsGateway.handoffs.map(({ text }) => text),
	refusal: jsonAnswer(200, { error: 'Insufficient SMS credit', error_code: 11 }),
	refusalSentence: 'Insufficient SMS credit',
	refuse: ({ bestSmsGateway: { dropNumber } }, phone, times) => dropNumber(digitsOf(phone), times),
	// The first where several items share the request, the last where there is no other number in it.
	refusalWords:
		/BestSMSGateway (left out .+; of the|accepted .+, and left out|refused: “No valid recipient found”)/,
	// Too short to be mistaken for a number.
	refusedNumber: () => '123456',
};
