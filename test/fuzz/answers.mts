import fc from 'fast-check';

/** An answer to any request, as a gateway, a proxy or an attacker might give it. */
export interface HostileAnswer {
	status: number;
	body: string;
	contentType: string;
}

/** Keys that gateways answer with, so that a reader gets far into an answer, and words that are JavaScript's own. */
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
	...[
		'smss',
		'sms_ids',
		'sms_id',
		'device',
		'devices',
		'count',
		'token',
		'customerid',
		'id',
		'ids',
	],
	...['messageid', 'messages', 'result', 'contacts', 'groups', 'phone', 'name', 'credit', 'date'],
	...['constructor', '__proto__', 'toString', 'prototype', 'hasOwnProperty', 'then', 'length'],
];

const STATUSES = [200, 200, 200, 200, 200, 200, 400, 401, 403, 404, 405, 422, 500, 502];

/**
 * Makes answers of all kinds: no JSON, cut JSON, JSON of any shape, with the gateways' own keys, very deep, very
 * long, and with the account's secrets in them.
 */
export function hostileAnswers(secrets: readonly string[]): fc.Arbitrary<HostileAnswer> {
	const secret = fc.constantFrom(...secrets);
	const leaf = fc.oneof(
		{ weight: 4, arbitrary: fc.string() },
		{ weight: 3, arbitrary: fc.integer() },
		{
			weight: 3,
			arbitrary: fc.constantFrom(null, true, false, 0, 1, '0', '1', '', 'success', 'error'),
		},
		{ weight: 2, arbitrary: fc.constantFrom(...KEYS) },
		{ weight: 2, arbitrary: secret },
		{ weight: 1, arbitrary: secret.map((text) => `Your key ${text} was refused`) },
		{ weight: 1, arbitrary: fc.constantFrom('2026-01-31 10:00:00', '0000-00-00', '1e400', '-1') },
		{ weight: 1, arbitrary: fc.double() },
		{ weight: 1, arbitrary: fc.constantFrom('1'.repeat(100_000), ' '.repeat(100_000)) },
	);
	const { value } = fc.letrec<{ value: unknown }>((tie) => ({
		value: fc.oneof(
			{ maxDepth: 5, depthSize: 'small' },
			leaf,
			fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 6, noNullPrototype: true }),
			fc.array(tie('value'), { maxLength: 4 }),
		),
	}));
	const json = fc.oneof(
		value,
		fc.dictionary(fc.constantFrom(...KEYS), value, { maxKeys: 8, noNullPrototype: true }),
	);
	const text = fc.oneof(
		{ weight: 12, arbitrary: json.map((content) => JSON.stringify(content) ?? 'null') },
		{ weight: 2, arbitrary: fc.jsonValue().map((content) => JSON.stringify(content)) },
		{
			weight: 2,
			arbitrary: fc
				.tuple(json, fc.nat({ max: 100 }))
				.map(([content, end]) => (JSON.stringify(content) ?? '').slice(0, end)),
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
			arbitrary: fc
				.tuple(fc.constantFrom(...KEYS), fc.integer({ min: 1, max: 30_000 }))
				.map(([key, rows]) =>
					JSON.stringify({ [key]: Array.from({ length: rows }, (_, i) => ({ id: i })) }),
				),
		},
	);
	return fc.record({
		status: fc.constantFrom(...STATUSES),
		body: text,
		contentType: fc.constantFrom('application/json', 'text/html'),
	});
}
