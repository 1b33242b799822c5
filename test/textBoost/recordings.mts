import { readFileSync } from 'node:fs';
import type { TextBoostVersion } from '../../lab/sandbox/textBoost/versions.mts';
import { TEXTBOOST_VERSIONS } from '../../lab/sandbox/textBoost/versions.mts';

/** A request to the real server, and what it answered. */
export interface RecordedRow {
	version: TextBoostVersion;
	name: string;
	method: string;
	/** With the prefix, e.g. `/api/v3/sms/send`; ids that were made on the way are names in braces. */
	path: string;
	/** Which token it had in its header. */
	token: 'right' | 'none' | 'wrong';
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

/** What was recorded of requests that send. */
export const RECORDED_SENDS: readonly RecordedRow[] = RECORDED.filter(
	({ method, path }) => method === 'POST' && /\/sms\/(send|campaign)$/.test(path),
);

/** A field of what was sent; undefined where it was left out. */
export function fieldOf({ body }: RecordedRow, name: string): string | undefined {
	return typeof body === 'object' ? body[name] : undefined;
}

/** The status and the data of an answer; those of the recording all have both, or no data. */
export function answerOf({ answer }: RecordedRow): {
	status: unknown;
	message: unknown;
	data: unknown;
} {
	return { status: null, message: null, data: null, ...(answer as Record<string, unknown>) };
}

/** Whether the server said that it keeps the SMS for its time: it has rows of those only that went out. */
export function isKeptForLater(row: RecordedRow): boolean {
	const { status, data } = answerOf(row);
	return fieldOf(row, 'schedule_time') !== undefined && status === 'success' && data === null;
}
