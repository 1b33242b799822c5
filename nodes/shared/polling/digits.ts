/** Printable characters that JSON writes as they are. */
const DIGITS = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index))
	.filter((character) => character !== '"' && character !== '\\')
	.join('');
/**
 * This many of the digits end a number, and the others say that more follow. This split makes room for
 * most in four characters.
 */
const ENDINGS = 23;
const OTHERS = DIGITS.length - ENDINGS;

/** Writes a whole number from 0 on, so that its end can be told without a separator. */
export function writeNumber(value: number): string {
	let text = DIGITS.charAt(value % ENDINGS);
	for (let rest = Math.floor(value / ENDINGS); rest > 0; rest = Math.floor(rest / OTHERS)) {
		text = DIGITS.charAt(ENDINGS + (rest % OTHERS)) + text;
	}
	return text;
}

/** Reads the numbers of a text; NaN for what no number is. */
export function readNumbers(text: string): number[] {
	const numbers: number[] = [];
	let value = 0;
	for (const character of text) {
		const digit = DIGITS.indexOf(character);
		if (digit >= ENDINGS) {
			value = value * OTHERS + digit - ENDINGS;
			continue;
		}
		numbers.push(digit < 0 ? NaN : value * ENDINGS + digit);
		value = 0;
	}
	return numbers;
}

/** A whole number, of either sign, as one from 0 on. */
export function unsigned(value: number): number {
	return value < 0 ? -2 * value - 1 : 2 * value;
}

/** The number that `unsigned` made another one of. */
export function signed(value: number): number {
	return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
