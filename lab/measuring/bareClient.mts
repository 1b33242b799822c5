import { Agent, request } from 'node:http';
import { json } from 'node:stream/consumers';
import type { Sms } from '../gateways/items.mts';
import type { SingleSms } from '../gateways/singleSms.mts';
import { headersOf } from '../gateways/singleSms.mts';

/** As many requests as our Send has under way by default. */
export const MOST_IN_FLIGHT = 10;

/** Sends with Node's own HTTP client and nothing else: the least time that the requests can take. */
export function bareClient(
	sms: SingleSms,
	credential: Record<string, unknown>,
): (messages: readonly Sms[]) => Promise<void> {
	const agent = new Agent({ keepAlive: true, maxSockets: MOST_IN_FLIGHT });
	const { headers = {}, fields = {} } = sms.signatureOf(credential);
	const url = `${String(credential.baseUrl)}${sms.path}`;

	async function post({ phone, text }: Sms): Promise<void> {
		const values = { ...sms.constants, [sms.numberField]: phone, [sms.textField]: text, ...fields };
		const body =
			sms.encoding === 'form' ? new URLSearchParams(values).toString() : JSON.stringify(values);
		const answer = await new Promise<unknown>((resolve, reject) => {
			const options = {
				method: 'POST',
				agent,
				headers: {
					...headersOf(sms),
					...headers,
					'content-length': Buffer.byteLength(body),
				},
			};
			request(url, options, (response) => void json(response).then(resolve, reject))
				.on('error', reject)
				.end(body);
		});
		if (typeof answer !== 'object') throw new Error('The gateway has not answered with an object');
	}

	return async (messages) => {
		const left = messages.values();
		const worker = async () => {
			// The workers share the iterator, so that each message is taken once.
			for (const message of left) await post(message);
		};
		await Promise.all(Array.from({ length: MOST_IN_FLIGHT }, worker));
	};
}
