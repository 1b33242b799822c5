import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { TEXTBOOST_TOKEN } from '../../../lab/sandbox/textBoost.mts';

/** A response from the server whose body is JSON. */
interface Reply {
	status: number;
	body: { status?: string; message?: string | null; data?: unknown; errors?: unknown };
}

interface RequestChanges {
	prefix?: 'v3' | 'http';
	/** Headers in place of the good ones; undefined takes one away. */
	headers?: Record<string, string | undefined>;
	/** The body as it is to be sent, in place of JSON. */
	rawBody?: string;
}

/** Calls the server as the samples of the vendor document do. */
export type Client = (
	method: string,
	path: string,
	body?: unknown,
	changes?: RequestChanges,
) => Promise<Reply>;

/** Makes a client that asks whichever sandbox `current` returns at the time of the call. */
export function createClient(current: () => Sandbox): Client {
	return async (method, path, body, { prefix = 'v3', headers = {}, rawBody } = {}) => {
		const { baseUrl, httpBaseUrl } = current().textBoost;
		const all = {
			authorization: `Bearer ${TEXTBOOST_TOKEN}`,
			accept: 'application/json',
			'content-type': 'application/json',
			...headers,
		};
		const given = Object.entries(all).flatMap(
			([name, value]): Array<[string, string]> => (value === undefined ? [] : [[name, value]]),
		);
		const response = await fetch(`${prefix === 'v3' ? baseUrl : httpBaseUrl}${path}`, {
			method,
			headers: given,
			body: rawBody ?? (body === undefined ? undefined : JSON.stringify(body)),
		});
		// All responses from this server are JSON objects; the tests compare them whole.
		return { status: response.status, body: (await response.json()) as Reply['body'] };
	};
}

/** The body of a send that is accepted, with changes; undefined takes a field away. */
export function smsWith(changes: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		recipient: '31612345678',
		sender_id: 'YourName',
		type: 'plain',
		message: 'This is a test message',
		...changes,
	};
}
