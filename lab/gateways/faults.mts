import type { Fault } from '../sandbox/faults.mts';
import type { Sandbox } from '../sandbox/sandbox.mts';
import type { Gateway } from './gateway.mts';
import { digitsOf } from './phoneNumber.mts';

/** An answer in JSON in place of the gateway's own. */
export function jsonAnswer(status: number, body: unknown): Fault {
	return {
		kind: 'answer',
		status,
		body: JSON.stringify(body),
		headers: { 'content-type': 'application/json' },
	};
}

/** Refuses each request with the number as a whole. */
export function refuseRequests(refusal: Fault): Gateway['refuse'] {
	return ({ faults }, phone, times) =>
		faults.add({ body: digitsOf(phone), when: 'before', times, fault: refusal });
}

/** Breaks the connection instead of answering the next request with this number, which goes out. */
export function loseAnswerTo({ faults }: Sandbox, phone: string): void {
	faults.add({ body: digitsOf(phone), when: 'after', fault: { kind: 'drop' } });
}
