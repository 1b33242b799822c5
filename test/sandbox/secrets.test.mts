import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
	bodyWithoutSecrets,
	headersWithoutSecrets,
	urlWithoutSecrets,
} from '../../lab/sandbox/secrets.mts';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/** Is in the middle of each secret, so that a part of it that is left is seen. */
const CORE = 'cretTail';

/** With all that ends a value in one of the notations. */
const secrets = fc
	.tuple(
		fc.string({ unit: fc.constantFrom(...'ab"\'\\&=+%#?;:,{}[]<>/ \r\n\té€😀'.split(/(?:)/u)) }),
		fc.string({ unit: 'binary' }),
	)
	.map(([before, after]) => `${before}${CORE}${after}`);

/** What carries a secret at one of the gateways, or in what people send instead; in several spellings. */
const names = fc.constantFrom(
	...['token', 'Token', 'pass', 'password', 'client_secret', 'clientSecret', 'sub_account_pass'],
	...['api_token', 'apiToken', 'api-key', 'api_key', 'access_token'],
);
const headerNames = fc.constantFrom(
	...['authorization', 'Authorization', 'x-client-secret', 'cookie', 'set-cookie', 'x-api-key'],
);

const encoded = (pairs: Array<[string, string]>) => new URLSearchParams(pairs).toString();
const multipart = (name: string, value: string) =>
	`--b0und\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n` +
	'--b0und\r\ncontent-disposition: form-data; name="body"\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b0und--\r\n';

type Place = (name: string, secret: string) => string;

