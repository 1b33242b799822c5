import { isOver, type ExecutionOutput } from '../../../lab/n8n/restClient.mts';

/** What is the matter with the runs that a trigger has started, in phrases. */
export interface Comparison {
	/** What is still to come. */
	missing: string[];
	/** What must not be: SMS that came twice, others than those expected, runs that failed. */
	wrong: string[];
}

/** What is expected of the runs. */
export interface Expected {
	/** Of the SMS that should have come, in the order in which they should. */
	texts: readonly string[];
	/** The one that all of these SMS should have. */
	status: string;
	/** Whether polls may have failed, so that there are runs with an error and without any SMS. */
	mayFail?: boolean;
}

/** Compares all runs of a trigger's workflow with the SMS that should have come, each of them once and in order. */
export function compareArrivals(
	executions: readonly ExecutionOutput[],
	{ texts, status, mayFail = false }: Expected,
): Comparison {
	const missing: string[] = [];
	const wrong: string[] = [];
	const runsByText = new Map(texts.map((text): [string, string[]] => [text, []]));
	for (const execution of executions) {
		const { id, items } = execution;
		if (!isOver(execution)) {
			missing.push(`the end of execution ${id}`);
			continue;
		}
		const isFailedPoll = mayFail && execution.status === 'error' && items.length === 0;
		if (execution.status !== 'success' && !isFailedPoll) {
			wrong.push(`execution ${id} ended with ${execution.status}: ${execution.error ?? ''}`);
		}
		for (const item of items) {
			const runs = item['status'] === status ? runsByText.get(String(item['text'])) : undefined;
			if (runs !== undefined) runs.push(id);
			else wrong.push(`execution ${id} has what should not come: ${JSON.stringify(item)}`);
		}
	}
	for (const [text, runs] of runsByText) {
		if (runs.length === 0) missing.push(`SMS "${text}"`);
		if (runs.length > 1) {
			wrong.push(`SMS "${text}" came ${runs.length} times, in executions ${runs.join(', ')}`);
		}
	}
	if (missing.length === 0 && wrong.length === 0) {
		const came = executions.flatMap(({ items }) => items.map(({ text }) => String(text)));
		const first = came.findIndex((text, index) => text !== texts[index]);
		if (first >= 0) wrong.push(`SMS "${came[first]}" came where "${texts[first]}" should have`);
	}
	return { missing, wrong };
}
