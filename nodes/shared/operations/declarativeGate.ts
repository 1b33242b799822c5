import type { IDataObject, IExecuteFunctions, IExecutePaginationFunctions } from 'n8n-workflow';
import type { Reading } from '../failure/failure';
import { Gate } from './gate';
import { inTurnAt } from './inTurn';
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
	return await inTurnAt(gateOf(context))(ask);
}

/** The gate of a run, which all its tries share. */
function gateOf(context: IExecuteFunctions | IExecutePaginationFunctions): Gate {
	const cache = runCacheOf<Gate>(context, 'gate of declarative requests');
	const signal = context.getExecutionCancelSignal();
	const gate = cache.get('gate') ?? new Gate(MOST_AT_ONCE, () => signal?.aborted ?? false);
	cache.set('gate', gate);
	return gate;
}
