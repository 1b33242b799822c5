/** What nobody sees: default ignorable code points and the object replacement character. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\uFFFC]/gu;
/** The plus sign in its other widths and heights. */
const OTHER_PLUS = /[\u207A\u208A\uFE62\uFF0B\uFB29]/g;
const OTHER_DIGITS = /(?:(?![0-9])\p{Nd})+/gu;
const DIGIT = /\p{Nd}/u;
const QUOTES = new Set('"\'`´‘’‚“”„«»<>');
/** The schemes that address books, web pages and vCards put before a number (RFC 3966, RFC 5724). */
const SCHEME = /^(?:tel|sms|smsto|callto|phone|whatsapp):(?:\/\/)?/i;

const PARAMETER = /;\s*[a-z-]+=/i;

/** A number as it was written, without what is not part of it. */
export interface PhoneText {
	text: string;
	/** The parameters of a `tel:` address in lower case, such as "ext" (RFC 3966, section 3). */
	parameters: Map<string, string>;
}

/**
 * Reads a number out of its wrapping: `tel:` and the like, quotation marks, invisible characters, digits of
 * other scripts.
 */
export function readPhoneText(written: string): PhoneText {
	const plain = withoutQuotes(plainCharacters(written));
	if (!SCHEME.test(plain) && !PARAMETER.test(plain)) return { text: plain, parameters: new Map() };
	const [number = '', ...rest] = plain.replace(SCHEME, '').split(/[;?]/);
	const parameters = new Map(
		rest.map((part): [string, string] => {
			const [name = '', ...value] = part.split('=');
			return [name.trim().toLowerCase(), value.join('=').trim()];
		}),
	);
	const context = parameters.get('phone-context') ?? '';
	const isLocal = /^\+[0-9]+$/.test(context) && !number.trim().startsWith('+');
	return { text: isLocal ? context + number.trim() : number.trim(), parameters };
}

function withoutQuotes(text: string): string {
	const isWrapping = (at: number) => QUOTES.has(text.charAt(at)) || text.charAt(at).trim() === '';
	let start = 0;
	let end = text.length;
	while (start < end && isWrapping(start)) start++;
	while (end > start && isWrapping(end - 1)) end--;
	return text.slice(start, end);
}

/** Text with the digits 0 to 9, a plain plus sign, and no character that nobody sees. */
export function plainCharacters(text: string): string {
	return text
		.normalize('NFC')
		.replace(INVISIBLE, '')
		.replace(OTHER_PLUS, '+')
		.replace(OTHER_DIGITS, (digits) => Array.from(digits, valueOf).join(''));
}

/** The values of the digits that were met. */
const values = new Map<string, number>();

/** In Unicode the digits of a script follow each other, and several tens of them may touch (chapter 4.6). */
function valueOf(digit: string): number {
	const known = values.get(digit);
	if (known !== undefined) return known;
	const code = digit.codePointAt(0) ?? 0;
	let first = code;
	while (DIGIT.test(String.fromCodePoint(first - 1))) first--;
	const value = (code - first) % 10;
	values.set(digit, value);
	return value;
}
