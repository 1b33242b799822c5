import type { Note, Reader } from '../requestParameters.mts';
import { Refusal } from '../requestParameters.mts';
import { asText } from '../requestParameters.mts';

/** Readers of what a request holds that take what the vendor may take, and note what no document shows. */
export interface Readers {
	/** A text. Nothing where it is null or empty, which no document shows. */
	readonly text: Reader<unknown, string | undefined>;
	/** A text that may be empty, which means that it is not there: so the vendor's own n8n node (fact sheet 14.6). */
	readonly textOrNothing: Reader<unknown, string | undefined>;
	/** True or false (fact sheet 3.1), in a query as text. Other values are read as PHP reads them. */
	readonly flag: Reader<unknown, boolean>;
}

/** Makes the readers of one request. */
export function readersOf(note: Note): Readers {
	const textOrNothing: Readers['text'] = (value, name) => {
		if (value === '') return undefined;
		if (value === null) {
			note(`Parameter ${name} is null`);
			return undefined;
		}
		if (typeof value === 'string') return value;
		note(`Parameter ${name} is not a text`);
		return asText(value);
	};
	return {
		textOrNothing,
		text(value, name) {
			if (value === '') note(`Parameter ${name} is empty`);
			return textOrNothing(value, name);
		},
		flag(value, name) {
			if (value === true || value === 'true') return true;
			if (value === false || value === 'false') return false;
			note(`Parameter ${name} is neither true nor false`);
			return ![null, undefined, '', 0, '0'].some((no) => no === value);
		},
	};
}

/** One of the documented values, or nothing where it is empty. @throws Refusal for another one */
export function oneOf(text: Readers['text'], allowed: readonly string[]): Readers['text'] {
	return (value, name) => {
		const read = text(value, name);
		if (read === undefined || allowed.includes(read)) return read;
		throw new Refusal(`Parameter ${name} must be one of ${allowed.join(', ')}`);
	};
}
