import { Exception } from './answers.mts';

/** The parameters of a request by name, from its query and its JSON body. */
export type Input = ReadonlyMap<string, unknown>;

/** Whether a parameter is there and holds something: Laravel trims texts, and makes null of an empty one. */
export function isFilled(input: Input, name: string): boolean {
	return textOf(input, name) !== null;
}

/** A parameter as PHP makes text of it; null where it is missing or empty. */
export function textOf(input: Input, name: string): string | null {
	const value = input.get(name);
	if (value === undefined || value === null) return null;
	const text = (typeof value === 'object' ? JSON.stringify(value) : String(value)).trim();
	return text === '' ? null : text;
}

/** What Laravel says of each required parameter that is missing (recorded: "send, no message"). */
export function missing(input: Input, names: readonly string[]): string[] {
	return names
		.filter((name) => !isFilled(input, name))
		.map((name) => `The ${name.replaceAll('_', ' ')} field is required.`);
}

/**
 * Refuses a request with complaints about its parameters: the first, and how many more there are (recorded: "group
 * update to a taken name" of 3.1.0).
 *
 * @throws Exception where there are any
 */
export function complain([first, ...others]: readonly string[]): void {
	if (first === undefined) return;
	const count = others.length;
	const more = count === 0 ? '' : ` (and ${count} more error${count === 1 ? '' : 's'})`;
	throw new Exception('validation', `${first}${more}`);
}
