import { inspect } from 'node:util';
import { isObject } from '../json.mts';
import { isFunction, type AnyFunction } from './exportedFunctions.mts';

/** Shorter ones are not worth a name. */
const SHORTEST_SHARED = 40;

/**
 * Writes values as JavaScript. What occurs more than once in them is written once, as a constant: the fields that
 * operations have in common are most of a description.
 *
 * @param codeOfFunction writes a function
 * @returns the constants, which come first, and the code of each value
 * @throws TypeError for a value that has no literal, such as a date
 */
export function sharedCode(
	values: readonly unknown[],
	codeOfFunction: (value: AnyFunction) => string,
): { constants: string[]; codes: string[] } {
	const literal = (value: unknown, codeOf: (inner: unknown) => string): string => {
		if (isFunction(value)) return codeOfFunction(value);
		if (Array.isArray(value)) return `[${value.map(codeOf).join()}]`;
		if (isObject(value) && Object.getPrototypeOf(value) === Object.prototype) {
			const fields = Object.entries(value).map(
				([key, inner]) => `${JSON.stringify(key)}:${codeOf(inner)}`,
			);
			return `{${fields.join()}}`;
		}
		if (typeof value === 'string') return JSON.stringify(value);
		if (value === null || ['number', 'boolean', 'undefined'].includes(typeof value)) {
			return String(value);
		}
		throw new TypeError(`${inspect(value)} cannot be written as code.`);
	};
	const whole = (value: unknown): string => literal(value, whole);

	const times = new Map<string, number>();
	const count = (value: unknown): void => {
		const code = whole(value);
		const before = times.get(code) ?? 0;
		times.set(code, before + 1);
		if (before > 0) return;
		if (typeof value === 'object' && value !== null) Object.values(value).forEach(count);
	};
	values.forEach(count);

	const constants: string[] = [];
	const names = new Map<string, string>();
	const short = (value: unknown): string => {
		const code = whole(value);
		const isShared = code.length >= SHORTEST_SHARED && (times.get(code) ?? 0) > 1;
		if (!isShared) return literal(value, short);
		const known = names.get(code);
		if (known !== undefined) return known;
		const ownCode = literal(value, short);
		const name = `shared${constants.length}`;
		names.set(code, name);
		constants.push(`const ${name}=${ownCode};`);
		return name;
	};
	return { codes: values.map(short), constants };
}
