import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { PIXEL_7, START_ACCOUNT } from '../../../lab/sandbox/smsGateway24.mts';

export type Parameters = Record<string, string>;

/** A response from the gateway whose body is JSON. */
export interface Answer {
	status: number;
	body: unknown;
}

/** Calls the methods of a sandbox's SmsGateway24 in the two ways of the documents. */
export interface Client {
	/** The address of a method. */
	url: (method: string) => string;
	/** Calls a method by POST with an urlencoded form. */
	post: (method: string, parameters: Parameters) => Promise<Answer>;
	/** Calls a method by GET with a query. */
	get: (method: string, parameters: Parameters) => Promise<Answer>;
}

/** Makes a client that asks whichever sandbox `current` returns at the time of the call. */
export function createClient(current: () => Sandbox): Client {
	const url = (method: string) => `${current().smsGateway24.baseUrl}/${method}`;
	return {
		url,
		async post(method, parameters) {
			const body = new URLSearchParams(parameters);
			return answerOf(await fetch(url(method), { method: 'POST', body }));
		},
		async get(method, parameters) {
			return answerOf(await fetch(`${url(method)}?${new URLSearchParams(parameters).toString()}`));
		},
	};
}

/** Reads an answer. */
export async function answerOf(response: Response): Promise<Answer> {
	return { status: response.status, body: await response.json() };
}

/** An answer that carries a success. */
export function success(body: object): Answer {
	return { status: 200, body };
}

/** The answer to what the gateway refuses; `message` may be a matcher. */
export function failure(message: unknown): Answer {
	return { status: 200, body: { error: 1, message } };
}

/** The parameters of an `addsms` that is accepted, with changes; undefined takes a parameter away. */
export function smsWith(changes: Record<string, string | undefined> = {}): Parameters {
	return given({
		token: START_ACCOUNT.token,
		sendto: '+4915752982212',
		body: 'Hello',
		device_id: String(PIXEL_7.id),
		...changes,
	});
}

/** The parameters without those that are undefined. */
export function given(parameters: Record<string, string | undefined>): Parameters {
	const result: Parameters = {};
	for (const [name, value] of Object.entries(parameters)) {
		if (value !== undefined) result[name] = value;
	}
	return result;
}

/** An item of `addalotofsms` that is accepted. */
export const bulkItem = { sendto: '015752982212', body: 'Hello', sim: 1, device_id: PIXEL_7.id };

/** The parameters of an `addalotofsms` with these items, which may be nonsense. */
export function bulk(smsdata: unknown): Parameters {
	return { datajson: JSON.stringify({ token: START_ACCOUNT.token, smsdata }) };
}

/** A second account for a test to add. */
export const OTHER_ACCOUNT = {
	email: 'other@example.com',
	password: 'other',
	token: '0'.repeat(32),
} as const;
