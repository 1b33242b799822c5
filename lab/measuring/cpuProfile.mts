import { isObject, readList, readObject } from '../json.mts';

/** A function on the stack: its name and the address of its file; that is empty for what is no JavaScript. */
export interface Frame {
	name: string;
	url: string;
}

/** What was seen at some moments: the stack, the running function first, and how long it was so. */
export interface Sampled {
	stack: readonly Frame[];
	ms: number;
}

/**
 * Reads a profile of `Profiler.stop` (Chrome DevTools Protocol, domain Profiler).
 *
 * @throws Failure for anything else
 */
export function readProfile(profile: unknown): Sampled[] {
	const { nodes, samples, timeDeltas } = readObject(profile, 'a profile');
	const known = new Map<unknown, { frame: Frame; parent?: unknown }>();
	const records = readList(nodes, 'the nodes of a profile').map((node) =>
		readObject(node, 'a node of a profile'),
	);
	for (const { id, callFrame } of records) {
		const { functionName, url } = readObject(callFrame, 'a call frame');
		known.set(id, { frame: { name: String(functionName), url: String(url) } });
	}
	for (const { id, children } of records) {
		for (const child of readList(children ?? [], 'the children of a node')) {
			const entry = known.get(child);
			if (entry) entry.parent = id;
		}
	}
	const deltas = readList(timeDeltas, 'the times of a profile');
	const msOf = new Map<unknown, number>();
	for (const [index, sample] of readList(samples, 'the samples of a profile').entries()) {
		// A delta is from the sample before; how long this one lasted is in the next.
		const microseconds = Number(deltas[index + 1] ?? 0);
		msOf.set(sample, (msOf.get(sample) ?? 0) + Math.max(0, microseconds) / 1000);
	}
	return [...msOf].map(([id, ms]) => ({ stack: stackOf(id, known), ms }));
}

function stackOf(
	id: unknown,
	known: ReadonlyMap<unknown, { frame: Frame; parent?: unknown }>,
): Frame[] {
	const stack: Frame[] = [];
	for (let entry = known.get(id); isObject(entry); entry = known.get(entry.parent)) {
		stack.push(entry.frame);
	}
	return stack;
}
