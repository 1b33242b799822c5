const MASK = '•••';

/** A shorter secret also occurs in texts that do not repeat it, such as a password "1" in an id. */
const LEAST_TELLING_LENGTH = 6;

/**
 * Masks the secrets of an account in a text, in every form in which an answer may repeat them: as they are, within
 * JSON, HTML and addresses. Of a very short one only a whole JSON text is masked.
 */
export function maskSecrets(text: string, secrets: readonly string[]): string {
	return secrets
		.filter((secret) => secret.trim() !== '')
		.flatMap((secret): Array<[form: string, mask: string]> => {
			const inJson = JSON.stringify(secret);
			if (secret.length < LEAST_TELLING_LENGTH) return [[inJson, `"${MASK}"`]];
			const forms = [
				secret,
				inJson.slice(1, -1),
				inJson.slice(1, -1).replaceAll('/', '\\/'),
				escapeHtml(secret),
				encodeURIComponent(secret),
				new URLSearchParams({ '': secret }).toString().slice(1),
			];
			return forms.map((form) => [form, MASK]);
		})
		.reduce((shown, [form, mask]) => shown.split(form).join(mask), text);
}

/** Masks what looks like a secret although nobody knows it: long runs with both letters and digits, as keys have them. */
export function maskLikelySecrets(text: string): string {
	return text.replace(/[A-Za-z0-9_-]{20,}/g, (run) =>
		/[0-9]/.test(run) && /[A-Za-z]/.test(run) ? MASK : run,
	);
}

function escapeHtml(text: string): string {
	return text
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/"/g, '&quot;')
		.replace(/'/g, '&#039;');
}
