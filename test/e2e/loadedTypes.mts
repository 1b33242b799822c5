import { readList, readObject, readText, type JsonObject } from '../../lab/json.mts';
import { Failure } from '../../lab/n8n/failure.mts';
import type { Stage } from './stage.mts';

/** What n8n has loaded, by its name; nodes have that of their package in front. */
export async function loadedTypes(
	what: 'nodes' | 'credentials',
	{ session }: Stage,
): Promise<Map<string, JsonObject>> {
	const path = `/types/${what}.json`;
	const { status, text } = await session.rest.editorFile(path);
	if (status !== 200) throw new Failure(`n8n answered ${path} with HTTP ${status}.`);
	const types = readList(JSON.parse(text), path).map((type) => readObject(type, path));
	return new Map(types.map((type) => [readText(type['name'], `a name in ${path}`), type]));
}
