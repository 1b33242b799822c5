const LONGEST_EXCERPT = 120;

/** Enough to find that much text in, and little enough to search quickly. */
const LONGEST_SEARCHED = 5_000;

const LONG_RUN = /[A-Za-z0-9_-]{20,}/g;
const TAG = /<[^<>]*>/g;

const MASK = '•••';

/**
 * The beginning of a text on one line, fit to be shown in an error: without HTML tags, and with
 * everything masked that is or looks like a secret.
 *
 * @param secrets texts that must not be shown, such as the password that was sent
 * @param longest how many characters to show
 */
export function excerpt(
	text: string,
	secrets: string[] = [],
	longest: number = LONGEST_EXCERPT,
): string {
	const shown = maskSecrets(text, secrets)
		.slice(0, LONGEST_SEARCHED)
		.replace(/<script\b.*?<\/script>|<style\b.*?<\/style>/gis, ' ')
		.replace(TAG, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.replace(LONG_RUN, (run) => (isLikelySecret(run) ? MASK : run));
	return shown.length > longest ? `${shown.slice(0, longest)}…` : shown;
}

/** Tokens and keys have both letters and digits; words and phone numbers do not. */
function isLikelySecret(run: string): boolean {
	return /[0-9]/.test(run) && /[A-Za-z]/.test(run);
}

/** Masks secrets in every form in which an answer may repeat them. */
function maskSecrets(text: string, secrets: string[]): string {
	return secrets
		.filter((secret) => secret.trim() !== '')
		.flatMap((secret) => [
			secret,
			JSON.stringify(secret).slice(1, -1),
			escapeHtml(secret),
			encodeURIComponent(secret),
			new URLSearchParams({ '': secret }).toString().slice(1),
		])
		.reduce((shown, form) => shown.split(form).join(MASK), text);
}

function escapeHtml(text: string): string {
	return text
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/"/g, '&quot;')
		.replace(/'/g, '&#039;');
}
