import { START_SUB_ACCOUNT } from '../../../lab/sandbox/bestSmsGateway.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';

export type Parameters = Record<string, string | undefined>;

/** Calls the actions of a sandbox's BestSMSGateway, signed with the start account unless the parameters say otherwise. */
export interface Client {
	url: () => string;
	/** Calls an action by POST with an urlencoded form, and returns the JSON of its answer. */
	post: (action: string, parameters?: Parameters) => Promise<Record<string, unknown>>;
	/** Calls an action by GET with a query. */
	get: (action: string, parameters?: Parameters) => Promise<Record<string, unknown>>;
}

/** Makes a client that asks whichever sandbox `current` returns at the time of the call. */
export function createClient(current: () => Sandbox): Client {
	const url = () => current().bestSmsGateway.baseUrl;
	return {
		url,
		async post(action, parameters = {}) {
			const body = new URLSearchParams(signed(action, parameters));
			return await jsonOf(await fetch(url(), { method: 'POST', body }));
		},
		async get(action, parameters = {}) {
			return await jsonOf(
				await fetch(`${url()}?${new URLSearchParams(signed(action, parameters)).toString()}`),
			);
		},
	};
}

/** The parameters with the login and the action; undefined takes a parameter away. */
export function signed(action: string, parameters: Parameters): Record<string, string> {
	const all: Parameters = {
		sub_account: START_SUB_ACCOUNT.login,
		sub_account_pass: START_SUB_ACCOUNT.password,
		action,
		...parameters,
	};
	const given: Record<string, string> = {};
	for (const [name, value] of Object.entries(all)) if (value !== undefined) given[name] = value;
	return given;
}

async function jsonOf(response: Response): Promise<Record<string, unknown>> {
	if (response.status !== 200) throw new Error(`HTTP ${response.status}`);
	// Every response from this gateway is an object.
	return (await response.json()) as Record<string, unknown>;
}

/** The rows of a list. */
export function recordsOf({ records }: Record<string, unknown>): Array<Record<string, unknown>> {
	// Every list of this gateway is one of objects.
	return records as Array<Record<string, unknown>>;
}
