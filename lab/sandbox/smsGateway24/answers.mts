import type { SmsGateway24Settings } from './settings.mts';

type Json = Record<string, unknown>;

/** Rows keyed by id, or what the gateway puts in their place when there are none; undefined leaves the key out. */
export function emptyOr({ emptyShape }: SmsGateway24Settings, rows: Json): unknown {
	if (Object.keys(rows).length > 0) return rows;
	switch (emptyShape) {
		case '[]':
			return [];
		case '{}':
			return {};
		case 'null':
			return null;
		case 'missing':
			return undefined;
	}
}

/** A success of a method whose samples disagree about `error`, with the key as the settings say. */
export function withErrorKey({ errorKey }: SmsGateway24Settings, answer: Json): Json {
	switch (errorKey) {
		case 'number':
			return { error: 0, ...answer };
		case 'string':
			return { error: '0', ...answer };
		case 'missing':
			return answer;
	}
}

/** Thrown where PHP would end for want of memory: HTTP 500 without a body, as it answers unless it shows errors. */
export class OutOfMemory extends Error {}
