import type { IDataObject } from 'n8n-workflow';
import type { Reading } from '../../shared/failure/failure';
import { refusal, success } from '../../shared/failure/failure';
import { unreadable } from '../../shared/failure/unreadable';
import { isJsonObject, isRecord } from '../../shared/record/json';
import type { RowReader } from '../../shared/record/rows';
import { onlyObjects } from '../../shared/record/rows';
import { SERVICE } from './account';

/**
 * Reads the value of `smss` or `device`: an object with ids for keys, or an array. `[]`, `{}`,
 * null and a missing value all mean none (vendor document, sections 4 and 8; PHP's empty array:
 * fact sheet, section 1.4).
 *
 * @param name what the rows are, in the plural, for the sentence
 * @param rowsIn what to do with a row that is no object
 */
export function readRows(
	value: unknown,
	name: string,
	rowsIn: RowReader = onlyObjects,
): Reading<IDataObject[]> {
	if (value === undefined || value === null || value === '') return success([]);
	const entries: unknown[] | undefined = Array.isArray(value)
		? value
		: isRecord(value)
			? Object.entries(value).map(([id, row]) => (isJsonObject(row) ? { id, ...row } : row))
			: undefined;
	const rows = entries && rowsIn(entries);
	if (rows) return success(rows);
	return refusal(unreadable(SERVICE, `a list of ${name}`, value));
}
