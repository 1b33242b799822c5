import { Failure } from './n8n/failure.mts';

export type JsonObject = Record<string, unknown>;

/** Whether a value is an object with keys, so neither null nor a list. */
export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns `value` as an object; `what` names it in the Failure that is thrown when it is none. */
export function readObject(value: unknown, what: string): JsonObject {
	if (isObject(value)) return value;
	throw unreadable(what, 'an object', value);
}

/** Returns `value` as a list; `what` names it in the Failure that is thrown when it is none. */
export function readList(value: unknown, what: string): unknown[] {
	if (Array.isArray(value)) return value;
	throw unreadable(what, 'a list', value);
}

/** Returns `value` as a text; `what` names it in the Failure that is thrown when it is none. */
export function readText(value: unknown, what: string): string {
	if (typeof value === 'string') return value;
	throw unreadable(what, 'a text', value);
}

function unreadable(what: string, wanted: string, value: unknown): Failure {
	const seen = JSON.stringify(value)?.slice(0, 200) ?? String(value);
	return new Failure(`${what} should be ${wanted}, but is: ${seen}`);
}
