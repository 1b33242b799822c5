const MASK = '•••';

/** A shorter secret also occurs in texts that do not repeat it, such as a password "1" in an id. */
const LEAST_UNAMBIGUOUS_LENGTH = 6;

/** Stands for a secret of digits, which may also be a number of JSON: one that is masked has to stay a number. */
const MASK_OF_DIGITS = '0';

const DIGITS = /^\d+$/;

/** A token may be as long as it likes, an ID is a number of a database. */
const LONGEST_ID = 20;

const ID_KEY = /"(?:[a-z]+_)?u?id"\s*:\s*$/i;
/** Enough for the key of an ID, and the spaces after it. */
const LONGEST_KEY = 40;

/** A code of a status or an error. */
const CODE = /^-?\d{1,2}$/;

/**
 * The secrets that a mask can hide. A password that is a word which answers have in them anyway is none of these: a mask
 * in the place of that word would tell it, and nothing could read the answer.
 *
 * @param words keys of answers, and what the gateway says
 */
export function hideable(secrets: readonly string[], words: readonly string[]): string[] {
	const single = new Set(words.flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)]));
	return secrets.filter((secret) => {
		if (CODE.test(secret)) return false;
		if (secret.length < LEAST_UNAMBIGUOUS_LENGTH) return !single.has(secret);
		return !words.some((word) => word.includes(secret));
	});
}

/** Masks the secrets of an account in a text that is to be shown, in every form in which an answer may repeat them. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
	return masked(text, secrets, () => MASK);
}

type Mask = (form: string, offset: number, text: string) => string;

function masked(text: string, secrets: readonly string[], maskFor: Mask): string {
	return secrets
		.filter((secret) => secret.trim() !== '')
		.flatMap(formsOf)
		.reduce((shown, form) => shown.replaceAll(patternOf(form), maskFor), text);
}

/**
 * A password of digits alone may be part of a phone number (at most 15 digits, E.164), and a short one part of a word,
 * which do not repeat it.
 */
function patternOf(form: string): string | RegExp {
	if (/^\d{1,15}$/.test(form)) return new RegExp(`(?<!\\d)${form}(?!\\d)`, 'g');
	if (form.length >= LEAST_UNAMBIGUOUS_LENGTH) return form;
	const literal = form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'gu');
}

/**
 * Masks the secrets of an account in an answer, which is also data: of a very short one only a whole JSON text is
 * masked. However JSON writes a secret, it is found: a text of the answer then has its characters themselves. An ID that
 * happens to be the same digits stays, because it says which SMS a row is.
 */
export function maskSecretsInAnswer(body: string, secrets: readonly string[]): string {
	const known = secrets.filter((secret) => secret.trim() !== '');
	if (known.length === 0) return body;
	const telling = known.filter((secret) => secret.length >= LEAST_UNAMBIGUOUS_LENGTH);
	const text = body.includes('\\') ? withoutNeedlessEscapes(body, known) : body;
	return known
		.filter((secret) => secret.length < LEAST_UNAMBIGUOUS_LENGTH)
		.reduce(
			(shown, secret) =>
				shown.replaceAll(JSON.stringify(secret), (value: string, offset: number, whole: string) =>
					DIGITS.test(secret) && isId(whole, offset) ? value : `"${MASK}"`,
				),
			withoutBeginningAtEnd(masked(text, telling, maskInAnswer()), telling),
		);
}

function maskInAnswer(): Mask {
	const isInText = textFinder();
	return (form, offset, answer) => {
		if (!DIGITS.test(form)) return MASK;
		const end = answer[offset + form.length];
		const isText = isInText(answer, offset);
		if (isText && !(answer[offset - 1] === '"' && end === '"')) return MASK;
		const begin = isText ? offset - 1 : offset;
		return form.length <= LONGEST_ID && isId(answer, begin) ? form : MASK_OF_DIGITS;
	};
}

/** Tells whether a place is within a text of JSON, for places that are asked for in their order. */
function textFinder(): (json: string, offset: number) => boolean {
	let [known, position, isInText] = ['', 0, false];
	return (json, offset) => {
		if (json !== known) [known, position, isInText] = [json, 0, false];
		for (; position < offset; position += 1) {
			if (json[position] === '"') isInText = !isInText;
			else if (isInText && json[position] === '\\') position += 1;
		}
		return isInText;
	};
}

