import { isObject, readList, readObject, type JsonObject } from './json.mts';

/**
 * The JSON of all items that a node has put out in one execution, in order; none when it has not run.
 *
 * @param resultData as n8n stores it, parsed
 */
export function itemsOf(resultData: JsonObject, node: string): JsonObject[] {
	const { runData } = resultData;
	const runs = isObject(runData) ? (runData[node] ?? []) : [];
	return readList(runs, 'the runs of a node')
		.flatMap((run) => outputsOf(readObject(run, 'a run of a node')))
		.flatMap((output) => readList(output ?? [], 'an output of a node'))
		.map((item) => readObject(readObject(item, 'an item')['json'], "an item's JSON"));
}

/** Every output of the main connection; null stands for one without items. */
function outputsOf({ data }: JsonObject): unknown[] {
	return isObject(data) ? readList(data['main'] ?? [], 'the outputs of a node') : [];
}
