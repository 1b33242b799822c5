import type { JsonObject } from '../../lab/json.mts';
import type { PublishedWorkflow } from '../e2e/sending/workflow.mts';

/** How n8n answered a call: an n8n in queue mode that has much to do leaves one in some hundred unanswered. */
export type Answer = 'well' | 'badly' | 'not at all';

/** Calls a workflow with items, and waits for the end of the run or, where n8n does not tell it, for two minutes. */
export async function call(
	workflow: PublishedWorkflow | undefined,
	items: readonly JsonObject[],
	origin?: string,
): Promise<Answer> {
	try {
		return (await workflow?.run(items, origin))?.ok === true ? 'well' : 'badly';
	} catch (error) {
		if (error instanceof DOMException && error.name === 'TimeoutError') return 'not at all';
		throw error;
	}
}
