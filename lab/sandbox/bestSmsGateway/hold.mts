import type { BestSmsGatewaySettings } from './settings.mts';

/** What puts a send on hold besides words (fact sheet 12.4). */
const FLAGGED = [
	/http|www\./i,
	// An e-mail address, a bare domain, or a full stop without a blank after it.
	/\b[A-Z0-9-]+\.[A-Z]{2,4}\b/i,
	// A number, also one with blanks, and a date with a time.
	/\b[-0-9() ]{10,}\b/,
];

/**
 * Whether a send to this many recipients is put on hold: judged by the text for all, whatever the texts of `contacts`
 * (fact sheet 12.4). The sheet has the kinds; the exact expressions are inferred.
 */
export function isHeld(
	text: string,
	recipients: number,
	{ heldWords, leastHeldRecipients }: BestSmsGatewaySettings,
): boolean {
	if (recipients < leastHeldRecipients) return false;
	const words = heldWords.filter((word) => text.toLowerCase().includes(word.toLowerCase()));
	return words.length >= 2 || FLAGGED.some((kind) => kind.test(text));
}
