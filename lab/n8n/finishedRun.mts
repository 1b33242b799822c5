import { Failure } from './failure.mts';
import { isOver, type Execution, type RestClient } from './restClient.mts';
import { waitFor } from './waitFor.mts';

/**
 * Starts a workflow that nothing else starts meanwhile, and waits until that run has ended well.
 *
 * @param start makes the workflow run once
 * @param secondsForRun how long that may take, from when `start` has returned to the end of the run
 * @throws Failure with the node's own words when the run fails
 */
export async function finishedRun(
	workflowId: string,
	rest: RestClient,
	signal: AbortSignal,
	start: () => Promise<void> | void,
	secondsForRun = 60,
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