/** Each puts a secret beside the text Hello and returns what is shown of it. */
const places: Record<string, Place> = {
	form: (name, secret) =>
		bodyWithoutSecrets(
			encoded([
				[name, secret],
				['body', 'Hello'],
			]),
			FORM,
		),
	'form that encodes names, too': (name, secret) =>
		bodyWithoutSecrets(
			`body=Hello&%${(name.codePointAt(0) ?? 0).toString(16)}${name.slice(1)}=${encodeURIComponent(secret)}`,
			FORM,
		),
	'form with brackets': (name, secret) =>
		bodyWithoutSecrets(
			encoded([
				['body', 'Hello'],
				[`contacts[0][${name}]`, secret],
			]),
			FORM,
		),
	'form of an unknown type': (name, secret) =>
		bodyWithoutSecrets(
			encoded([
				['body', 'Hello'],
				[name, secret],
			]),
			undefined,
		),
	'JSON in a form': (name, secret) =>
		bodyWithoutSecrets(
			encoded([['datajson', JSON.stringify({ [name]: secret, body: 'Hello' })]]),
			FORM,
		),
	'JSON in a form, nested': (name, secret) =>
		bodyWithoutSecrets(
			encoded([['datajson', JSON.stringify([{ a: [{ [name]: [secret] }] }, 'Hello'])]]),
			FORM,
		),
	'cut JSON in a form': (name, secret) =>
		bodyWithoutSecrets(
			encoded([['datajson', `{"body":"Hello","${name}":${JSON.stringify(secret).slice(0, -1)}`]]),
			FORM,
		),
	query: (name, secret) =>
		urlWithoutSecrets(
			`/addsms?${encoded([
				['body', 'Hello'],
				[name, secret],
			])}`,
		),
	'JSON in a query': (name, secret) =>
		urlWithoutSecrets(
			`/addsms?${encoded([['datajson', JSON.stringify({ [name]: secret, body: 'Hello' })]])}`,
		),
	JSON: (name, secret) =>
		bodyWithoutSecrets(JSON.stringify({ [name]: secret, body: 'Hello' }), JSON_TYPE),
	'JSON on several lines': (name, secret) =>
		bodyWithoutSecrets(JSON.stringify({ body: 'Hello', [name]: secret }, null, 2), JSON_TYPE),
	'JSON, nested': (name, secret) =>
		bodyWithoutSecrets(
			JSON.stringify({ data: [{ user: { [name]: { value: [secret] } } }, 'Hello'] }),
			JSON_TYPE,
		),
	'JSON in JSON': (name, secret) =>
		bodyWithoutSecrets(
			JSON.stringify({ data: JSON.stringify({ [name]: secret, body: 'Hello' }) }),
			JSON_TYPE,
		),
	'JSON that names it twice': (name, secret) =>
		bodyWithoutSecrets(
			`{"a":{"${name}":${JSON.stringify(secret)}},"a":1,"${name}":0,"body":"Hello"}`,
			JSON_TYPE,
		),
	'JSON with an escaped name': (name, secret) =>
		bodyWithoutSecrets(
			`{"body":"Hello","\\u${(name.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}${name.slice(1)}":${JSON.stringify(secret)}}`,
			JSON_TYPE,
		),
	'JSON with the type of a form': (name, secret) =>
		bodyWithoutSecrets(JSON.stringify({ [name]: secret, body: 'Hello' }), FORM),
	'JSON after a warning': (name, secret) =>
		bodyWithoutSecrets(
			`<br />Warning<br />\n${JSON.stringify({ [name]: secret, body: 'Hello' })}`,
			JSON_TYPE,
		),
	'cut JSON': (name, secret) =>
		bodyWithoutSecrets(
			`{"body":"Hello","${name}" : ${JSON.stringify(secret).slice(0, -1)}`,
			JSON_TYPE,
		),
	'cut JSON, nested': (name, secret) =>
		bodyWithoutSecrets(`{"body":"Hello","${name}":[{"a":${JSON.stringify(secret)}`, JSON_TYPE),
	'cut JSON in cut JSON': (name, secret) =>
		bodyWithoutSecrets(
			`{"body":"Hello","data":${JSON.stringify(`{"${name}":${JSON.stringify(secret)}`).slice(0, -1)}`,
			JSON_TYPE,
		),
	multipart: (name, secret) =>
		bodyWithoutSecrets(multipart(name, secret), 'multipart/form-data; boundary=b0und'),
	'multipart with quotes': (name, secret) =>
		bodyWithoutSecrets(multipart(name, secret), 'Multipart/Form-Data; boundary="b0und"'),
	'JSON in multipart': (name, secret) =>
		bodyWithoutSecrets(
			multipart('datajson', JSON.stringify({ [name]: secret })),
			'multipart/form-data; boundary=b0und',
		),
};

function expectHidden(shown: string): void {
	expect(shown).not.toContain(CORE);
	expect(new URLSearchParams(`=${shown}`).toString()).not.toContain(CORE);
	expect(shown).toContain('••••••');
}

describe.each(Object.entries(places))('%s', (_place, show) => {
	it('hides every secret as a whole, and nothing else', () => {
		fc.assert(
			fc.property(names, secrets, (name, secret) => {
				const shown = show(name, secret);
				expectHidden(shown);
				expect(shown).toContain('Hello');
			}),
		);
	});
});

it('hides every header that carries a secret', () => {
	fc.assert(
		fc.property(headerNames, secrets, (name, secret) => {
			const shown = headersWithoutSecrets({ [name]: secret, accept: 'application/json' });
			expect(shown).toEqual({ [name]: '••••••', accept: 'application/json' });
		}),
	);
});

it('hides secrets that are no text', () => {
	const values = fc.oneof(
		fc.integer({ min: 10_000_000 }),
		fc.double({ min: 1e7, noNaN: true, noDefaultInfinity: true }),
		fc.constantFrom(12345678, 1234567890123456),
	);
	fc.assert(
		fc.property(names, values, (name, value) => {
			for (const json of [
				`{"${name}":${value}}`,
				`[{"a":{"${name}": ${value} }}]`,
				`x{"${name}":${value}`,
			]) {
				const bodies = [json, encoded([['datajson', json]])];
				for (const body of bodies) {
					const shown = bodyWithoutSecrets(body, undefined);
					expect(shown).toContain('••••••');
					expect(shown).not.toContain(String(value));
				}
			}
		}),
	);
});

it('shows what holds no secret as it was sent', () => {
	const texts = [
		'',
		'Too Many Requests',
		'<h1>503 Service Unavailable</h1>',
		'{ "id": 12345678901234567890,\n "body":"a=b&c=\\u00e9" }',
		'sendto=%2b49+1&body=a%20b&&x&=y',
		'{"body":"Hello',
	];
	for (const text of texts) expect(bodyWithoutSecrets(text, undefined)).toBe(text);
	expect(urlWithoutSecrets('/smstools/v1/message/inbox?page=1')).toBe(
		'/smstools/v1/message/inbox?page=1',
	);
});

it('says where the secret stood', () => {
	expect(bodyWithoutSecrets('token=abc&body=Hi', FORM)).toBe('token=••••••&body=Hi');
	expect(bodyWithoutSecrets('{"token":12345678,"body":"Hi"}', JSON_TYPE)).toBe(
		'{"token":"••••••","body":"Hi"}',
	);
	const url = '/smstools/v1/message/inbox?client_id=me&client_secret=abc';
	expect(urlWithoutSecrets(url)).toBe(
		'/smstools/v1/message/inbox?client_id=me&client_secret=••••••',
	);
});
