import { isRecord } from '../../shared/record/json';
import { textOrNull } from '../../shared/record/values';

/**
 * The names under which the vendor gives an id, the one of a message first: it is the one that a
 * send returns, and not the same as the `ID` of a row (fact sheet, sections 3 and 10.6).
 */
const ID_KEYS = ['messageid', 'messageId', 'messageids', 'ID', 'IDs'];

/** All ids in an object of an answer, each as text, from arrays and bare values (fact sheet, section 10.1). */
export function idsIn(value: unknown): string[] {
	if (!isRecord(value)) return [];
	const key = ID_KEYS.find((name) => listOf(value[name]).length > 0);
	return key === undefined ? [] : listOf(value[key]);
}

/** The id of a row; null where it has none. */
export function idOf(row: unknown): string | null {
	return idsIn(row)[0] ?? null;
}

function listOf(value: unknown): string[] {
	const values: unknown[] = Array.isArray(value) ? value : [value];
	return values.map(textOrNull).filter((id): id is string => id !== null && id !== '');
}
