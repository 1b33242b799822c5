/** Names under which the server shows a token, of this account or another one (fact sheet, sections 5.4 and 16.7). */
const TOKEN_NAME = /^(?:api|access|auth|bearer|remember)_?-?(?:key|token|secret)$/i;

const MASK = '•••';
/** Deeper than any response from the server. */
const DEEPEST = 50;

/**
 * A value from the server without the token, wherever it stands: fields named as one are left out; elsewhere it is
 * masked.
 *
 * @param secrets the token, whole and in part
 */
export function withoutSecrets(value: unknown, secrets: readonly string[]): unknown {
	return strip(
		value,
		secrets.filter((secret) => secret.trim() !== ''),
		0,
	);
}

/** Stands for a value that is left out. */
const GONE = Symbol('left out');

function strip(value: unknown, secrets: readonly string[], depth: number): unknown {
	if (typeof value === 'string') {
		return secrets.reduce((text, secret) => text.split(secret).join(MASK), value);
	}
	if (typeof value !== 'object' || value === null) return value;
	if (depth === DEEPEST) return GONE;
	if (Array.isArray(value)) {
		return value
			.map((entry: unknown) => strip(entry, secrets, depth + 1))
			.filter((e) => e !== GONE);
	}
	const kept = Object.entries(value).flatMap(([name, entry]): Array<[string, unknown]> => {
		if (TOKEN_NAME.test(name) || secrets.some((secret) => name.includes(secret))) return [];
		const inner = strip(entry, secrets, depth + 1);
		return inner === GONE ? [] : [[name, inner]];
	});
	// Not by assignment, which would take a field named "__proto__" for something else.
	return Object.fromEntries(kept);
}
