import { isObject } from '../../../lab/json.mts';
import type { Gateway } from '../../../lab/gateways/gateway.mts';
import { headersOf } from '../../../lab/gateways/singleSms.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';

/** Sends one SMS with a bare request, as the vendor's document has it; rejects where the connection breaks. */
export async function sendTo(
	sandbox: Sandbox,
	{ credential, singleSms }: Gateway,
	number: string,
	text: string,
): Promise<{ status: number; body: string }> {
	const { data } = credential(sandbox);
	const { headers, fields } = singleSms.signatureOf(data);
	const values = {
		...singleSms.constants,
		[singleSms.numberField]: number,
		[singleSms.textField]: text,
		...fields,
	};
	const response = await fetch(`${String(data['baseUrl'])}${singleSms.path}`, {
		method: 'POST',
		headers: { ...headersOf(singleSms), ...headers },
		body:
			singleSms.encoding === 'form'
				? new URLSearchParams(values).toString()
				: JSON.stringify(values),
	});
	return { status: response.status, body: await response.text() };
}

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
