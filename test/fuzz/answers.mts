import fc from 'fast-check';
import type { GatewayName } from '../../lab/gateways/gateway.mts';

/** An answer to any request, as a gateway, a proxy or an attacker might give it. */
export interface HostileAnswer {
	status: number;
	body: string;
	headers: Record<string, string>;
}

/** Words that are JavaScript's own. */
const OWN_WORDS = ['constructor', '__proto__', 'toString', 'prototype', 'hasOwnProperty', 'then'];

/** Keys of the gateways' envelopes, so that a reader gets far into an answer. */
const KEYS = [
	...['status', 'data', 'message', 'error', 'error_code', 'errorMsg', 'errors', 'records', 'total'],
	...['totalpages', 'p', 'filter', 'batch_id', 'contact_groups', 'sms_id', 'recipient', 'info'],
	...['next_page_url', 'last_page', 'current_page', 'uid', 'to', 'from', 'customer_status', 'cost'],
	...[
		'remaining_balance',
		'remaining_unit',
		'timezone',
		'api_token',
		'api_key',
		'balance',
		'units',
	],
	...['smss', 'sms_ids', 'device', 'devices', 'count', 'token', 'customerid', 'id', 'ids', 'limit'],
	...['messageid', 'messages', 'result', 'contacts', 'groups', 'phone', 'name', 'credit', 'date'],
	...OWN_WORDS,
	'length',
];

/** Keys of rows. */
const ROW_KEYS = [
	...['ID', 'id', 'uid', 'sms_id', 'contact_id', 'messageid', 'status', 'status_msg', 'direction'],
	...[
		'customer_status',
		'cost',
		'date',
		'datetime',
		'unixDatetime',
		'sent_at',
		'created',
		'senttime',
	],
	...['time_submitted', 'time_sent', 'time_scheduled', 'message', 'body', 'sender', 'receiver'],
	...['sendto', 'recipient', 'to', 'from', 'phone', 'name', 'type', 'timetosend', 'extra_data'],
	...[
		'online',
		'lastseen',
		'diffseconds',
		'title',
		'group_name',
		'custom_fields',
		'file',
		...OWN_WORDS,
	],
];

const STATUSES = [
	...Array<number>(30).fill(200),
	...[201, 204, 299, 302, 307, 400, 401, 402, 403, 404, 405],
	...[408, 409, 413, 418, 422, 451, 500, 502, 503, 504, 599, 999],
];

/** What a text is written as, by whoever repeats it. */
const SPELLINGS: Array<(secret: string) => string> = [
	(secret) => secret,
	(secret) => secret,
	(secret) => `Your key ${secret} was refused.`,
	(secret) => encodeURIComponent(secret),
	(secret) => encodeURIComponent(secret).replace(/%../g, (byte) => byte.toLowerCase()),
	(secret) => Buffer.from(secret).toString('base64'),
	(secret) => Buffer.from(`user:${secret}`).toString('base64url'),
	(secret) => Buffer.from(secret).toString('hex').toUpperCase(),
	(secret) => JSON.stringify({ token: secret }),
	(secret) => JSON.stringify(JSON.stringify(secret)),
];

/** The envelopes of the gateways' good answers and errors, around rows and other values. */
const ENVELOPES: Record<GatewayName, (rows: unknown, value: unknown) => unknown[]> = {
	smstools: (rows, value) => [
		{ messages: rows, total: value, limit: 500 },
		{ messageid: value },
		{ messageid: value, errors: rows },
		{ ID: value },
		{ error: value, errorMsg: value },
		{ contacts: rows },
		{ groups: rows, total: 3 },
		rows,
	],
	smsGateway24: (rows, value) => [
		{ error: 0, smss: rows, count: value },
		{ error: 0, smss: { 1: value, 2: rows } },
		{ error: 0, sms_id: value, message: value },
		{ error: 0, device: rows },
		{ error: 0, token: value },
		{ error: 0, online: value, lastseen: value, device_id: value },
		{ error: 0, tag_id: value, customer_id: value, campaign_id: value },
		{ error: 1, message: value },
	],
	bestSmsGateway: (rows, value) => [
		{ records: rows, total: value, totalpages: 2 },
		{ records: rows, total: 1, totalpages: value },
		{ batch_id: value, total: value },
		{ total: value },
		{ contact_groups: value },
		{ contact_groups: { Customers: value, [typeof value === 'string' ? value : 'x']: 1 } },
		{ sub_account: value, balance: value, units: value },
		{ error: value, error_code: value },
	],
	textBoost: (rows, value) => [
		{ status: 'success', data: rows, message: value },
		{ status: 'success', data: value },
		{ status: 'success', data: { data: rows, last_page: value } },
		{ status: 'success', data: { data: rows, next_page_url: value } },
		{ status: 'success', data: { uid: value, status: value, timezone: value } },
		{ status: 'error', message: value },
		{ message: value, errors: rows },
		{ message: 'The given data was invalid.', errors: { phone: [value] } },
	],
};

const HEADERS = fc.record(
	{
		'content-type': fc.constantFrom(
			...['application/json', 'application/json', 'text/html', 'text/plain; charset=utf-16'],
			...['image/png', 'multipart/form-data', 'application/x-www-form-urlencoded', 'nonsense'],
		),
		// None that a run would wait for.
		'retry-after': fc.constantFrom('3600', '1e300', '-1', 'soon', '9'.repeat(400), '0x10'),
		date: fc.constantFrom('', 'yesterday', 'Wed, 21 Oct 2099 07:28:00 GMT', '0', '1e400'),
		location: fc.constantFrom('/', 'http://127.0.0.1:1/', '//', 'javascript:0'),
		'set-cookie': fc.constantFrom('a=b', '='),
		'x-nothing': fc.string({ unit: fc.constantFrom(...'aé~ "\\%'), maxLength: 500 }),
	},
	{ requiredKeys: [] },
);

