import { Failure } from './failure.mts';
import { isOver, type Execution, type RestClient } from './restClient.mts';
import { waitFor } from './waitFor.mts';

const secondsForRun = 60;

/**
 * Starts a run of a workflow that runs by itself otherwise, and waits until it has ended well.
 *
 * @param start makes the workflow run once
 * @throws Failure with the node's own words when the run fails
 */
export async function finishedRun(
	workflowId: string,
	rest: RestClient,
	signal: AbortSignal,
	start: () => Promise<void>,
): Promise<Execution> {
	const before = await rest.latestExecution(workflowId);
	await start();
	const run = await waitFor('the workflow to run to its end', secondsForRun, signal, async () => {
		const latest = await rest.latestExecution(workflowId);
		return latest !== undefined && isOver(latest) && latest.id !== before?.id ? latest : undefined;
	});
	if (run.status !== 'success') {
		throw new Failure(`The workflow ran, but not to a good end: ${run.error ?? run.status}`);
	}
	return run;
}
