import { afterAll, expect, it, jest } from '@jest/globals';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import type { Account as BestSmsGatewayAccount } from '../../nodes/BestSmsGateway/api/account.ts';
import * as bestSmsGateway from '../../nodes/BestSmsGateway/api/answer.ts';
import { readContactSearch, readSmsSearch } from '../../nodes/BestSmsGateway/fields/search.ts';
import { readGroups, readIds, readSender } from '../../nodes/BestSmsGateway/fields/values.ts';
import { toAccountInfo } from '../../nodes/BestSmsGateway/records/accountInfo.ts';
import { toContact as toBestSmsGatewayContact } from '../../nodes/BestSmsGateway/records/contact.ts';
import { toMessage as toBestSmsGatewayMessage } from '../../nodes/BestSmsGateway/records/message.ts';
import { asStored, changeOf } from '../../nodes/BestSmsGateway/records/storedText.ts';
import { maskLikelySecrets, maskSecretsInAnswer } from '../../nodes/shared/failure/secrets.ts';
import { unreadable } from '../../nodes/shared/failure/unreadable.ts';
import { readRetryAfter } from '../../nodes/shared/http/httpAnswer.ts';
import { describeNetworkFault } from '../../nodes/shared/http/networkFault.ts';
import { normalizeBaseUrl, problemWithBaseUrl } from '../../nodes/shared/input/baseUrl.ts';
import { keyText, problemWithKey } from '../../nodes/shared/input/credential.ts';
import { FieldReader } from '../../nodes/shared/input/fieldReader.ts';
import { readInstant } from '../../nodes/shared/input/instant.ts';
import { comparable, readRecipients } from '../../nodes/shared/input/phoneNumber.ts';
import { readText } from '../../nodes/shared/record/text.ts';
import * as smsGateway24 from '../../nodes/SmsGateway24/api/answer.ts';
import { toDevice, toDeviceStatus } from '../../nodes/SmsGateway24/records/device.ts';
import { toMessage as toSmsGateway24Message } from '../../nodes/SmsGateway24/records/message.ts';
import * as smstools from '../../nodes/Smstools/api/answer.ts';
import { readBulkAnswer, sharesOf } from '../../nodes/Smstools/api/bulkAnswer.ts';
import { toContact as toSmstoolsContact } from '../../nodes/Smstools/records/contact.ts';
import { readSeconds } from '../../nodes/Smstools/records/dates.ts';
import {
	fromConversation,
	fromHistory,
	fromInbox,
	fromOutbox,
} from '../../nodes/Smstools/records/message.ts';
import type { Account as TextBoostAccount } from '../../nodes/TextBoost/api/account.ts';
import * as textBoost from '../../nodes/TextBoost/api/answer.ts';
import { normalizeToken } from '../../nodes/TextBoost/api/baseUrl.ts';
import { readUid } from '../../nodes/TextBoost/fields/values.ts';
import { toBalance } from '../../nodes/TextBoost/records/balance.ts';
import { toContact as toTextBoostContact } from '../../nodes/TextBoost/records/contact.ts';
import { toMessage as toTextBoostMessage } from '../../nodes/TextBoost/records/message.ts';
import { readSendAnswer } from '../../nodes/TextBoost/sending/batch.ts';
import type { OutgoingSms } from '../../nodes/TextBoost/sending/outgoingSms.ts';
import { ANY_NODE } from './anyNode.mts';

jest.setTimeout(600_000);

const SMALL = 100_000;
const LARGE = 1_000_000;
/** Ten times the text takes ten times as long; where time grows with the square, a hundred times. */
const MOST_GROWTH = 40;
/** Of what grows with the square no step is so short that 1 MB took less; all else takes a tenth at most, also under load. */
const LINEAR_MS = 5_000;
/** What already takes so long for the small text need not be tried with the large one. */
const FAR_TOO_LONG_MS = 20_000;
const MOST_TRIES = 3;

