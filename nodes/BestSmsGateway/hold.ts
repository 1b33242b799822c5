/**
 * What the gateway may put a request on hold for (fact sheet, section 12.4): links, email addresses, domains, also a
 * missing space after a period, and ten or more of digits, hyphens, parentheses and spaces in a row. Wider than the
 * gateway's own expressions rather than narrower.
 *
 * It also has a list of words, of which two are needed. Which words is not known.
 */
const CAN_BE_HELD = /http|www\.|\S@\S|[^\s.]\.[a-z]{2}|[\d() -]{10}/i;

/** A request with fewer recipients is not put on hold, whatever its text (fact sheet, section 12.4). */
export const LEAST_HELD = 50;

/** Whether a text can put a request with many recipients on hold. */
export function canBeHeld(text: string): boolean {
	return CAN_BE_HELD.test(text);
}
