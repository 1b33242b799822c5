import type { IAllExecuteFunctions } from 'n8n-workflow';

/**
 * Remembers, for one run of one node, what became of each message, so that n8n's Retry On Fail
 * repeats only what was refused.
 *
 * n8n hands a node the same execution data object on every try of a run, and a new one for every
 * further run (a loop, another execution). The memory hangs on that object and is freed with it.
 */
const runs = new WeakMap<object, Map<string, unknown>>();

/**
 * @param executeData what the node's `getExecuteData()` returns
 * @param run tells runs apart where n8n hands out one object for several of them
 */
export function memoryOf<T>(executeData: object, run: string): Map<string, T> {
	const memories = runs.get(executeData) ?? new Map<string, unknown>();
	runs.set(executeData, memories);
	const memory = memories.get(run) ?? new Map<string, T>();
	memories.set(run, memory);
	// Each `run` is only ever used with one type: it begins with the node's name.
	return memory as Map<string, T>;
}

/**
 * The memory of the run that a context belongs to. A context outside a run, such as that of a
 * drop-down, gets an empty one.
 *
 * @param subject what is remembered; each is only ever used with one type
 */
export function runMemoryOf<T>(context: IAllExecuteFunctions, subject: string): Map<string, T> {
	if (!('getExecuteData' in context)) return new Map();
	const { $runIndex } = context.getWorkflowDataProxy(0);
	return memoryOf(context.getExecuteData(), `${context.getNode().name} ${subject} ${$runIndex}`);
}
