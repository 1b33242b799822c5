import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from './messages.mts';
import type { BestSmsGatewaySettings } from './settings.mts';

/** One SMS as the carrier got it, which is not always how it was asked for (fact sheet 12.2). */
export interface Handoff {
	readonly messageId: number;
	readonly batchId: string;
	readonly recipient: string;
	readonly text: string;
	/** These four are the same for all SMS of a request: those of the first of the batch. */
	readonly sender: string;
	/** 1: flash. */
	readonly type: number;
	readonly unicode: number;
	readonly route: number;
	/** Number of the request, from 1: the SMS of a batch go to the carrier in one. */
	readonly request: number;
	/** When the carrier got it, in Unix seconds. */
	readonly at: number;
}

/** What the carrier says. */
export type CarrierAnswer = 'accepted' | 'failed' | 'acceptedNone';

const ANSWERS: Record<BestSmsGatewaySettings['carrier'], CarrierAnswer> = {
	accepts: 'accepted',
	fails: 'failed',
	acceptsNone: 'acceptedNone',
};

export interface Carrier {
	/** Everything that it got, in order; a message that is in it twice went out twice. */
	readonly handoffs: readonly Handoff[];
	/**
	 * Hands over what is pending of a batch in one request, under the sender, type, unicode and route of the first of the
	 * batch, which may itself not be pending any more (source, `_cgsms_send_instant_sms`).
	 */
	take(batch: readonly Message[], at: number): CarrierAnswer;
	/** Waits as long as a request takes the carrier. */
	pause(): Promise<void>;
	/** Puts back what it got before. */
	load(handoffs: readonly Handoff[]): void;
}

/** Makes a carrier that has got nothing yet. */
export function createCarrier(settings: BestSmsGatewaySettings): Carrier {
	const handoffs: Handoff[] = [];
	let requests = 0;
	return {
		handoffs,
		take(batch, at) {
			const [first] = batch;
			if (first === undefined) return 'failed';
			requests += 1;
			const { sender, type, unicode, route } = first;
			const pending = batch.filter(({ status, unitsConfirmed }) => status === 0 && !unitsConfirmed);
			for (const { id, batchId, recipient, text } of pending) {
				handoffs.push({
					messageId: id,
					batchId,
					recipient,
					text,
					sender,
					type,
					unicode,
					route,
					request: requests,
					at,
				});
			}
			return ANSWERS[settings.carrier];
		},
		async pause() {
			if (settings.handoffMs > 0) await sleep(settings.handoffMs);
		},
		load(stored) {
			handoffs.push(...stored);
			requests = stored.at(-1)?.request ?? 0;
		},
	};
}
