import { quoted } from '../record/text';
import type { FieldReader } from '../input/fieldReader';

/** How many contacts of a group may be removed at most, in hundredths of a percent of its contacts, or as a number. */
export type RemovalLimit = { hundredths: number } | { count: number };

export const DEFAULT_MOST_REMOVALS = '10%';

const PERCENTAGE = /^([0-9]{1,3})(?:[.,]([0-9]{1,2}))?\s*%$/;
const COUNT = /^[0-9]{1,9}$/;
const WHOLE_GROUP = 10_000;

/**
 * Reads the field Most Removals: a percentage such as "10%", or a number such as "25".
 *
 * @throws NodeOperationError for anything else
 */
export function readRemovalLimit(fields: FieldReader, value: unknown): RemovalLimit {
	const text = fields.trimmedText(value, 'Most Removals') ?? DEFAULT_MOST_REMOVALS;
	if (COUNT.test(text)) return { count: Number(text) };
	const [, whole, decimals = ''] = PERCENTAGE.exec(text) ?? [];
	const hundredths = Number(`${whole}${decimals.padEnd(2, '0')}`);
	if (hundredths <= WHOLE_GROUP) return { hundredths };
	throw fields.error(
		`Most Removals is ${quoted(text)}, which is neither a percentage up to 100% nor a whole number.`,
		'Enter a percentage of the contacts in the group, e.g. 10%, or a number of contacts, e.g. 25, in Most Removals.',
	);
}

/** How many of this many contacts may be removed; a percentage is rounded down. */
export function mostRemovals(limit: RemovalLimit, contacts: number): number {
	if ('count' in limit) return limit.count;
	return Math.floor((contacts * limit.hundredths) / WHOLE_GROUP);
}

/** A limit as the user entered it. */
export function limitInWords(limit: RemovalLimit): string {
	return 'count' in limit ? String(limit.count) : `${limit.hundredths / 100}%`;
}
