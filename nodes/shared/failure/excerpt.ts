import { maskLikelySecrets, maskSecrets } from './secrets';

const LONGEST_EXCERPT = 120;

/** Enough to find that much text in, and little enough to search quickly. */
const LONGEST_SEARCHED = 5_000;

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
	const oneLine = maskSecrets(text.slice(0, 2 * LONGEST_SEARCHED), secrets)
		.slice(0, LONGEST_SEARCHED)
		.replace(/<script\b.*?<\/script>|<style\b.*?<\/style>/gis, ' ')
		.replace(/<[^<>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	const shown = maskLikelySecrets(oneLine);
	return shown.length > longest ? `${shown.slice(0, longest)}…` : shown;
}
