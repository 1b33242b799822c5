import { isObject } from '../json.mts';

/** The value of a text in JSON; undefined for none. @throws SyntaxError */
export function parse(json: string | undefined): unknown {
	return json === undefined || json === '' ? undefined : JSON.parse(json);
}

/** What stands alone, or in a list. */
export function listOf(value: unknown): unknown[] {
	if (value === undefined) return [];
	return Array.isArray(value) ? value : [value];
}

/** A field of an object; undefined where it is none. */
export function field(value: unknown, name: string): unknown {
	return isObject(value) ? value[name] : undefined;
}

/** The parts of a text, split by commas. */
export function split(list: unknown): string[] {
	return typeof list === 'string' && list !== '' ? list.split(',') : [];
}
