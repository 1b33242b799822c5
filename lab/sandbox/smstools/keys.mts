import type { IncomingHttpHeaders } from 'node:http';
import type { Note } from '../requestParameters.mts';
import { CodedRefusal } from './refusals.mts';
import type { SmstoolsState } from './state.mts';

/** The names of a key: of its header, as the samples have it, and of its parameter, as the tables have it. */
const KEYS = [
	{ header: 'x-client-id', parameter: 'client_id' },
	{ header: 'x-client-secret', parameter: 'client_secret' },
] as const;

interface Signed {
	readonly headers: IncomingHttpHeaders;
	readonly query: ReadonlyMap<string, string>;
	readonly body: unknown;
}

/**
 * Checks the keys, and returns query and body without them. They are in the headers `X-Client-Id` and
 * `X-Client-Secret` (vendor documents a and b, samples). The tables of both list them as parameters `client_id` and
 * `client_secret`: in the query a third party's client has them (fact sheet 14.9), in the body nobody was seen to.
 *
 * @throws CodedRefusal 104 for wrong keys, 200 for an address that is not allowed
 */
export function authenticate(
	{ headers, query, body }: Signed,
	{ account, settings }: SmstoolsState,
	note: Note,
): Pick<Signed, 'query' | 'body'> {
	const fields = new Map<string, unknown>(isObject(body) ? Object.entries(body) : []);
	const [id, secret] = KEYS.map(({ header, parameter }) => {
		if (query.has(parameter)) note(`Parameter ${parameter} in the query is a third party's only`);
		if (fields.has(parameter)) note(`Parameter ${parameter} in the body is in no sample`);
		return headers[header] ?? query.get(parameter) ?? fields.get(parameter);
	});
	if (id !== account.clientId || secret !== account.clientSecret) {
		throw new CodedRefusal(104, 'Invalid credentials', settings.wrongKeysStatus);
	}
	if (!settings.addressAllowed) throw new CodedRefusal(200, 'Your IP address is not allowed');
	return {
		query: withoutKeys(query),
		body: isObject(body) ? Object.fromEntries(withoutKeys(fields)) : body,
	};
}

function withoutKeys<T>(values: ReadonlyMap<string, T>): Map<string, T> {
	return new Map([...values].filter(([name]) => !KEYS.some(({ parameter }) => parameter === name)));
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
