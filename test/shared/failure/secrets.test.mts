import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
	hideable,
	maskSecrets,
	maskSecretsInAnswer,
} from '../../../nodes/shared/failure/secrets.ts';
import { parseJson } from '../../../nodes/shared/record/json.ts';

const asNumbers = (text: string) =>
	Array.from(
		{ length: text.length },
		(_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`,
	).join('');

const secrets = fc
	.string({ unit: 'grapheme', minLength: 8, maxLength: 40 })
	.filter((text) => text.trim() === text && text.length >= 8 && !/^\d+$/.test(text));

it('finds a secret however JSON writes it', () => {
	const written = fc.func(fc.boolean());
	fc.assert(
		fc.property(secrets, written, (secret, isNumber) => {
			const inJson = JSON.stringify(secret).slice(1, -1);
			const mixed = Array.from({ length: secret.length }, (_, at) => secret.charAt(at))
				.map((unit, at) =>
					isNumber(unit, at) ? asNumbers(unit) : JSON.stringify(unit).slice(1, -1),
				)
				.join('');
			for (const form of [inJson, inJson.replaceAll('/', '\\/'), asNumbers(secret), mixed]) {
				const read = parseJson(maskSecretsInAnswer(`{"a":["x ${form} y"]}`, [secret]));
				expect(read).toEqual({ a: ['x ••• y'] });
			}
		}),
		{ numRuns: 500 },
	);
});

it('finds a secret in base64 wherever it stands, and as hex digits', () => {
	fc.assert(
		fc.property(secrets, fc.string(), fc.string(), (secret, before, after) => {
			const bytes = Buffer.from(before + secret + after);
			for (const encoding of ['base64', 'base64url', 'hex'] as const) {
				expect(maskSecretsInAnswer(bytes.toString(encoding), [secret])).toContain('•••');
			}
		}),
		{ numRuns: 500 },
	);
});

it('leaves an answer without the secret what it is', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			const json = JSON.stringify(value);
			expect(parseJson(maskSecretsInAnswer(json, ['f0e1d2c3b4a59687']))).toEqual(parseJson(json));
		}),
		{ numRuns: 1_000 },
	);
});

it.each([
	['a password of digits in a phone number', '12345678', '{"to":"+33612345678"}', undefined],
	['a password of digits alone', '12345678', '{"to":"12345678"}', '{"to":"0"}'],
	['a password of digits as a number', '12345678', '{"code":12345678}', '{"code":0}'],
	[
		'a password of digits in a text',
		'12345678',
		'{"info":"No 12345678, 1"}',
		'{"info":"No •••, 1"}',
	],
	['an ID of the same digits', '12345678', '{"sms_id": "12345678","id":12345678}', undefined],
	[
		'an ID of the same few digits',
		'1234',
		'{"sms_id":"1234","pass":"1234"}',
		'{"sms_id":"1234","pass":"•••"}',
	],
	[
		'a password of digits in a quoted key',
		'12345678',
		'{"a\\"id\\":":"12345678"}',
		'{"a\\"id\\":":"0"}',
	],
	[
		'a token of many digits',
		'1'.repeat(100_000),
		`{"a":"2${'1'.repeat(100_000)}"}`,
		'{"a":"2•••"}',
	],
	['a long token under an ID', '1'.repeat(30), `{"id":${'1'.repeat(30)}}`, '{"id":0}'],
	['escapes of a secret', 'f0é/"1', '{"a":"\\u00660\\u00e9\\/\\"1\\u0645"}', '{"a":"•••\\u0645"}'],
	['no escape after a backslash', 'fabcde', '{"a":"\\\\u0066abcde"}', undefined],
	['a short password in a word', 'abc', '{"name":"abcde"}', undefined],
	['a short password alone', 'abc', '{"name":"abc"}', '{"name":"•••"}'],
	['a blank password', ' ', '{"name":" "}', undefined],
	[
		'what is left of a secret where a response was cut off',
		'f0e1d2c3',
		'{"a":"f0e1d2',
		'{"a":"•••',
	],
	['hex digits in capitals', 'f0e1d2c3', '{"a":"F0E1D2C3"}', '{"a":"•••"}'],
])('masks %s, or not', (_what, secret, answer, masked = answer) => {
	expect(maskSecretsInAnswer(answer, [secret])).toBe(masked);
});

it.each([
	['abc', 'Wrong password abc.', 'Wrong password •••.'],
	['abc', 'abcde, 1abc and éabc', 'abcde, 1abc and éabc'],
	['a.c', 'abc or (a.c)', 'abc or (•••)'],
])('masks the short password %s in a sentence as a word only', (secret, sentence, masked) => {
	expect(maskSecrets(sentence, [secret])).toBe(masked);
});

it.each([
	['error', false],
	['erro', true],
	['record', false],
	['found', false],
	['No record found', false],
	['0', false],
	['-1', false],
	['123', true],
	['constructor', true],
	['f0e1d2c3', true],
])('the password %s can be hidden among the words of an answer: %s', (secret, canBe) => {
	const words = ['error', 'records', 'No record found'];
	expect(hideable([secret], words)).toEqual(canBe ? [secret] : []);
});
