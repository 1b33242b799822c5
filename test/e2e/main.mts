/**
 * Tries the package in a real n8n, in both generations: whether each node can be used in the editor, whether
 * n8n loads all of it, whether the tests of the credentials tell right from wrong, what the drop-downs
 * offer, whether the credentials serve n8n's HTTP Request node, and whether every example does what it says.
 */
import { join } from 'node:path';
import { Failure } from '../../scripts/n8n/failure.mts';
import { readGenerations } from '../../scripts/n8n/generationOption.mts';
import { versionOf } from '../../scripts/n8n/installation.mts';
import { say } from '../../scripts/n8n/say.mts';
import { runUntilStopped } from '../../scripts/n8n/stopSignals.mts';
import { runCheck } from './check.mts';
import { credentialTests } from './credentialTests.mts';
import { dropDownLists } from './dropDowns.mts';
import { requireChromium } from './editor/browser.mts';
import { runEditorChecks } from './editor/runEditorChecks.mts';
import { checkThatAllAreListed, polledExamples, quickExamples } from './examples.mts';
import { httpRequestNode } from './httpRequestNode.mts';
import { packageContents } from './packageContents.mts';
import { onStage, type Stage } from './stage.mts';

const behindTheEditor = [packageContents, credentialTests, httpRequestNode, dropDownLists];

async function checkAll(stage: Stage): Promise<string[]> {
	// First, for the editor looks at an n8n in which nobody has done anything.
	const pictures = join(stage.session.userFolder, 'pictures');
	const complaints = await runEditorChecks(stage, pictures);
	for (const check of [...behindTheEditor, ...quickExamples]) {
		complaints.push(...(await runCheck(check, stage)));
	}
	say('  The others wait for n8n to poll, once a minute at most …');
	const polled = polledExamples.map(async (check) => await runCheck(check, stage));
	// None goes on while n8n is being stopped.
	await Promise.allSettled(polled);
	complaints.push(...(await Promise.all(polled)).flat());
	return complaints;
}

async function testEndToEnd(signal: AbortSignal): Promise<void> {
	const wanted = readGenerations();
	requireChromium();
	await checkThatAllAreListed();
	const complaints: string[] = [];
	for (const generation of wanted) {
		await onStage(generation, signal, async (stage) => {
			complaints.push(...(await checkAll(stage)));
		});
	}
	if (complaints.length > 0) throw new Failure('Not all is as it should be:', complaints);
	say(`All is as it should be in n8n ${wanted.map(versionOf).join(' and ')}.`);
}

await runUntilStopped(testEndToEnd, 'Stopped before the tests were over.');
