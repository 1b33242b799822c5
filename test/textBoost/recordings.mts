import { readFileSync } from 'node:fs';
import type { TextBoostVersion } from '../sandbox/textBoost/versions.mts';
import { TEXTBOOST_VERSIONS } from '../sandbox/textBoost/versions.mts';

/** A request to the real server, and what it answered. */
export interface RecordedRow {
	version: TextBoostVersion;
	name: string;
	method: string;
	/** With the prefix, e.g. `/api/v3/sms/send`; ids that were made on the way are names in braces. */
	path: string;
	body?: Record<string, string> | string;
	status: number;
	answer: unknown;
	/** How many SMS the operator behind the server really got, where the request sends. */
	smsHandedToTheOperator?: number;
}

/** What was recorded of all versions of the server. */
export const RECORDED: readonly RecordedRow[] = TEXTBOOST_VERSIONS.flatMap((version) => {
	const file = new URL(`../recorded/textboost-${version}.json`, import.meta.url);
	// The files are part of this repository.
	const { rows } = JSON.parse(readFileSync(file, 'utf8')) as {
		rows: Array<Omit<RecordedRow, 'version'>>;
	};
	return rows.map((row) => ({ ...row, version }));
});
