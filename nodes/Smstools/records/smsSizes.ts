import type { SmsSizes } from '../../shared/cost/segments';
import { STANDARD_SIZES } from '../../shared/cost/segments';

/** In characters (fact sheet, section 3.1). That newer accounts may send 612 is inferred there. */
const LONGEST = 459;

/**
 * How the gateway counts. That GSM text has parts of 153 characters, and that the characters of the extension table
 * count as two, is in the fact sheet, section 3.1; the rest is the standard's, and inferred: how it sends text outside GSM,
 * and whether its limit is the same there, is not documented.
 */
export const SMS_SIZES: SmsSizes = {
	...STANDARD_SIZES,
	'GSM-7': { ...STANDARD_SIZES['GSM-7'], longest: LONGEST },
	'UCS-2': { ...STANDARD_SIZES['UCS-2'], longest: LONGEST },
};
