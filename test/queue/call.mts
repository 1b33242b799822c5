import type { JsonObject } from '../../lab/json.mts';
import type { PublishedWorkflow } from '../e2e/sending/workflow.mts';

/** Calls a workflow with items, waits for the end of the run, and returns whether that was a good one. */
export async function endsWell(
	workflow: PublishedWorkflow | undefined,
	items: readonly JsonObject[],
	origin?: string,
): Promise<boolean> {
	return (await workflow?.run(items, origin))?.ok === true;
}
