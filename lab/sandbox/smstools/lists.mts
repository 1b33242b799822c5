import type { RequestParameters } from '../requestParameters.mts';
import { ignoreUnknown, readParameters } from '../requestParameters.mts';
import { CodedRefusal } from './refusals.mts';
import type { MethodAnswer, MethodRequest, SmstoolsState } from './state.mts';

/** The page that a caller wants. */
export interface Page {
	readonly limit: number;
	readonly page: number;
}

/** `limit` and `page` (vendor document b; errors 135 and 136). */
export function readPage(fields: RequestParameters<string>, { settings }: SmstoolsState): Page {
	const limit = Number(fields.optional('limit', digits) ?? settings.defaultPage);
	if (!Number.isInteger(limit) || limit < 1 || limit > 2000) {
		throw new CodedRefusal(135, 'limit must be an integer between 1 and 2000');
	}
	return { limit: Math.min(limit, settings.largestPage), page: readPageNumber(fields) };
}

/** `page` alone, for the lists that are not known to take `limit` (fact sheet 5.3, 5.4). */
export function readPageNumber(fields: RequestParameters<string>): number {
	const page = Number(fields.optional('page', digits) ?? 1);
	if (!Number.isInteger(page) || page < 1) {
		throw new CodedRefusal(136, 'page must be an integer greater than 0');
	}
	return page;
}

/** A list in the envelope of fact sheet 1.1. Only what is on the page is made a row of. */
export function envelope<T extends object>(
	name: string,
	records: readonly T[],
	{ limit, page }: Page,
	{ settings }: SmstoolsState,
	toRow: (record: T) => object = (record) => record,
): MethodAnswer {
	const shown = records.slice((page - 1) * limit, page * limit).map(toRow);
	return {
		status: 200,
		body: {
			total: settings.total === 'all' ? records.length : shown.length,
			shown: shown.length,
			page,
			limit,
			[name]: shown,
		},
	};
}

/** Notes the parameters of a call that has none. */
export function takesNothing({ query, note }: MethodRequest): void {
	readParameters(query, () => undefined, ignoreUnknown(note));
}

function digits(value: string): string {
	return /^\d+$/.test(value) ? value : 'NaN';
}
