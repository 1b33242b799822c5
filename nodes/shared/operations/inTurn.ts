import type { Failure, Reading } from '../failure/failure';
import { refusal } from '../failure/failure';
import type { Gate } from './gate';
import { Patience } from './patience';

/** Makes one request when its turn comes, and again after the time asked for where it was refused as one too many. */
export type InTurn = <T>(ask: () => Promise<Reading<T>>) => Promise<Reading<T>>;

/** Lets requests through a gate, whatever they read. A refusal where nothing may start any more. */
export function inTurnAt(gate: Gate): InTurn {
	return async (ask) => {
		const patience = new Patience();
		let pass = await gate.enter();
		try {
			while (pass !== undefined) {
				const reading = await ask();
				const slowDown = reading.ok ? undefined : slowDownIn(reading.failure);
				const pause = slowDown && patience.pauseAfter(slowDown);
				if (typeof pause !== 'number') return reading;
				gate.slowDown(pass, pause);
				pass = await gate.reenter();
			}
		} finally {
			if (pass !== undefined) gate.leave();
		}
		return refusal({
			message: 'The run was stopped before this item was processed.',
			advice: 'Run the workflow again.',
			outcome: 'notSent',
			isNotStarted: true,
		});
	};
}

function slowDownIn(failure: Failure): Failure | undefined {
	return failure.cause === 'rate-limited' ? failure : undefined;
}
