import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import type { Reading } from './failure';
import { refusal } from './failure';
import { Gate } from './gate';
import { Patience } from './patience';
import { notesOf } from './runMemory';

/** How many items of a run may have a request under way at once. */
const MOST_AT_ONCE = 10;

/** What the items of a run share. */
interface RunGate {
	gate: Gate;
	/** Set once an item has failed on a node that does not continue: n8n then throws whatever the others do. */
	isOver: boolean;
}

/**
 * Asks the gateway for one item when its turn comes: n8n starts all items at once. A request that is refused with
 * HTTP 429 goes again after the time asked for.
 */
export async function askInTurn(
	context: IExecutePaginationFunctions,
	ask: () => Promise<Reading<IDataObject[]>>,
): Promise<Reading<IDataObject[]>> {
	const run = gateOf(context);
	const patience = new Patience();
	let pass = await run.gate.enter();
	for (;;) {
		if (pass === undefined) return notStarted();
		const reading = await ask().catch((error: unknown) => {
			end(run, context);
			throw error;
		});
		const isSlowedDown = !reading.ok && reading.failure.httpCode === '429';
		const pause = isSlowedDown ? patience.pauseAfter(reading.failure) : undefined;
		if (typeof pause !== 'number') {
			if (reading.ok) run.gate.leave();
			else end(run, context);
			return reading;
		}
		run.gate.slowDown(pass, pause);
		pass = await run.gate.reenter();
	}
}

function gateOf(context: IExecutePaginationFunctions): RunGate {
	const notes = notesOf<RunGate>(context, 'gate of declarative requests');
	const known = notes.get('gate');
	if (known) return known;
	const signal = context.getExecutionCancelSignal();
	const run: RunGate = {
		gate: new Gate(MOST_AT_ONCE, () => run.isOver || (signal?.aborted ?? false)),
		isOver: false,
	};
	notes.set('gate', run);
	return run;
}

function end(run: RunGate, context: IExecutePaginationFunctions): void {
	if (!context.continueOnFail()) run.isOver = true;
	run.gate.leave();
}

function notStarted<T>(): Reading<T> {
	return refusal({
		message: 'The run ended before this item had its turn.',
		advice: 'Correct what ended the run, then run it again.',
		outcome: 'notSent',
		isNotStarted: true,
	});
}
