import { isObject, readList, readObject, type JsonObject } from '../json.mts';

/** One run of a node in an execution. */
export interface NodeRun {
	/** In milliseconds, as n8n measured it. */
	executionTime: number;
	/** The JSON of the items of each output. */
	outputs: JsonObject[][];
}

/**
 * The runs of a node in one execution, in order: several in a loop, none when it was not reached.
 *
 * @param resultData as n8n stores it, parsed
 */
export function nodeRunsOf(resultData: JsonObject, node: string): NodeRun[] {
	const { runData } = resultData;
	const runs = isObject(runData) ? (runData[node] ?? []) : [];
	return readList(runs, 'the runs of a node').map((value) => {
		const run = readObject(value, 'a run of a node');
		return {
			executionTime: Number(run['executionTime']),
			outputs: outputsOf(run).map((output) => {
				const items = readList(output ?? [], 'an output of a node');
				return items.map((item) =>
					readObject(readObject(item, 'an item')['json'], "an item's JSON"),
				);
			}),
		};
	});
}

/**
 * The JSON of all items that a node has put out in one execution, in order; none when it has not run.
 *
 * @param resultData as n8n stores it, parsed
 */
export function itemsOf(resultData: JsonObject, node: string): JsonObject[] {
	return nodeRunsOf(resultData, node).flatMap(({ outputs }) => outputs.flat());
}

/** Every output of the main connection; null stands for one without items. */
function outputsOf({ data }: JsonObject): unknown[] {
	return isObject(data) ? readList(data['main'] ?? [], 'the outputs of a node') : [];
}
