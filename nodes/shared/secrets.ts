const MASK = '•••';

/** A shorter secret also occurs in texts that do not repeat it, such as a password "1" in an id. */
const LEAST_TELLING_LENGTH = 6;

/** Masks the secrets of an account in a text that is to be shown, in every form in which an answer may repeat them. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
	return secrets
		.filter((secret) => secret.trim() !== '')
		.flatMap(formsOf)
		.reduce((shown, form) => shown.split(form).join(MASK), text);
}

/**
 * Masks the secrets of an account in an answer, which is also data: of a very short one only a whole JSON text is
 * masked.
 */
export function maskSecretsInAnswer(body: string, secrets: readonly string[]): string {
	const isTelling = (secret: string) => secret.length >= LEAST_TELLING_LENGTH;
	return secrets
		.filter((secret) => secret !== '' && !isTelling(secret))
		.reduce(
			(shown, secret) => shown.split(JSON.stringify(secret)).join(`"${MASK}"`),
			maskSecrets(body, secrets.filter(isTelling)),
		);
}

/** A secret as it is, and within JSON, HTML and addresses. */
function formsOf(secret: string): string[] {
	const inJson = JSON.stringify(secret).slice(1, -1);
	return [
		secret,
		inJson,
		inJson.replaceAll('/', '\\/'),
		escapeHtml(secret),
		encodeURIComponent(secret),
		new URLSearchParams({ '': secret }).toString().slice(1),
	];
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
