import { unprocessable } from './answers.mts';

/** Says what is wrong with a value; undefined where nothing is. */
export type Check = (value: unknown) => string | undefined;

export interface Rule {
	required: boolean;
	check: Check;
}

export const required = (check: Check): Rule => ({ required: true, check });
export const optional = (check: Check): Rule => ({ required: false, check });

/**
 * Reads the fields of a request, all as text.
 *
 * @throws Refused with every complaint by field: what is missing, what is wrong, and what no document names
 */
export function readInput<Name extends string>(
	values: ReadonlyMap<string, unknown>,
	rules: Record<Name, Rule>,
): Partial<Record<Name, string>> {
	const errors: Record<string, string[]> = {};
	const read: Partial<Record<Name, string>> = {};
	// The names of an object literal with these keys.
	for (const name of Object.keys(rules) as Name[]) {
		const label = name.toLowerCase().replaceAll('_', ' ');
		const value = values.get(name);
		if (value === undefined || value === null || value === '') {
			if (rules[name].required) errors[name] = [`The ${label} field is required.`];
			continue;
		}
		const complaint = rules[name].check(value);
		if (complaint === undefined) read[name] = String(value);
		else errors[name] = [`The ${label} ${complaint}`];
	}
	for (const name of values.keys()) {
		if (!(name in rules)) errors[name] = [`The ${name} field is not known.`];
	}
	if (Object.keys(errors).length > 0) throw unprocessable(errors);
	return read;
}

export const text: Check = (value) => (typeof value === 'string' ? undefined : 'must be a string.');

/** "number", shown as a text of digits in the samples (vendor document, contacts). */
export const phone: Check = (value) =>
	/^\d{3,15}$/.test(String(value)) ? undefined : 'must be a number.';

export const url: Check = (value) =>
	typeof value === 'string' && URL.canParse(value) && /^https?:/.test(value)
		? undefined
		: 'must be a valid URL.';

/** A number with country code, or up to 11 letters and digits (vendor document, send). */
export const senderId: Check = (value) =>
	typeof value === 'string' && (/^\+?\d{3,15}$/.test(value) || /^[\p{L}\d .&-]{1,11}$/u.test(value))
		? undefined
		: 'is invalid.';

export function oneOf(allowed: readonly string[]): Check {
	return (value) =>
		typeof value === 'string' && allowed.includes(value) ? undefined : 'is invalid.';
}

/** A date and time in this format of PHP's, in digits, that exists. */
export function dateTime(format: 'Y-m-d H:i' | 'Y-m-d H:i:s'): Check {
	const shape =
		format === 'Y-m-d H:i' ? /^\d{4}-\d\d-\d\d \d\d:\d\d$/ : /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
	return (value) => {
		const written = String(value);
		const utc = `${written.replace(' ', 'T')}Z`;
		const exists =
			shape.test(written) &&
			!Number.isNaN(Date.parse(utc)) &&
			new Date(utc).toISOString().startsWith(written.replace(' ', 'T'));
		return exists ? undefined : `does not match the format ${format}.`;
	};
}
