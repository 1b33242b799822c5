import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import type { Reading } from '../failure/failure';

/** What is known of one run of one node, whichever try it is. */
export interface RunMemory {
	/** When the first try began, in milliseconds since 1970. */
	startedAt: number;
	/** The outcome of each message, by what tells messages apart. */
	results: Map<string, Reading<IDataObject>>;
	/** What else is kept during the run, by subject. */
	caches: Map<string, Map<string, unknown>>;
}

/**
 * n8n hands a node the same execution data object on every try of a run, and a new one for every
 * further run (a loop, another execution). The memory hangs on that object and is freed with it.
 */
const memories = new WeakMap<object, Map<string, RunMemory>>();

/**
 * The memory of a run, so that n8n's Retry On Fail repeats only what was refused. It is empty on
 * the first try.
 *
 * @param executeData what the node's `getExecuteData()` returns
 * @param run tells runs apart where n8n hands out one object for several of them
 */
export function memoryOf(executeData: object, run: string): RunMemory {
	const ofObject = memories.get(executeData) ?? new Map<string, RunMemory>();
	memories.set(executeData, ofObject);
	const memory = ofObject.get(run) ?? {
		startedAt: Date.now(),
		results: new Map(),
		caches: new Map(),
	};
	ofObject.set(run, memory);
	return memory;
}

/**
 * The cache for a subject in the run that a context belongs to. A context outside a run,
 * such as that of a drop-down, gets an empty map.
 *
 * @param subject each is only ever used with one type
 */
export function runCacheOf<T>(context: IAllExecuteFunctions, subject: string): Map<string, T> {
	if (!('getExecuteData' in context)) return new Map();
	const { $runIndex } = context.getWorkflowDataProxy(0);
	const { caches } = memoryOf(context.getExecuteData(), `${context.getNode().name} ${$runIndex}`);
	const ofSubject = caches.get(subject) ?? new Map<string, T>();
	caches.set(subject, ofSubject);
	// The type goes with the subject.
	return ofSubject as Map<string, T>;
}
