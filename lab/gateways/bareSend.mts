import type { Sandbox } from '../sandbox/sandbox.mts';
import type { Gateway } from './gateway.mts';
import { headersOf } from './singleSms.mts';

/** Sends one SMS with a bare request, as the vendor's document has it; rejects where the connection breaks. */
export async function sendBare(
	sandbox: Sandbox,
	{ credential, singleSms }: Gateway,
	number: string,
	text: string,
	signal?: AbortSignal,
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
		...(signal !== undefined && { signal }),
		headers: { ...headersOf(singleSms), ...headers },
		body:
			singleSms.encoding === 'form'
				? new URLSearchParams(values).toString()
				: JSON.stringify(values),
	});
	return { status: response.status, body: await response.text() };
}
