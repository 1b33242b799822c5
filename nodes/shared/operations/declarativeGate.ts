import type { IDataObject, IExecuteFunctions, IExecutePaginationFunctions } from 'n8n-workflow';
import type { Failure, Reading } from '../failure/failure';
import { refusal } from '../failure/failure';
import { Gate } from './gate';
import { Patience } from './patience';
import { runCacheOf } from './runMemory';

/** How many items of a run may have a request under way at once. */
const MOST_AT_ONCE = 10;

/**
 * Asks the gateway for one item when its turn comes: n8n starts all items at once. A request that is refused because
 * there were too many goes again after the time asked for.
 */
export async function askInTurn(
	context: IExecuteFunctions | IExecutePaginationFunctions,
	ask: () => Promise<Reading<IDataObject[]>>,
): Promise<Reading<IDataObject[]>> {
	const gate = gateOf(context);
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
}

function slowDownIn(failure: Failure): Failure | undefined {
	return failure.cause === 'rate-limited' ? failure : undefined;
}

/** The gate of a run, which all its tries share. */
function gateOf(context: IExecuteFunctions | IExecutePaginationFunctions): Gate {
	const cache = runCacheOf<Gate>(context, 'gate of declarative requests');
	const signal = context.getExecutionCancelSignal();
	const gate = cache.get('gate') ?? new Gate(MOST_AT_ONCE, () => signal?.aborted ?? false);
	cache.set('gate', gate);
	return gate;
}
