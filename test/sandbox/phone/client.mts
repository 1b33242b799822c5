import { isObject } from '../../../lab/json.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';

/** Calls the control API; returns the HTTP status and the JSON. */
export async function control(
	sandbox: Pick<Sandbox, 'origin'>,
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = {},
): Promise<{ status: number; json: unknown }> {
	const response = await fetch(`${sandbox.origin}/control${path}`, {
		method,
		headers: {
			...(body !== undefined && { 'content-type': 'application/json' }),
			...headers,
		},
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	return { status: response.status, json: await response.json() };
}

/** A field of an object in a response. */
export function fieldOf(json: unknown, name: string): unknown {
	return isObject(json) ? json[name] : undefined;
}