/** What is repeated up to a length. */
const REPEATED = [
	...['1', ' ', '<', '"', '\\', '{', '[', '-', '.', 'a', '\n', '1 ', '; a', '"\\"', '\\\\"'],
	...[' (0)', '<script', '<br />\n<b>Warning</b>: ', ' on line 1', 'token ', 'sms '],
	...['  is a invalid phone number', 'x1, ', '1, ', '+33612345678, ', '\u0661'],
];

/** Where a number or a sentence is expected, 1 MB of these takes hardly longer than to read each character. */
const DIGITS_AND_SPACES = ['1', ' ', '\u0661'];
/** 1 MB takes this baseline about 100 ms. */
const lookAtEach = (text: string) => text.replace(/./gsu, (character) => character);
const MOST_BASELINES = 5;
const MOST_RATIO_TRIES = 10;

const SECRETS = ['1111111', 'aaaaaaaa', '7|Q1w2E3r4T5y6U7i8O9p0'];

const textBoostAccount: TextBoostAccount = {
	credential: { id: '', name: '', type: 'textBoostApi', data: {} },
	baseUrl: 'https://www.textboostsms.com/api/v3',
	defaultCountryCode: '',
	timezone: 'UTC',
	secrets: SECRETS,
};
const bestSmsGatewayAccount: BestSmsGatewayAccount = {
	...textBoostAccount,
	subAccount: '001_a',
	isShared: false,
};
const sms = (recipientKey: string): OutgoingSms => ({
	itemIndex: 0,
	to: recipientKey,
	recipientKey,
	from: 'Bakery',
	text: 'The cake is ready',
	segments: 1,
	encoding: 'GSM-7',
	replaced: [],
	typeFields: {},
	simplify: true,
});

/** Every field of the gateways' rows with the same text in it. */
function rowOf(text: string): IDataObject {
	const names = [
		...[
			'ID',
			'id',
			'uid',
			'sms_id',
			'status',
			'status_msg',
			'customer_status',
			'cost',
			'direction',
		],
		...['date', 'datetime', 'unixDatetime', 'sent_at', 'created', 'senttime', 'time_sent', 'phone'],
		...['time_submitted', 'submitted_at', 'message', 'body', 'sender', 'receiver', 'sendto', 'to'],
		...[
			'from',
			'deliveryStatus',
			'balance',
			'remaining_balance',
			'expired_on',
			'lastseen',
			'online',
		],
		...['diffseconds', 'firstname', 'lastname', 'extra1', 'birthday', 'unsubscribed', 'customerid'],
	];
	return Object.fromEntries(names.map((name) => [name, text]));
}

/** Bodies of answers in which a text stands where a gateway says something. */
function bodiesOf(text: string): string[] {
	const inJson = JSON.stringify(text);
	return [
		text,
		`"${text}`,
		`{"status":"error","message":${inJson}}`,
		`{"status":"success","message":${inJson},"data":${inJson}}`,
		`{"error":1,"message":${inJson}}`,
		`{"error":${inJson},"errorMsg":${inJson},"error_code":${inJson}}`,
		`{"error":{"a":[${inJson}]}}`,
		`{"errors":{"phone":[${inJson}]}}`,
		`{"balance":${/^[1-9]/.test(text) ? text : '0'}}`,
	];
}

const STATUSES = [200, 422];

type Answer = { statusCode: number; headers: IDataObject; body: string };

/** A field that somebody filled with the text; what is refused is refused. */
function field(read: (fields: FieldReader, text: string) => unknown) {
	return (text: string) => {
		try {
			read(new FieldReader(ANY_NODE, 0, () => text), text);
		} catch (error) {
			expect(error).toHaveProperty('name', 'NodeOperationError');
		}
	};
}

