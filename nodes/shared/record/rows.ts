import type { IDataObject } from 'n8n-workflow';
import { isJsonObject } from './json';

/** Reads the rows of a list; undefined where they are not what a list has. */
export type RowReader = (rows: unknown[]) => IDataObject[] | undefined;

/** Rows that are all objects. */
export function onlyObjects(rows: unknown[]): IDataObject[] | undefined {
	return rows.every(isJsonObject) ? rows : undefined;
}

/**
 * Rows of which some may be no object: such a one becomes an object without an id, which a trigger reports
 * as an odd record. Undefined where no row is an object.
 */
export function withOddRows(rows: unknown[]): IDataObject[] | undefined {
	if (rows.length > 0 && !rows.some(isJsonObject)) return undefined;
	return rows.map((row) => (isJsonObject(row) ? row : { row: JSON.stringify(row) }));
}
