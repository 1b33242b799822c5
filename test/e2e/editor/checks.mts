import { stripVTControlCharacters } from 'node:util';
import { errors } from 'playwright-core';
import { Failure } from '../../../scripts/n8n/failure.mts';
import { shortPath } from '../../../scripts/n8n/workshop.mts';
import { GATEWAYS } from '../../gateways/gateways.mts';
import type { Check } from '../check.mts';
import type { Stage } from '../stage.mts';
import { addTool } from './addTool.mts';
import { lookAtExamples } from './lookAtExamples.mts';
import type { Editor } from './editor.mts';
import type { Pictures } from './pictures.mts';
import { useNode } from './useNode.mts';
import { useTrigger } from './useTrigger.mts';
import { visits } from './visits.mts';

/** What is done in the editor: with each gateway's node, with its trigger, with its node as a tool; and with the examples. */
export function editorChecks(editor: Editor, pictures: Pictures): Check[] {
	const steps = { Node: useNode, Trigger: useTrigger, Tool: addTool };
	const ofGateways = visits.flatMap((visit) =>
		Object.entries(steps).map(([kind, step]): Check => {
			const title = `Editor, ${GATEWAYS[visit.gateway].title} ${kind}`;
			return inEditor(title, editor, pictures, (stage) => step(visit, editor, stage, pictures));
		}),
	);
	const ofExamples = inEditor('Editor, examples', editor, pictures, (stage) =>
		lookAtExamples(editor, stage, pictures),
	);
	return [...ofGateways, ofExamples];
}

/** A check that tells what the editor did not show, with a picture of what it showed instead. */
export function inEditor(
	title: string,
	editor: Editor,
	pictures: Pictures,
	run: (stage: Stage) => Promise<string>,
): Check {
	return {
		title,
		async run(stage) {
			try {
				return await run(stage);
			} catch (error) {
				if (!(error instanceof errors.TimeoutError)) throw error;
				const name = `failed-${title.toLowerCase().replace(/\W+/g, '-')}`;
				await pictures.take(name, editor.page.locator('body'));
				const seen = `What it shows instead: ${shortPath(pictures.fileOf(name))}`;
				const lines = stripVTControlCharacters(error.message).trim().split('\n');
				throw new Failure('The editor does not go on:', [...lines, seen]);
			}
		},
	};
}
