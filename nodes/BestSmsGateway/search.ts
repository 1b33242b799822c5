import type { IDataObject } from 'n8n-workflow';
import { numberOrNull, textOrNull } from '../shared/values';
import { plainText } from '../shared/text';

/** What a user searches for. */
export interface WordSearch {
	/** What to ask the gateway for, which finds that and more; undefined where it has to be asked for everything. */
	term: string | undefined;
	/** Whether each of the words is in one of these fields of a record, upper and lower case alike. */
	isIn(record: IDataObject, fields: string[]): boolean;
}

/** What a number has before it that the gateway does not store: a plus, or the 0 of its local form. */
const NUMBER_PREFIX = /^[+0]+(?=\d{6})/;

/**
 * Reads a search for words; undefined where there are none.
 *
 * The gateway's own search takes off zeros and spaces at both ends, leaves common words out, reads `%` and `_` as
 * any characters, a term like a batch id as one, and breaks at a question mark (fact sheet, sections 3 and 12.6). So
 * it is asked for the parts of the words that it understands, and what it finds is sorted out here.
 */
export function readSearch(value: unknown): WordSearch | undefined {
	const words = plainText(value)
		.toLowerCase()
		.split(/\s+/)
		.map((word) => word.replace(NUMBER_PREFIX, ''))
		.filter((word) => word !== '');
	if (words.length === 0) return undefined;
	const parts = words.flatMap((word) => word.match(/[\p{L}\p{N}]+/gu) ?? []);
	// Of zeros alone nothing is left there.
	const term = parts.filter((part) => numberOrNull(part) !== 0).join(' ');
	return {
		term: term === '' ? undefined : term,
		isIn(record, fields) {
			const texts = fields.map((field) => (textOrNull(record[field]) ?? '').toLowerCase());
			return words.every((word) => texts.some((text) => text.includes(word)));
		},
	};
}
