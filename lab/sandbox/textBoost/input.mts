import type { FastifyRequest } from 'fastify';
import { rawBodyOf, rawQueryOf } from '../http.mts';
import { asText } from '../requestParameters.mts';
import { Exception } from './answers.mts';

/** The parameters of a request by name, from its query and its JSON body. */
export type Input = ReadonlyMap<string, unknown>;

/**
 * What Laravel reads of a request: its body before its query, of a GET too (fact sheet 16.6). The body is JSON whatever
 * its type; anything else is read as empty (recorded: "bad JSON", "form body").
 */
export function readInput(request: FastifyRequest): Input {
	return new Map<string, unknown>([...queryOf(request), ...(jsonIn(request) ?? [])]);
}

/** The parameters in the query of a request, decoded. */
export function queryOf(request: FastifyRequest): URLSearchParams {
	return new URLSearchParams(rawQueryOf(request));
}

/** The entries of the body; undefined where it is not a JSON object. */
export function jsonIn(request: FastifyRequest): Array<[string, unknown]> | undefined {
	try {
		const json: unknown = JSON.parse(rawBodyOf(request));
		if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
		return Object.entries(json);
	} catch {
		return undefined;
	}
}

/**
 * Whether a parameter is there and holds something: Laravel trims texts (its default, inferred here), and makes null of
 * an empty one (recorded: "contact create, empty names").
 */
export function isFilled(input: Input, name: string): boolean {
	return textOf(input, name) !== null;
}

/** A parameter as PHP makes text of it; null where it is missing or empty. */
export function textOf(input: Input, name: string): string | null {
	const value = input.get(name);
	if (value === undefined || value === null) return null;
	const text = asText(value).trim();
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