/** How each gateway reads an answer. */
const ANSWER_READERS: Record<string, (answer: Answer) => unknown> = {
	'BestSMSGateway, an answer': (answer) =>
		bestSmsGateway.readAnswer(answer, {
			asked: 'account_info',
			expects: ['balance'],
			canHold: true,
			secrets: SECRETS,
		}),
	'SmsGateway24, an answer': (answer) =>
		smsGateway24.readAnswer(answer, {
			expects: ['smss'],
			secrets: SECRETS,
			surroundings: { byPassword: false, shows: new Set() },
		}),
	'Smstools, an answer': (answer) =>
		smstools.readAnswer(answer, { read: readBulkAnswer, mixed: true, secrets: SECRETS }),
	'TextBoost, an answer': (answer) =>
		textBoost.readAnswer(answer, { account: textBoostAccount, sends: 'toNumbers' }),
};

const TEXT_READERS: Record<string, (text: string) => unknown> = {
	'BestSMSGateway, a row': (text) => [
		toBestSmsGatewayMessage(rowOf(text), bestSmsGatewayAccount),
		toBestSmsGatewayContact(rowOf(text)),
		toAccountInfo(rowOf(text)),
	],
	'BestSMSGateway, a search': (text) => {
		field((fields) => readSmsSearch(fields, text, '234')?.isIn(rowOf(text.slice(0, 1_000))))(text);
	},
	'BestSMSGateway, a search in a row': (text) => {
		field((fields) => readSmsSearch(fields, '0809430992 a', '234')?.isIn(rowOf(text)))(text);
	},
	'BestSMSGateway, a search for contacts': (text) => {
		field((fields) => readContactSearch(fields, text, '234')?.isIn(rowOf(text.slice(0, 1_000))))(
			text,
		);
	},
	'BestSMSGateway, a text': (text) => [asStored(text), changeOf(text)],
	'BestSMSGateway, fields': (text) => {
		field((fields) => readIds(fields, text, 'IDs'))(text);
		field((fields) => readGroups(fields, 'groupId', 'Group'))(text);
		field((fields) => readSender(fields, text))(text);
	},
	'SmsGateway24, a row': (text) => [
		toSmsGateway24Message(rowOf(text), 'UTC'),
		toDevice(rowOf(text), 'UTC'),
		toDeviceStatus(rowOf(text), 'UTC'),
	],
	'Smstools, errors of several numbers': (text) => {
		const error = { error: text };
		const answer = readBulkAnswer({ errors: [error, error], messageid: text });
		return answer && sharesOf(['32474123456', '32474123457', '111'], answer, true);
	},
	'Smstools, a row': (text) => [
		fromConversation(rowOf(text), 'UTC', text),
		...[fromInbox, fromHistory, fromOutbox].map((read) => read(rowOf(text), 'UTC')),
		readSeconds(text),
		toSmstoolsContact(rowOf(text)),
	],
	'TextBoost, a row': (text) => [
		toTextBoostMessage(rowOf(text), 'UTC'),
		toTextBoostContact(rowOf(text), 'a1'),
		toBalance(rowOf(text)),
	],
	'TextBoost, an answer about several numbers': (text) => {
		const data = [{ uid: text, to: text, status: text }];
		const body = JSON.stringify({ status: 'success', message: text, data });
		const answer = { statusCode: 200, headers: {}, body };
		const read = textBoost.readAnswer(answer, { account: textBoostAccount, sends: 'toNumbers' });
		const messages = Array.from({ length: 100 }, (_, i) => sms(String(31_612_345_600 + i)));
		return read.ok && readSendAnswer(messages, read.value, textBoostAccount);
	},
	'TextBoost, fields': (text) => {
		field((fields) => readUid(fields, 'groupId', 'Group'))(text);
		normalizeToken(text);
	},
	'secrets in an answer': (text) => maskSecretsInAnswer(text, SECRETS),
	'likely secrets': maskLikelySecrets,
	'an answer that cannot be read': (text) => unreadable('Acme', 'rows', [{ text }]),
	'Retry-After': readRetryAfter,
	'a network fault': (text) =>
		describeNetworkFault(Object.assign(new Error(text), { code: text, httpCode: text }), 'Acme'),
	'a key': (text) => problemWithKey('Key', keyText(text), 'there'),
	'a base URL': (text) => problemWithBaseUrl(normalizeBaseUrl(`https://${text}`)),
	'a text of the user': (text) => readText(text, 'Message'),
	'a time of the user': (text) => [
		readInstant(text, 'UTC'),
		readInstant(`2027-01-01${text}`, 'UTC'),
		DateTime.isDateTime(text),
	],
	'phone numbers of the user': (text) => [
		readRecipients(text, 'To', '33'),
		readRecipients(`+${text}`, 'To', ''),
		comparable(text),
	],
	'other fields': (text) => {
		field((fields) => fields.wholeNumber(text, 'Reference'))(text);
		field((fields) => fields.digits('messageId', 'Message ID'))(text);
		field((fields) => fields.ids('messageId', 'Message ID', /^\d+$/, 'Enter digits.'))(text);
		field((fields) => fields.instant(text, 'Send At', 'UTC'))(text);
		field((fields) => fields.switch(text, 'Flash'))(text);
	},
};