/**
 * Makes all kinds of responses: no JSON, cut JSON, JSON of any shape, with the gateway's own envelopes and keys, very
 * deep, very long, and with the account's secrets in them, however they are written.
 */
export function hostileAnswers(
	gateway: GatewayName,
	secrets: readonly string[],
): fc.Arbitrary<HostileAnswer> {
	const secret = fc
		.tuple(fc.constantFrom(...secrets), fc.constantFrom(...SPELLINGS))
		.map(([text, spell]) => spell(text));
	const leaf = fc.oneof(
		{ weight: 4, arbitrary: fc.string() },
		{ weight: 3, arbitrary: fc.integer() },
		{
			weight: 3,
			arbitrary: fc.constantFrom(null, true, false, 0, 1, '0', '1', '', 'success', 'error'),
		},
		{ weight: 2, arbitrary: fc.constantFrom(...KEYS) },
		{ weight: 4, arbitrary: secret },
		{
			weight: 2,
			arbitrary: fc.constantFrom(
				...['2026-01-31 10:00:00', '0000-00-00', '0000-00-00 00:00:00', '1e400', '-1', '-0', ' '],
				...['606812e63f78b', '1448224505', '9007199254740993', 'Infinity', 'NaN', '∞', '٣'],
			),
		},
		{ weight: 1, arbitrary: fc.double() },
		{ weight: 1, arbitrary: fc.constantFrom(1e308, -1e308, 2 ** 53, Number.MIN_VALUE) },
		{
			weight: 1,
			arbitrary: fc.constantFrom(...['1', ' ', '<', '"', '\\'].map((text) => text.repeat(100_000))),
		},
	);
	const { value } = fc.letrec<{ value: unknown }>((tie) => ({
		value: fc.oneof(
			{ maxDepth: 5, depthSize: 'small' },
			leaf,
			fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 6, noNullPrototype: true }),
			fc.array(tie('value'), { maxLength: 4 }),
		),
	}));
	const row = fc.dictionary(fc.constantFrom(...ROW_KEYS), fc.oneof(leaf, value), {
		maxKeys: 20,
		noNullPrototype: true,
	});
	const rows = fc.oneof(
		{ weight: 4, arbitrary: fc.array(row, { maxLength: 5 }) },
		{ weight: 1, arbitrary: row },
		{ weight: 1, arbitrary: fc.dictionary(fc.constantFrom('1', '2', ...OWN_WORDS), row) },
		{ weight: 1, arbitrary: value },
	);
	const enveloped = fc.tuple(rows, fc.oneof(leaf, value), fc.nat()).map(([some, other, choice]) => {
		const envelopes = ENVELOPES[gateway](some, other);
		return envelopes[choice % envelopes.length];
	});
	const json = fc.oneof(
		{ weight: 3, arbitrary: enveloped },
		{ weight: 1, arbitrary: value },
		{
			weight: 1,
			arbitrary: fc.dictionary(fc.constantFrom(...KEYS), value, {
				maxKeys: 8,
				noNullPrototype: true,
			}),
		},
	);
	const jsonText = json.map((content) => JSON.stringify(content) ?? 'null');
	const text = fc.oneof(
		{ weight: 12, arbitrary: jsonText },
		{ weight: 2, arbitrary: jsonText.map(escaped(secrets)) },
		{
			weight: 1,
			arbitrary: jsonText.map((body) => `<br />\n<b>Warning</b>: x on line 1\n${body}`),
		},
		{ weight: 1, arbitrary: fc.jsonValue().map((content) => JSON.stringify(content)) },
		{
			weight: 2,
			arbitrary: fc
				.tuple(jsonText, fc.nat({ max: 300 }))
				.map(([content, end]) => content.slice(0, end)),
		},
		{ weight: 1, arbitrary: fc.string() },
		{ weight: 1, arbitrary: secret.map((key) => `<html><p>${key}</p></html>`) },
		{ weight: 1, arbitrary: secret },
		{
			weight: 1,
			arbitrary: fc
				.tuple(fc.constantFrom(...KEYS), fc.integer({ min: 100, max: 6_000 }))
				.map(([key, levels]) => `{"${key}":`.repeat(levels) + '1' + '}'.repeat(levels)),
		},
		{
			weight: 1,
			arbitrary: fc.tuple(fc.nat(), fc.integer({ min: 1, max: 3_000 })).map(([choice, count]) => {
				const many = Array.from({ length: count }, (_, i) => ({ id: i, ID: i, sms_id: i }));
				const envelopes = ENVELOPES[gateway](many, count);
				return JSON.stringify(envelopes[choice % envelopes.length]);
			}),
		},
	);
	return fc.oneof(
		{
			weight: 20,
			arbitrary: fc.record({ status: fc.constantFrom(...STATUSES), body: text, headers: HEADERS }),
		},
		{
			weight: 1,
			arbitrary: fc.record({
				status: fc.constant(429),
				body: text,
				headers: fc.constant({ 'retry-after': '3600' }),
			}),
		},
	);
}

/** Writes the secrets in a text with the number of each character, as JSON may. */
function escaped(secrets: readonly string[]) {
	return (body: string) =>
		secrets.reduce(
			(text, secret) =>
				text.replaceAll(JSON.stringify(secret).slice(1, -1), () =>
					[...secret]
						.map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
						.join(''),
				),
			body,
		);
}
