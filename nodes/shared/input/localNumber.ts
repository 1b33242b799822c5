/** Shorter numbers are short codes, which have no country code. */
const LEAST_DIGITS = 7;

/** How many numbers are spelled out. */
const MOST_SHOWN = 3;

/** Whether a number, as numbers are compared, begins as it is dialled within its country only. */
export function hasNoCountryCode(digits: string): boolean {
	return digits.startsWith('0') && digits.length >= LEAST_DIGITS;
}

/** What to know of numbers without a country code. */
export function localNumbersInWords(numbers: string[], service: string): string {
	const shown =
		numbers.slice(0, MOST_SHOWN).join(', ') + (numbers.length > MOST_SHOWN ? ', …' : '');
	const isOne = numbers.length === 1;
	const subject = isOne ? '1 number has' : `${numbers.length} numbers have`;
	return `${subject} no country code: ${shown}. ${service} decides which country ${isOne ? 'it belongs' : 'they belong'} to, or refuses ${isOne ? 'it' : 'them'}. Enter numbers with the country code, e.g. +33612345678, or fill in Default Country Code in the credential.`;
}