/** Whether the JSON value that begins there is an ID by its key. */
function isId(answer: string, begin: number): boolean {
	return ID_KEY.test(answer.slice(Math.max(0, begin - LONGEST_KEY), begin));
}

/** Masks what looks like a secret although it is not a known one: long runs with both letters and digits, as keys have them. */
export function maskLikelySecrets(text: string): string {
	return text.replace(/[A-Za-z0-9_-]{20,}/g, (run) =>
		/[0-9]/.test(run) && /[A-Za-z]/.test(run) ? MASK : run,
	);
}

/** A secret as it is, and within JSON, JSON in JSON, HTML and addresses; a longer one also in base64 and as hex digits. */
function formsOf(secret: string): string[] {
	const inJson = escapeJson(secret);
	const inAddress = [
		encodeURIComponent(secret),
		new URLSearchParams({ '': secret }).toString().slice(1),
	];
	const forms = [
		secret,
		inJson,
		inJson.replaceAll('/', '\\/'),
		escapeJson(inJson),
		escapeHtml(secret),
		...inAddress,
		...inAddress.map((text) => text.replace(/%../g, (byte) => byte.toLowerCase())),
	];
	if (secret.length >= LEAST_UNAMBIGUOUS_LENGTH) {
		const hex = Buffer.from(secret).toString('hex');
		forms.push(...base64FormsOf(secret), hex, hex.toUpperCase());
	}
	// A key of hex digits is the same in capitals.
	if (/^[0-9a-f]{6,}$/i.test(secret)) forms.push(secret.toLowerCase(), secret.toUpperCase());
	// The longest first: another one may be a part of it, whose rest would then stay.
	return [...new Set(forms)].sort((one, other) => other.length - one.length);
}

/** What base64, and its variant for addresses, has of a secret wherever it is in the text that was encoded. */
function base64FormsOf(secret: string): string[] {
	const bytes = Buffer.from(secret);
	return [0, 1, 2].flatMap((before) => {
		const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
		const first = Math.ceil((before * 8) / 6);
		const last = Math.floor(((before + bytes.length) * 8) / 6);
		const own = encoded.slice(first, last);
		return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
	});
}

/** JSON with the characters of the secrets as they are where it writes them as their numbers, or a slash with a backslash. */
function withoutNeedlessEscapes(json: string, secrets: readonly string[]): string {
	const characters = new Set(secrets.join('').split(''));
	const parts: string[] = [];
	let rest = 0;
	for (let at = json.indexOf('\\'); at !== -1; at = json.indexOf('\\', at + 2)) {
		const [written, length] = unescaped(json, at);
		if (written === undefined || !characters.has(written) || written < ' ') continue;
		parts.push(json.slice(rest, at), /["\\]/.test(written) ? `\\${written}` : written);
		rest = at + length;
	}
	return rest === 0 ? json : parts.join('') + json.slice(rest);
}

/** The character that is written as its number, or as a slash, at a backslash, and how long that is. */
function unescaped(json: string, at: number): [character: string | undefined, length: number] {
	if (json[at + 1] === '/') return ['/', 2];
	if (json[at + 1] !== 'u') return [undefined, 2];
	const digits = json.slice(at + 2, at + 6);
	const isNumber = /^[0-9a-f]{4}$/i.test(digits);
	return [isNumber ? String.fromCharCode(parseInt(digits, 16)) : undefined, 6];
}

/** Masks the part of a secret that a cut-off text contains. */
function withoutBeginningAtEnd(text: string, secrets: readonly string[]): string {
	for (const secret of secrets) {
		for (let length = secret.length - 1; length >= LEAST_UNAMBIGUOUS_LENGTH; length--) {
			if (text.endsWith(secret.slice(0, length))) return text.slice(0, -length) + MASK;
		}
	}
	return text;
}

function escapeJson(text: string): string {
	return JSON.stringify(text).slice(1, -1);
}

function escapeHtml(text: string): string {
	return text
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/"/g, '&quot;')
		.replace(/'/g, '&#039;');
}
