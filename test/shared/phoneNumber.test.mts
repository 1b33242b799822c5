import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
	comparable,
	isCountryCode,
	readRecipients,
	withCountryCode,
} from '../../nodes/shared/phoneNumber.ts';

const digits = (min: number, max: number) =>
	fc
		.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max })
		.map((list) => list.join(''));
const separator = fc.constantFrom(',', ';', '\n', ', ', ' ;\r\n');

describe('recipients', () => {
	it('are the numbers of a text, each once, in their order', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(digits(3, 14), separator), { minLength: 1 }), (parts) => {
				const text = parts.map(([number, split]) => `+1${number}${split}`).join('');
				const list = readRecipients(text, 'To', '');
				const expected = [...new Set(parts.map(([number]) => `+1${number}`))];
				expect(list.ok && list.recipients.map(({ number }) => number)).toEqual(expected);
			}),
		);
	});

	it('are the same from a list as from a text', () => {
		fc.assert(
			fc.property(fc.array(digits(3, 14), { minLength: 1 }), (numbers) => {
				expect(readRecipients(numbers, 'To', '33')).toEqual(
					readRecipients(numbers.join(','), 'To', '33'),
				);
			}),
		);
	});

	it('are never empty texts, and never hold letters', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				const list = readRecipients(text, 'To', '');
				if (!list.ok) return;
				expect(list.recipients.length).toBeGreaterThan(0);
				for (const { number } of list.recipients) {
					expect(number).toMatch(/[0-9]/);
					expect(number).not.toMatch(/\p{L}/u);
				}
			}),
		);
	});
});

it('lose characters that nobody sees', () => {
	expect(readRecipients('\u202A+33612345678\u202C', 'To', '')).toEqual({
		ok: true,
		recipients: [{ number: '+33612345678', key: '33612345678' }],
	});
});

it.each([
	['+33 (0)6 12 34 56 78', '+336 12 34 56 78'],
	['0049(0)157 1234567', '0049157 1234567'],
	['+39 (0)6 1234567', '+39 (0)6 1234567'],
])('lose a 0 in brackets that is not dialled from abroad: %s', (text, number) => {
	const list = readRecipients(text, 'To', '');
	expect(list.ok && list.recipients[0]?.number).toBe(number);
});

it.each(['0612345678 / 0687654321', '0612345678 0687654321', '1'.repeat(16)])(
	'are not taken from two numbers in one: %s',
	(text) => {
		expect(readRecipients(text, 'To', '33')).toMatchObject({
			ok: false,
			problem: `To contains “${text}”, which has more than the 15 digits that a phone number can have.`,
		});
	},
);

describe('a default country code', () => {
	it.each([
		['0612345678', '33', '+33612345678'],
		['06 12-34.56/78', '+33', '+33612345678'],
		['(06) 12 34 56 78', '0033', '+33612345678'],
		['0033612345678', '33', '0033612345678'],
		['+4915752982212', '33', '+4915752982212'],
		['0707070707', '225', '+2250707070707'],
		['06 1234567', '39', '+39061234567'],
		['12345', '33', '12345'],
		['0612345678', '', '0612345678'],
		['06 12 34 56 78', '', '06 12 34 56 78'],
	])('makes of %s with %s: %s', (number, code, expected) => {
		expect(withCountryCode(number, code)).toBe(expected);
	});

	it.each([
		['33', true],
		['+33', true],
		['0033', true],
		['', true],
		[' 33 ', true],
		['FR', false],
		['0', false],
		['33333', false],
	])('%j is one: %s', (code, expected) => {
		expect(isCountryCode(code)).toBe(expected);
	});
});

it.each([
	['+33 6 12 34 56 78', '0033612345678'],
	['+33-612-345-678', '+33612345678'],
	['33612345678', '+33612345678'],
])('%j and %j are the same number', (one, other) => {
	expect(comparable(one)).toBe(comparable(other));
});