/** What reads a text, in this many places. */
interface Reader {
	title: string;
	places: number;
	read: (text: string) => unknown;
}

const READERS: Reader[] = [
	...Object.entries(ANSWER_READERS).map(([title, readAnswer]) => ({
		title,
		places: bodiesOf('').length * STATUSES.length,
		read(text: string) {
			for (const body of bodiesOf(text)) {
				for (const statusCode of STATUSES) readAnswer({ statusCode, headers: {}, body });
			}
		},
	})),
	...Object.entries(TEXT_READERS).map(([title, read]) => ({ title, places: 1, read })),
];

/** Milliseconds for the small and the large text. */
interface Times {
	small: number;
	large: number;
}

function millisOf(action: () => unknown): number {
	const start = performance.now();
	action();
	return performance.now() - start;
}

/** The shortest times of some tries: on a busy machine one says little. */
function timesOf({ read, places }: Reader, small: string, large: string): Times {
	const times: Times = { small: Infinity, large: Infinity };
	for (let tries = 0; tries < MOST_TRIES && !isLinear(times, places); tries++) {
		times.small = Math.min(
			times.small,
			millisOf(() => read(small)),
		);
		if (times.small > FAR_TOO_LONG_MS) break;
		times.large = Math.min(
			times.large,
			millisOf(() => read(large)),
		);
	}
	return times;
}

function isLinear({ small, large }: Times, places: number): boolean {
	return large < LINEAR_MS * places || large / small < MOST_GROWTH;
}

const figures: string[] = [];

it.each(READERS)('takes as long as the text is: $title', (reader) => {
	const slow: string[] = [];
	let slowest = { ms: 0, of: '' };
	for (const piece of REPEATED) {
		const of = JSON.stringify(piece);
		const textOf = (size: number) => piece.repeat(size / piece.length);
		const times = timesOf(reader, textOf(SMALL), textOf(LARGE));
		const { small, large } = times;
		if (large > slowest.ms) slowest = { ms: large, of };
		if (!isLinear(times, reader.places)) {
			slow.push(`${of}: ${small.toFixed()} ms, then ${large.toFixed()} ms`);
		}
	}
	const { ms, of } = slowest;
	figures.push(`${reader.title}: at most ${(ms / reader.places).toFixed()} ms for 1 MB (of ${of})`);
	expect(slow).toEqual([]);
});

it.each(READERS)('takes hardly longer than to read each digit or space: $title', (reader) => {
	const tooSlow: string[] = [];
	for (const piece of DIGITS_AND_SPACES) {
		const text = piece.repeat(LARGE);
		let ratio = Infinity;
		for (let tries = 0; tries < MOST_RATIO_TRIES && ratio > MOST_BASELINES; tries++) {
			const baseline = millisOf(() => lookAtEach(text));
			const own = millisOf(() => reader.read(text));
			ratio = Math.min(ratio, own / reader.places / baseline);
		}
		if (ratio > MOST_BASELINES) tooSlow.push(`${JSON.stringify(piece)}: ${ratio.toFixed(1)} times`);
	}
	expect(tooSlow).toEqual([]);
});

afterAll(() => {
	process.stdout.write(`Texts of 1 MB\n  ${figures.join('\n  ')}\n`);
});
