import { join } from 'node:path';
import { after, before } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import type { Browser } from 'playwright-core';
import { GATEWAYS } from '../../../lab/gateways/gateways.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import { shortPath } from '../../../lab/n8n/workshop.mts';
import { declareCases, type Case } from '../case.mts';
import { chosen } from '../runner.mts';
import type { Stage } from '../stage.mts';
import { addTool } from './addTool.mts';
import { requireChromium, startBrowser } from './browser.mts';
import { Editor, type Window } from './editor.mts';
import { findNodes } from './findNodes.mts';
import { lookAtExamples } from './lookAtExamples.mts';
import { Pictures } from './pictures.mts';
import { seeCost } from './seeCost.mts';
import { useNode } from './useNode.mts';
import { useTrigger } from './useTrigger.mts';
import { visits } from './visits.mts';

/** What the cases share. */
interface Studio {
	browser: Browser;
	/** What the editor showed. */
	pictures: Pictures;
	/** What it should not have shown. */
	failures: Pictures;
}

/** Something to do in the editor; it tells what was seen, in a phrase. */
type Use = (editor: Editor, stage: Stage, pictures: Pictures) => Promise<string>;

/** So large that the notes of the examples can be read. */
const large = { width: 1920, height: 1080 };

/**
 * Declares what is done in the editor, with one browser for all: with each gateway's node, its trigger and its tool,
 * and with the examples. The n8n may have no credentials yet.
 */
export function declareEditorCases(stage: () => Stage): void {
	const atTheEnd = new AsyncDisposableStack();
	let studio: Studio | undefined;
	before(async () => {
		studio = await openStudio(stage(), atTheEnd);
	});
	after(() => atTheEnd.disposeAsync());

	const inEditor = (title: string, use: Use, window?: Window): Case => ({
		title,
		async run(current) {
			if (studio === undefined) throw new Error('The browser is started before the cases.');
			const { browser, pictures, failures } = studio;
			await using editor = await Editor.open(browser, current, window);
			return await withPictureOfFailure(title, editor, failures, () =>
				use(editor, current, pictures),
			);
		},
	});
	const findIn =
		(picture: string): Use =>
		async (editor, _stage, pictures) =>
			await findNodes(editor, pictures, picture);
	const ofGateways = Object.values(visits).flatMap((visit) => {
		const { title } = GATEWAYS[visit.gateway];
		return [
			inEditor(title, (...scene) => useNode(visit, ...scene)),
			inEditor(`${title} Trigger`, (...scene) => useTrigger(visit, ...scene)),
			inEditor(`${title} Tool`, (editor) => addTool(visit, editor)),
		];
	});
	const cases = [
		inEditor('nodes panel', findIn('nodes-panel')),
		inEditor('nodes panel in the dark', findIn('nodes-panel-dark'), { colorScheme: 'dark' }),
		...ofGateways,
		inEditor('what a text costs', seeCost),
		inEditor('examples', lookAtExamples, { viewport: large }),
	];
	declareCases(cases, stage);
}

async function openStudio(
	{ session: { signal, userFolder } }: Stage,
	atTheEnd: AsyncDisposableStack,
): Promise<Studio> {
	signal.throwIfAborted();
	requireChromium();
	const browser = atTheEnd.use(await startBrowser());
	const closeAtOnce = () => void browser.close();
	signal.addEventListener('abort', closeAtOnce, { once: true });
	atTheEnd.defer(() => signal.removeEventListener('abort', closeAtOnce));
	return {
		browser,
		pictures: await Pictures.into(chosen().pictures ?? join(userFolder, 'pictures')),
		failures: await Pictures.into(join(userFolder, 'failures')),
	};
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
