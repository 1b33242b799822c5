/** n8n reads and writes its deduplication store in several steps, so that all that a node does with it takes turns. */
const turns = new Map<string, Promise<unknown>>();

/**
 * Does some work on a node's entries in the store when its turn comes. This holds in one process only.
 *
 * @param node what tells the node from others, such as the ids of its workflow and its own
 */
export async function inStoreTurn<T>(node: string, work: () => Promise<T>): Promise<T> {
	const mine = (turns.get(node) ?? Promise.resolve()).then(work);
	const over = mine.catch(() => undefined);
	turns.set(node, over);
	return await mine.finally(() => {
		if (turns.get(node) === over) turns.delete(node);
	});
}
