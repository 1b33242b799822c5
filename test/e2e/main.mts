/**
 * Tries the package in a real n8n, in both generations: whether each node can be used in the editor, whether
 * n8n loads all of it, whether the tests of the credentials tell right from wrong, what the drop-downs
 * offer, whether the credentials serve n8n's HTTP Request node, and whether every example does what it says.
 */
import { join } from 'node:path';
import { runCommand } from '../../lab/command.mts';
import { Failure } from '../../lab/n8n/failure.mts';
import { generationsNamed, generationsOption } from '../../lab/n8n/generationOption.mts';
import { versionOf, type Generation } from '../../lab/n8n/installation.mts';
import { say } from '../../lab/n8n/say.mts';
import { chosenFrom, runCheck } from './check.mts';
import { credentialTests } from './credentialTests.mts';
import { dropDownLists } from './dropDowns.mts';
import { requireChromium } from './editor/browser.mts';
import { runEditorChecks } from './editor/runEditorChecks.mts';
import { checkThatAllAreListed, polledExamples, quickExamples } from './examples.mts';
import { httpRequestNode } from './httpRequestNode.mts';
import { packageContents } from './packageContents.mts';
import { onStage, type Stage } from './stage.mts';

const quick = [packageContents, credentialTests, httpRequestNode, dropDownLists, ...quickExamples];
const all = [...quick, ...polledExamples];

async function checkAll(stage: Stage, only: string | undefined): Promise<string[]> {
	const chosen = only === undefined ? new Set(all) : chosenFrom(all, only);
	const complaints: string[] = [];
	if (only === undefined) {
		// First, because the editor needs an n8n in which nobody has done anything.
		const pictures = join(stage.session.userFolder, 'pictures');
		complaints.push(...(await runEditorChecks(stage, pictures)));
	}
	for (const check of quick.filter((one) => chosen.has(one))) {
		complaints.push(...(await runCheck(check, stage)));
	}
	const toBePolled = polledExamples.filter((one) => chosen.has(one));
	if (toBePolled.length > 0) say('  The others wait for n8n to poll, once a minute at most …');
	const polled = toBePolled.map(async (check) => await runCheck(check, stage));
	// None goes on while n8n is being stopped.
	await Promise.allSettled(polled);
	complaints.push(...(await Promise.all(polled)).flat());
	return complaints;
}

/** @param only words in the titles of the checks; undefined for all checks, and the editor */
async function testEndToEnd(
	wanted: readonly Generation[],
	only: string | undefined,
	signal: AbortSignal,
): Promise<void> {
	if (only === undefined) {
		requireChromium();
		await checkThatAllAreListed();
	} else {
		// Before anything is installed or started.
		chosenFrom(all, only);
	}
	const complaints: string[] = [];
	for (const generation of wanted) {
		await onStage(generation, signal, async (stage) => {
			complaints.push(...(await checkAll(stage, only)));
		});
	}
	if (complaints.length > 0) throw new Failure('Not all is as it should be:', complaints);
	say(`All is as it should be in n8n ${wanted.map(versionOf).join(' and ')}.`);
}

await runCommand(
	{
		name: 'test:e2e',
		summary:
			'Tries the package in a real n8n, in both generations: each node in the editor, what n8n loads, the tests of\n' +
			"the credentials, the drop-downs, n8n's HTTP Request node, and every example. It takes about eight minutes.",
		options: {
			n8n: generationsOption,
			only: {
				type: 'string',
				value: '<words>',
				help: 'Only the checks with these words in their titles, and not the editor, so that no\nbrowser is needed.',
			},
		},
		whenStopped: 'Stopped before the tests were over.',
	},
	async ({ n8n, only }, signal) => await testEndToEnd(generationsNamed(n8n), only, signal),
);
