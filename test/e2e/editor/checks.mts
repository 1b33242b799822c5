import { stripVTControlCharacters } from 'node:util';
import type { Browser } from 'playwright-core';
import { GATEWAYS } from '../../../lab/gateways/gateways.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import { shortPath } from '../../../lab/n8n/workshop.mts';
import type { Check } from '../check.mts';
import type { Stage } from '../stage.mts';
import { addTool } from './addTool.mts';
import { Editor, type Window } from './editor.mts';
import { findNodes } from './findNodes.mts';
import { lookAtExamples } from './lookAtExamples.mts';
import type { Pictures } from './pictures.mts';
import { useNode } from './useNode.mts';
import { useTrigger } from './useTrigger.mts';
import { visits } from './visits.mts';

/** Something to do in the editor; it tells what was seen, in a phrase. */
type Use = (editor: Editor, stage: Stage) => Promise<string>;

/** So large that the notes of the examples can be read. */
const large = { width: 1920, height: 1080 };

/** What is done in the editor: with each gateway's node, its trigger and its tool, and with the examples. */
export function editorChecks(browser: Browser, pictures: Pictures, failures: Pictures): Check[] {
	const inEditor = (title: string, use: Use, window?: Window): Check => ({
		title: `Editor, ${title}`,
		run: async (stage) => {
			await using editor = await Editor.open(browser, stage, window);
			return await withPictureOfFailure(title, editor, failures, () => use(editor, stage));
		},
	});
	return [
		inEditor('nodes panel', async (editor) => await findNodes(editor, pictures, 'nodes-panel')),
		inEditor(
			'nodes panel in the dark',
			async (editor) => await findNodes(editor, pictures, 'nodes-panel-dark'),
			{ colorScheme: 'dark' },
		),
		...Object.values(visits).flatMap((visit) => {
			const { title } = GATEWAYS[visit.gateway];
			return [
				inEditor(title, (editor, stage) => useNode(visit, editor, stage, pictures)),
				inEditor(`${title} Trigger`, (editor, stage) => useTrigger(visit, editor, stage, pictures)),
				inEditor(`${title} Tool`, (editor) => addTool(visit, editor)),
			];
		}),
		inEditor('examples', (editor, stage) => lookAtExamples(editor, stage, pictures), {
			viewport: large,
		}),
	];
}

/** Tells what the editor did not show, with a picture of what it showed instead. */
async function withPictureOfFailure(
	title: string,
	{ page }: Editor,
	pictures: Pictures,
	use: () => Promise<string>,
): Promise<string> {
	try {
		return await use();
	} catch (error) {
		if (!(error instanceof Error) || error instanceof Failure || page.isClosed()) throw error;
		const name = title.toLowerCase().replace(/\W+/g, '-');
		await pictures.take(name, page.locator('body'));
		const lines = stripVTControlCharacters(error.message).trim().split('\n');
		const instead = `What it shows instead: ${shortPath(pictures.fileOf(name))}`;
		throw new Failure('The editor does not go on:', [...lines, instead]);
	}
}
