import type { FastifyRequest } from 'fastify';
import qs from 'qs';
import { formEntriesOf, rawQueryOf } from '../http.mts';
import { asText, isEmpty } from './php.mts';

/** The parameters of a request. */
export interface Parameters {
	readonly names: readonly string[];
	/** Whether the parameter is there, with or without something in it. */
	has(name: string): boolean;
	/** As it came: a text, or an array where the name has brackets; undefined where it is missing. */
	get(name: string): unknown;
	/** As a text; '' where the gateway takes it for not given: it is missing, '' or '0' (fact sheet 1, 3). */
	text(name: string): string;
}

/**
 * Reads the parameters as PHP does: those of the query and, on a POST, those of an urlencoded or multipart form, which
 * go before (recorded: "account multipart", "account POST with query", "PUT"). Bodies of other types and other methods
 * are not read (recorded: "account json body"). Brackets in a name make an array (recorded: "send php array"). What
 * comes after the thousandth is not seen, which is PHP's own default.
 */
export function readParameters(request: FastifyRequest): Parameters {
	const values: Record<string, unknown> = {
		...parse(rawQueryOf(request)),
		...(request.method === 'POST' &&
			parse(new URLSearchParams([...formEntriesOf(request)]).toString())),
	};
	return {
		names: Object.keys(values),
		has: (name) => Object.hasOwn(values, name),
		get: (name) => values[name],
		text: (name) => (isEmpty(values[name]) ? '' : asText(values[name])),
	};
}

function parse(encodedPairs: string): Record<string, unknown> {
	return qs.parse(encodedPairs, {
		plainObjects: true,
		duplicates: 'last',
		arrayLimit: 5000,
		parameterLimit: 1000,
	});
}
