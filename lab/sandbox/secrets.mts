const MASK = '••••••';

/** What the names of secret headers, fields and parameters contain, written in small letters without punctuation. */
const SECRET = /authorization|cookie|secret|token|apikey|pass/;

function isSecret(name: string): boolean {
	return SECRET.test(name.toLowerCase().replace(/[^a-z]/g, ''));
}

/**
 * A body without its secrets, which are replaced by dots. Its notation is the one that it has, whatever its type says: a
 * form, JSON, JSON in a form, or the beginning of JSON.
 *
 * @param type the header Content-Type, which has the boundary of a multipart form
 */
export function bodyWithoutSecrets(body: string, type: string | undefined): string {
	const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type ?? '') ?? [];
	const boundary = quoted ?? plain;
	if (boundary !== undefined) return multipartWithoutSecrets(body, boundary);
	return jsonWithoutSecrets(body) ?? formWithoutSecrets(looseJsonWithoutSecrets(body));
}

/** A path with its query without secrets. */
export function urlWithoutSecrets(url: string): string {
	const queryStart = url.indexOf('?') + 1;
	if (queryStart === 0) return url;
	return url.slice(0, queryStart) + formWithoutSecrets(url.slice(queryStart));
}

/** Headers without their secrets. */
export function headersWithoutSecrets(headers: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name,
			isSecret(name) ? MASK : urlWithoutSecrets(value),
		]),
	);
}

/** The value of a field: a text, or JSON. */
function valueWithoutSecrets(value: string): string {
	return jsonWithoutSecrets(value) ?? looseJsonWithoutSecrets(value);
}

/** Undefined for what is not the JSON of an object or a list. */
function jsonWithoutSecrets(text: string): string | undefined {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return undefined;
	}
	if (typeof value !== 'object' || value === null) return undefined;
	// As it was sent where nothing in it looks secret, with its blanks and all digits of its numbers.
	if (!isSecret(unescaped(text))) return text;
	return JSON.stringify(maskedIn(value));
}

function maskedIn(value: unknown): unknown {
	if (typeof value === 'string') return valueWithoutSecrets(value);
	if (Array.isArray(value)) return value.map(maskedIn);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, item]) => [name, isSecret(name) ? MASK : maskedIn(item)]),
	);
}

const NAME = /"([^"]*)"\s*:\s*/g;
const SCALAR = /"(?:[^"\\]|\\[^])*"?|[^\s,}\]]*/y;

/** For JSON that is cut off, or that follows something else. What cannot be told apart from a secret goes with it. */
function looseJsonWithoutSecrets(text: string): string {
	let shown = '';
	let from = 0;
	for (const match of text.matchAll(NAME)) {
		const [whole, name = ''] = match;
		if (match.index < from || !isSecret(unescaped(name))) continue;
		const end = match.index + whole.length;
		shown += `${text.slice(from, end)}"${MASK}"`;
		if (name.endsWith('\\') || '[{'.includes(text.charAt(end))) return shown;
		SCALAR.lastIndex = end;
		from = end + (SCALAR.exec(text)?.[0].length ?? 0);
	}
	return shown + text.slice(from);
}

function unescaped(json: string): string {
	return json.replace(/\\u([\da-f]{4})/gi, (_escape, hex: string) =>
		String.fromCharCode(parseInt(hex, 16)),
	);
}

function formWithoutSecrets(form: string): string {
	return form
		.split('&')
		.map((pair) => {
			const valueStart = pair.indexOf('=') + 1;
			const [[name, value] = ['', '']] = [...new URLSearchParams(pair)];
			// What a name cannot hold is a page, or JSON.
			if (valueStart === 0 || /[<{]/.test(name)) return pair;
			const shownValue = isSecret(name) ? MASK : valueWithoutSecrets(value);
			if (shownValue === value) return pair;
			const written = encodeURIComponent(shownValue.toWellFormed());
			return pair.slice(0, valueStart) + written.replaceAll(encodeURIComponent(MASK), MASK);
		})
		.join('&');
}

function multipartWithoutSecrets(body: string, boundary: string): string {
	return body
		.split(`--${boundary}`)
		.map((part) => {
			const [head = ''] = /^[^]*?\r?\n\r?\n/.exec(part) ?? [];
			const content = part.slice(head.length);
			const name = /\bname\*?=(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(head);
			if (name === null) return part;
			const shownContent = isSecret(name[1] ?? name[2] ?? '')
				? MASK
				: valueWithoutSecrets(content.trimEnd());
			return `${head}${shownContent}${content.slice(content.trimEnd().length)}`;
		})
		.join(`--${boundary}`);
}
