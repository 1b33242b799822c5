/** People write it between the groups of a number as well. */
const POINT = /[.\uFF0E]/;
const DECIMAL_SEPARATORS = ['.', ',', '\uFF0E'];
/** What a spreadsheet makes of a whole number, e.g. 33612345678.0 or 38080.00. */
const PLAIN_WHOLE = /^\+?[0-9]+$/;
/** Groups of fewer digits come before a point within a number, e.g. in "(800) 555.0000". */
const LONGER_THAN_A_GROUP = /[0-9]{5}$/;
const LEAST_WHOLE_DIGITS = 3;

/**
 * The text of a number without a fraction of zeros, which is no part of it. Undefined where it has another
 * fraction, or zeros that may be the last group of the number as well.
 */
export function withoutFraction(text: string): string | undefined {
	const written = text.trim();
	const at = Math.max(...DECIMAL_SEPARATORS.map((separator) => written.lastIndexOf(separator)));
	const whole = written.slice(0, Math.max(at, 0)).trim();
	const decimals = written.slice(at + 1).trim();
	if (!isFraction(whole, decimals)) return written;
	const isOneReading = decimals.length !== 2 || PLAIN_WHOLE.test(whole);
	return /^0+$/.test(decimals) && isOneReading ? whole : undefined;
}

/** Whether digits after a point are a fraction, and not the last group of a number. */
function isFraction(whole: string, decimals: string): boolean {
	if (!/[0-9]\)?$/.test(whole) || !/^[0-9]+$/.test(decimals)) return false;
	// A number that is written digit by digit has such groups.
	if (decimals.length === 1) return !/[.\uFF0E][0-9]$/.test(whole);
	if (decimals.length === 2) {
		if (POINT.test(whole)) return LONGER_THAN_A_GROUP.test(whole);
		return (whole.match(/[0-9]/g) ?? []).length >= LEAST_WHOLE_DIGITS;
	}
	return /^0+$/.test(decimals) && LONGER_THAN_A_GROUP.test(whole);
}
