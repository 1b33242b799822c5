import type { Fault } from '../../lab/sandbox/faults.mts';

/** An answer in place of the gateway's own: a text as it is, anything else as JSON. */
export function answer(status: number, body: unknown, headers?: Record<string, string>): Fault {
	return {
		kind: 'answer',
		status,
		body: typeof body === 'string' ? body : JSON.stringify(body),
		...(headers && { headers }),
	};
}
