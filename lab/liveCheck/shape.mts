/** Dates in the notations of the gateways, with or without a zone. */
const DATE =
	/^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** How many keys of an object and how deep a shape goes. */
const MOST_KEYS = 40;
const DEEPEST = 6;

/**
 * Describes a JSON value by names and types, without a single value: `{error: number, smss: {…}}`. A list shows its first
 * entry. Dates show their notation with zeros for digits.
 *
 * @param names the fields whose names may be shown; any other key may be an ID, a number or the name of a person
 */
export function shapeOf(value: unknown, names: ReadonlySet<string>, depth = 0): string {
	if (value === undefined) return 'no JSON';
	if (value === null) return 'null';
	if (typeof value === 'string') return shapeOfText(value);
	if (typeof value !== 'object') return typeof value;
	if (depth === DEEPEST) return '…';
	const inner = (one: unknown) => shapeOf(one, names, depth + 1);
	if (Array.isArray(value)) {
		if (value.length === 0) return 'empty list';
		return `list of ${value.length === 1 ? '1' : 'several'}: ${inner(value[0])}`;
	}
	const entries = Object.entries(value);
	const named = entries.filter(([key]) => names.has(key));
	const others = entries.filter(([key]) => !names.has(key));
	const shown = named.slice(0, MOST_KEYS).map(([key, one]) => `${key}: ${inner(one)}`);
	if (named.length > MOST_KEYS) shown.push('…');
	const [other] = others;
	if (other !== undefined) {
		const count = others.length === 1 ? '1 other name' : `${others.length} other names`;
		shown.push(`(${count}): ${inner(other[1])}`);
	}
	return `{${shown.join(', ')}}`;
}

function shapeOfText(text: string): string {
	if (text === '') return 'empty text';
	if (DATE.test(text)) return `date as ${text.replace(/\d/g, '0')}`;
	if (/^[+-]?\d+(\.\d+)?$/.test(text)) return 'text of digits';
	return 'text';
}
