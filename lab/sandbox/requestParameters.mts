/** A gateway refuses a request; the message is the sentence that the vendor answers with. */
export class Refusal extends Error {}

/** Turns the value of a field into what it stands for, or throws a {@link Refusal} that names the field. */
export type Reader<Source, T> = (value: Source, name: string) => T;

/** The fields of one form or JSON object, to be read by name. */
export interface RequestParameters<Source> {
	required<T>(name: string, read: Reader<Source, T>): T;
	optional<T>(name: string, read: Reader<Source, T>): T | undefined;
}

/** A value of JSON as text: a text as it is, all else as JSON. */
export function asText(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Says what no document shows in a request, a sentence without a full stop. */
export type Note = (what: string) => void;

/**
 * Reads the fields of a form or JSON object. Every name that `read` does not ask for is given to `handleUnknown`; by
 * default it is refused.
 *
 * @throws Refusal for a missing or wrong field
 */
export function readParameters<Source, T>(
	values: ReadonlyMap<string, Source>,
	read: (fields: RequestParameters<Source>) => T,
	handleUnknown: (name: string) => void = refuseUnknown,
): T {
	const known = new Set<string>();
	const optional: RequestParameters<Source>['optional'] = (name, reader) => {
		known.add(name);
		const value = values.get(name);
		return value === undefined ? undefined : reader(value, name);
	};
	const result = read({
		optional,
		required(name, reader) {
			const value = optional(name, reader);
			if (value === undefined) throw new Refusal(`Parameter ${name} is missing`);
			return value;
		},
	});
	for (const name of values.keys()) {
		if (!known.has(name)) handleUnknown(name);
	}
	return result;
}

function refuseUnknown(name: string): void {
	throw new Refusal(`Unknown parameter ${name}`);
}

/** Takes a name that no document has as vendors do, which ignore it, and notes it. */
export function ignoreUnknown(note: Note): (name: string) => void {
	return (name) => note(`Parameter ${name} is not documented`);
}

/** Readers of plain values of a JSON object, where a number in quotes is not a number, except in an id. */
export const jsonScalars = {
	/** A text that is not empty. */
	text,
	int: wholeNumber,
	/** The number of a record, which some documents type as a string and write as a number. */
	id: (value: unknown, name: string) =>
		typeof value === 'string' ? digits(value, name) : wholeNumber(value, name),
};

/** A reader of whole numbers that refuses what is below `least` or above `most`. */
export function between<Source>(
	int: Reader<Source, number>,
	least: number,
	most: number,
): Reader<Source, number> {
	return (value, name) => {
		const number = int(value, name);
		if (number < least || number > most) {
			throw new Refusal(`Parameter ${name} must be between ${least} and ${most}`);
		}
		return number;
	};
}

/**
 * The entries of a JSON object.
 *
 * @throws Refusal when the value is something else
 */
export function readJsonObject(value: unknown, name: string): Map<string, unknown> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new Refusal(`${name} must be an object`);
	}
	return new Map<string, unknown>(Object.entries(value));
}

function text(value: unknown, name: string): string {
	if (typeof value !== 'string') throw new Refusal(`Parameter ${name} must be a string`);
	if (value === '') throw new Refusal(`Parameter ${name} is empty`);
	return value;
}

function digits(value: string, name: string): number {
	return wholeNumber(/^-?\d+$/.test(value) ? Number(value) : value, name);
}

function wholeNumber(value: unknown, name: string): number {
	if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
		throw new Refusal(`Parameter ${name} must be a whole number`);
	}
	return value;
}
