import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hasWholeNumber } from '../../nodes/shared/input/digitsInText.ts';

it.each([
	['', '1'],
	['1', ''],
	['1abc', 'abc'],
	['111', '11'],
])('does not find in “%s” the number “%s”', (text, digits) => {
	expect(hasWholeNumber(text, digits)).toBe(false);
});

it('finds a number only whole', () => {
	const text = fc.string({ unit: fc.constantFrom('1', '2', ' ', '+', 'a') });
	const digits = fc.string({ unit: fc.constantFrom('1', '2'), minLength: 1, maxLength: 4 });
	fc.assert(
		fc.property(text, digits, (words, number) => {
			const numbers = words.split(/[^0-9]+/);
			expect(hasWholeNumber(words, number)).toBe(numbers.includes(number));
		}),
		{ numRuns: 2_000 },
	);
});
