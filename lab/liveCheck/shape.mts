/** Dates in the notations of the gateways, with or without a zone. */
const DATE =
	/^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** How many keys of an object and how deep a shape goes. */
const MOST_KEYS = 40;
const DEEPEST = 6;

/**
 * Describes a JSON value by names and types, without a single value: `{error: number, smss: {…}}`. A list shows its first
 * entry, and so does an object whose keys are IDs. Dates show their notation with zeros for digits.
 */
export function shapeOf(value: unknown, depth = 0): string {
	if (value === undefined) return 'no JSON';
	if (value === null) return 'null';
	if (typeof value === 'string') return shapeOfText(value);
	if (typeof value !== 'object') return typeof value;
	if (depth === DEEPEST) return '…';
	if (Array.isArray(value)) {
		if (value.length === 0) return 'empty list';
		return `list of ${value.length === 1 ? '1' : 'several'}: ${shapeOf(value[0], depth + 1)}`;
	}
	const entries = Object.entries(value);
	if (entries.length > 0 && entries.every(([key]) => !isName(key))) {
		return `by ID: ${shapeOf(entries[0]?.[1], depth + 1)}`;
	}
	const shown = entries
		.slice(0, MOST_KEYS)
		.map(([key, inner]) => `${isName(key) ? key : '(ID)'}: ${shapeOf(inner, depth + 1)}`);
	return `{${shown.join(', ')}${entries.length > MOST_KEYS ? ', …' : ''}}`;
}

/** Whether a key is a field's name, and not an ID or a phone number. */
function isName(key: string): boolean {
	return /^[A-Za-z_][\w-]{0,39}$/.test(key) && !/\d{3}/.test(key);
}

function shapeOfText(text: string): string {
	if (text === '') return 'empty text';
	if (DATE.test(text)) return `date as ${text.replace(/\d/g, '0')}`;
	if (/^[+-]?\d+(\.\d+)?$/.test(text)) return 'text of digits';
	return 'text';
}
