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
