import { basename } from 'node:path';
import { exampleFiles, type ExampleWorkflow } from '../../../lab/n8n/exampleWorkflow.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import type { Generation } from '../../../lab/n8n/installation.mts';
import { readSandboxExample } from '../../../lab/n8n/sandboxExample.mts';
import type { Stage } from '../stage.mts';
import type { Editor } from './editor.mts';
import type { Pictures } from './pictures.mts';

/**
 * Opens each example in the editor.
 *
 * @returns what was seen, a phrase
 * @throws Failure when the editor draws more nodes and notes than an example has, or does not know one;
 *   TimeoutError when it draws fewer
 */
export async function lookAtExamples(
	editor: Editor,
	{ session, sandbox, installation: { generation } }: Stage,
	pictures: Pictures,
): Promise<string> {
	const examples = await exampleFiles();
	const complaints: string[] = [];
	for (const file of examples) {
		const example = await readSandboxExample(file, session.rest, sandbox);
		const { id } = await session.rest.createWorkflow(example);
		await editor.openWorkflow(id, example.nodes.length);
		const drawn = await editor.nodes.count();
		if (drawn !== example.nodes.length) {
			complaints.push(`${file} has ${example.nodes.length} nodes and notes, ${drawn} are drawn.`);
		}
		const unknown = await editor.unknownNodes.count();
		if (unknown !== newer(example, generation)) {
			complaints.push(`${file} has ${unknown} nodes that this n8n does not know.`);
		}
		await pictures.takeAround(basename(file, '.json'), editor.nodes);
	}
	if (complaints.length > 0) throw new Failure('Examples look different:', complaints);
	return `${examples.length} opened, all their nodes and notes drawn and known`;
}

/** How many nodes n8n 1 cannot know: it has no review of an AI agent's tools, and its newest agent is version 3. */
function newer({ nodes }: ExampleWorkflow, generation: Generation): number {
	if (generation !== 1) return 0;
	return nodes.filter(
		({ type, typeVersion }) =>
			String(type).endsWith('HitlTool') ||
			(String(type).endsWith('.agent') && Number(typeVersion) > 3),
	).length;
}
