/** A text or number as text; null where there is none. */
export function textOrNull(value: unknown): string | null {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** A number, also one written as text; null where there is none. */
export function numberOrNull(value: unknown): number | null {
	if (typeof value === 'number') return value;
	return typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))
		? Number(value)
		: null;
}

/** What a table has under a word that somebody else wrote, which may be one of JavaScript's own, such as "constructor". */
export function lookUp<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
	return Object.hasOwn(table, word) ? table[word] : undefined;
}
