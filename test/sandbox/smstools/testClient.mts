import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { SMSTOOLS_ACCOUNT } from '../../../lab/sandbox/smstools.mts';

/** A response from the gateway; the body is undefined where there was none. */
export interface Answer {
	status: number;
	body: unknown;
}

export const KEYS = {
	'x-client-id': SMSTOOLS_ACCOUNT.clientId,
	'x-client-secret': SMSTOOLS_ACCOUNT.clientSecret,
};

/** Calls the methods of a sandbox's Smstools as its documents show. */
export interface Client {
	url: (path: string) => string;
	get: (path: string) => Promise<Answer>;
	post: (path: string, body: unknown) => Promise<Answer>;
	patch: (path: string, body: unknown) => Promise<Answer>;
}

/** Makes a client that asks whichever sandbox `current` returns at the time of the call. */
export function createClient(current: () => Sandbox): Client {
	const url = (path: string) => `${current().smstools.baseUrl}${path}`;
	const write = async (method: string, path: string, body: unknown) =>
		await answerOf(
			await fetch(url(path), {
				method,
				headers: { ...KEYS, 'content-type': 'application/json' },
				body: JSON.stringify(body),
			}),
		);
	return {
		url,
		get: async (path) => await answerOf(await fetch(url(path), { headers: KEYS })),
		post: async (path, body) => await write('POST', path, body),
		patch: async (path, body) => await write('PATCH', path, body),
	};
}

/** Reads an answer. */
export async function answerOf(response: Response): Promise<Answer> {
	const text = await response.text();
	return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

/** A message that is accepted. */
export const goodMessage = { message: 'Hello', to: '32474123456', sender: 'Bakery' };

/** A message id, as recorded (fact sheet 3.1). */
export const MESSAGE_ID = /^[0-9a-z]{30}$/;
