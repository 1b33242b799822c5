/** Whether PHP takes a value for empty: it is missing, null, false, 0, '', '0', or an array with nothing in it. */
export function isEmpty(value: unknown): boolean {
	if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
	return value === undefined || value === null || value === '0' || !value;
}

/** A value as PHP writes it where a text is wanted. An array is the word `Array`. */
export function asText(value: unknown): string {
	switch (typeof value) {
		case 'string':
			return value;
		case 'number':
			return String(value);
		case 'boolean':
			return value ? '1' : '';
		default:
			return value === null || value === undefined ? '' : 'Array';
	}
}

/** Whether PHP takes a text for a number: also one with a point, with an exponent, or with blanks around it. */
export function isNumeric(text: string): boolean {
	return /^\s*[-+]?(\d+(?:\.\d*)?|\.\d+)(e[-+]?\d+)?\s*$/i.test(text);
}

/** The items of an array, which PHP makes of a JSON list, of a JSON object, and of `name[0]`; none of anything else. */
export function itemsOf(value: unknown): unknown[] {
	return typeof value === 'object' && value !== null ? Object.values(value) : [];
}
