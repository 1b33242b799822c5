import type { FastifyRequest } from 'fastify';
import {
	announcesBody,
	formEntriesOf,
	isForm,
	isMultipart,
	rawBodyOf,
	rawQueryOf,
} from '../http.mts';
import type { Note, Reader } from '../requestParameters.mts';
import { readJsonObject, Refusal } from '../requestParameters.mts';
import { asText } from '../requestParameters.mts';

/**
 * The parameters of a request: of a GET those of its query, of a POST those of its form, urlencoded or multipart (fact
 * sheet 1 and 7.5). The rest is as PHP has it, and noted: of a name that comes twice the last, both query and form of a
 * POST, only the query where another HTTP method is used, no parameters in a body of another type.
 */
export function parametersOf(request: FastifyRequest, note: Note): Map<string, string> {
	const query = [...new URLSearchParams(rawQueryOf(request))];
	noteFlaws(rawQueryOf(request), query, 'query', note);
	if (request.method !== 'POST') {
		if (request.method !== 'GET') note(`Method ${request.method} is not documented`);
		if (announcesBody(request)) note(`A body of ${request.method} is not documented`);
		return new Map(query);
	}
	for (const [name] of query) note(`Parameter ${name} in the query of a POST is not documented`);
	return new Map([...query, ...formFieldsOf(request, note)]);
}

function formFieldsOf(request: FastifyRequest, note: Note): ReadonlyArray<[string, string]> {
	if (isMultipart(request)) return formEntriesOf(request);
	const type = request.headers['content-type'];
	if (!isForm(request)) note(`Content type ${type ?? ''} is not documented`);
	// PHP ignores the charset.
	if (!/^application\/x-www-form-urlencoded *(;|$)/i.test(type ?? '')) return [];
	const fields = [...new URLSearchParams(rawBodyOf(request))];
	noteFlaws(rawBodyOf(request), fields, 'form', note);
	return fields;
}

function noteFlaws(
	encoded: string,
	fields: ReadonlyArray<[string, string]>,
	where: 'query' | 'form',
	note: Note,
): void {
	if (!isUrlEncoded(encoded)) note(`The ${where} is not urlencoded UTF-8`);
	const names = fields.map(([name]) => name);
	const twice = new Set(names.filter((name, place) => names.indexOf(name) < place));
	for (const name of twice) note(`Parameter ${name} comes twice`);
}

function isUrlEncoded(encoded: string): boolean {
	if (!/^[\x21-\x7e]*$/.test(encoded)) return false;
	try {
		// URLSearchParams would replace a broken sequence silently.
		decodeURIComponent(encoded);
		return true;
	} catch {
		return false;
	}
}

/**
 * Readers of parameters. What is in no document is noted and read as PHP casts it (inferred): a number from the digits at
 * its start, a yes from whatever is neither empty nor 0.
 */
export interface Readers {
	/** A text that is not empty. @throws Refusal for an empty one, as for one that is missing */
	readonly text: Reader<string, string>;
	/** A whole number; an empty text is none. */
	readonly int: Reader<string, number | undefined>;
	/** A whole number that is not to be empty, such as an id. @throws Refusal for an empty one */
	readonly id: Reader<string, number>;
	/** A 0 or 1. */
	readonly flag: Reader<string, boolean>;
	/** SIM or channel, 0 to 5 (fact sheet 1.1). */
	readonly sim: Reader<string, number | undefined>;
}

/** Makes the readers of one request. */
export function readersOf(note: Note): Readers {
	const text: Readers['text'] = (value, name) => {
		if (value === '') throw new Refusal(`Parameter ${name} is empty`);
		return value;
	};
	const int: Readers['int'] = (value, name) => {
		if (value === '') {
			note(`Parameter ${name} is empty`);
			return undefined;
		}
		const number = Number.parseInt(value, 10) || 0;
		const isWhole = /^-?\d+$/.test(value) && Number.isSafeInteger(number);
		if (!isWhole) note(`Parameter ${name} is not a whole number`);
		return number;
	};
	return {
		text,
		int,
		id: (value, name) => int(text(value, name), name) ?? 0,
		flag(value, name) {
			if (!['0', '1'].includes(value)) note(`Parameter ${name} is neither 0 nor 1`);
			return !['', '0'].includes(value);
		},
		sim(value, name) {
			const sim = int(value, name);
			if (sim !== undefined && (sim < 0 || sim > 5)) note(`Parameter ${name} is not 0 to 5`);
			return sim;
		},
	};
}

/** The fields that `datajson` and its items have as texts, and as numbers; either are accepted for `device_id`. */
const TEXTS = ['sendto', 'body', 'timetosend', 'token'];

/**
 * The fields of an object in `datajson` as a form would have them. Vendor document 3 and the vendor's examples (fact
 * sheet 7.5) write numbers as numbers and as texts.
 *
 * @throws Refusal when the value is not an object
 */
export function fieldsOfJson(value: unknown, name: string, note: Note): Map<string, string> {
	const fields = new Map<string, string>();
	for (const [key, entry] of readJsonObject(value, name)) {
		if (entry === null) note(`Parameter ${key} is null`);
		else if (typeof entry === 'object') note(`Parameter ${key} is neither text nor number`);
		else if (typeof entry === 'boolean') {
			note(`Parameter ${key} is neither text nor number`);
			fields.set(key, entry ? '1' : '');
		} else {
			if (typeof entry === 'number' && TEXTS.includes(key)) note(`Parameter ${key} is not a text`);
			fields.set(key, asText(entry));
		}
	}
	return fields;
}
