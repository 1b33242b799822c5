import { hasWholeNumber } from '../../shared/input/digitsInText';
import { comparable } from '../../shared/input/phoneNumber';
import { isRecord } from '../../shared/record/json';
import type { VendorError } from './errors';
import { readVendorError } from './errors';
import { idsIn } from './ids';

/** What an answer says of all that a request held. */
export interface BulkAnswer {
	ids: string[];
	errors: VendorError[];
	/** The answer as it came. */
	body: unknown;
}

/** What an answer says of one recipient or contact. */
export type Share =
	/** `id` is null where the answer does not tell which id is whose. */
	| { kind: 'accepted'; id: string | null }
	| { kind: 'refused'; error: VendorError }
	/** It cannot be told from the others. `errors` are those that name none of them. */
	| { kind: 'unclear'; errors: VendorError[] };

/**
 * Reads an answer with ids, `errors` or both (vendor document a; fact sheet, section 3.1), or an
 * array of rows that have either: for an array of messages the answer is not documented.
 *
 * @param isOpen whether an answer without any id is a good one too, because the documents leave it open
 */
export function readBulkAnswer(body: unknown, isOpen = false): BulkAnswer | undefined {
	const rows: unknown[] = Array.isArray(body) ? body : [body];
	if (rows.length === 0 || !rows.every(isRecord)) return undefined;
	const ids = rows.flatMap(idsIn);
	const errors = rows.flatMap((row) => [...errorsOf(row.errors), ...errorsOf([row])]);
	return isOpen || ids.length > 0 || errors.length > 0 ? { ids, errors, body } : undefined;
}

/**
 * Tells what an answer says of each number of a request. An error belongs to the number that its
 * sentence names; there is no index (fact sheet, section 5.1). An id belongs to a number where there
 * are as many as numbers left, and only one, or ids that come in the order of the request.
 *
 * @param numbers what was sent, no number twice
 * @param isInOrder whether the documents give ids in the order of the request
 */
export function sharesOf(numbers: string[], answer: BulkAnswer, isInOrder: boolean): Share[] {
	const { ids, errors } = answer;
	const [onlyError] = errors;
	if (numbers.length === 1 && (ids.length === 0 || onlyError === undefined)) {
		const id = ids.length === 1 ? (ids[0] ?? null) : null;
		return [onlyError ? { kind: 'refused', error: onlyError } : { kind: 'accepted', id }];
	}
	const errorOf = numbers.map((number) => errors.find((error) => names(error, number)));
	const unnamed = errors.filter((error) => !numbers.some((number) => names(error, number)));
	const left = errorOf.filter((error) => error === undefined).length;

	const [firstUnnamed] = unnamed;
	const isNoneAccepted = ids.length === 0 && unnamed.length >= left;
	const isOpen = ids.length === 0 && errors.length === 0;
	const isClear = unnamed.length === 0 && (isOpen || ids.length === left);
	const idsLeft = isInOrder || left === 1 ? [...ids] : [];
	return errorOf.map((error): Share => {
		// More ids than numbers without an error contradict the errors.
		if (error !== undefined && ids.length <= left) return { kind: 'refused', error };
		if (isClear) return { kind: 'accepted', id: idsLeft.shift() ?? null };
		if (isNoneAccepted && firstUnnamed) return { kind: 'refused', error: firstUnnamed };
		return { kind: 'unclear', errors: unnamed };
	});
}

function errorsOf(value: unknown): VendorError[] {
	const entries: unknown[] = Array.isArray(value) ? value : [];
	return entries.flatMap((entry) => readVendorError(entry) ?? []);
}

/** Whether an error's sentence holds a number, with or without its plus, and not as part of a longer one. */
function names({ sentence = '' }: VendorError, number: string): boolean {
	return hasWholeNumber(sentence, comparable(number));
}
