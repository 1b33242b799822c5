const LONGEST_EXCERPT = 120;

/** Runs of letters and digits as tokens and keys have them, but words and phone numbers do not. */
const LIKELY_SECRET = /(?=[A-Za-z0-9_-]*[0-9])(?=[A-Za-z0-9_-]*[A-Za-z])[A-Za-z0-9_-]{20,}/g;

/**
 * The beginning of a text on one line, fit to be shown in an error: without HTML tags, and with
 * everything masked that is or looks like a secret.
 *
 * @param secrets texts that must not be shown, such as the password that was sent
 */
export function excerpt(
	text: string,
	secrets: string[] = [],
	longest: number = LONGEST_EXCERPT,
): string {
	const withoutTags = text
		.replace(/<(script|style)\b[^]*?<\/\1\s*>/gi, ' ')
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	const masked = secrets
		.filter((secret) => secret !== '')
		.reduce((shown, secret) => shown.split(secret).join('•••'), withoutTags)
		.replace(LIKELY_SECRET, '•••');
	return masked.length > longest ? `${masked.slice(0, longest)}…` : masked;
}
