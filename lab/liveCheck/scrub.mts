const MASK = '•••';

/** Digits as people and gateways write phone numbers: with blanks, dots, dashes and brackets in between. */
const LONG_NUMBER = /\+?\d(?:[\s().-]{0,2}\d){6,}/g;
const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g;
/** A key that the gateway itself has made: letters and digits in a row. */
const KEY_LIKE = /\b(?=\w*\d)(?=\w*[A-Za-z])\w{20,}\b/g;

/**
 * Removes from a text what nobody else may read: the secrets however they are encoded, and everything that looks like a
 * phone number, an e-mail address or a key.
 *
 * @param secrets what was entered; one of fewer than four characters is removed as a whole word only
 */
export function scrub(text: string, secrets: readonly string[]): string {
	const spellings = secrets.flatMap(spellingsOf).sort((a, b) => b.length - a.length);
	const withoutSecrets = spellings.reduce((left, spelling) => without(left, spelling), text);
	return withoutSecrets
		.replace(EMAIL, MASK)
		.replace(KEY_LIKE, MASK)
		.replace(LONG_NUMBER, (digits) => (/^[0\s().-]+$/.test(digits) ? digits : MASK));
}

function spellingsOf(secret: string): string[] {
	if (secret.trim() === '') return [];
	const encoded = encodeURIComponent(secret);
	const all = [
		secret,
		secret.trim(),
		encoded,
		encoded.replaceAll('%20', '+'),
		JSON.stringify(secret).slice(1, -1),
		Buffer.from(secret).toString('base64'),
	];
	return [...new Set(all)];
}

function without(text: string, spelling: string): string {
	if (spelling.length >= 4) return text.replaceAll(spelling, MASK);
	const word = spelling.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return text.replace(new RegExp(`(?<!\\w)${word}(?!\\w)`, 'g'), MASK);
}

/** A sentence of the node without what it quotes: a gateway can put names and texts of people into anything. */
export function withoutQuotes(sentence: string): string {
	const [start, end] = [sentence.indexOf('“'), sentence.lastIndexOf('”')];
	if (start < 0 || end < start) return sentence;
	return `${sentence.slice(0, start)}“(quoted)${sentence.slice(end)}`;
}

/** A text whose quotes are at most this long. After secrets are removed: half of one would not be recognised. */
export function withShortQuotes(text: string, most = 200): string {
	return text.replace(/“([^“”]*)”/g, (whole, quoted: string) =>
		quoted.length > most ? `“${quoted.slice(0, most)}…”` : whole,
	);
}
