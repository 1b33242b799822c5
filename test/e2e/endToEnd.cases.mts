/** What `npm run test:e2e` tries, in each generation of n8n with one n8n for all of it. */
import { describe } from 'node:test';
import { versionOf } from '../../lab/n8n/installation.mts';
import { declareAskingCases } from './asking/askingCases.mts';
import { askingPage } from './asking/page.mts';
import { declareCases, timeLimits } from './case.mts';
import { credentialTests } from './credentialTests.mts';
import { dropDownLists } from './dropDowns.mts';
import { declareEditorCases } from './editor/editorCases.mts';
import { allAreListed, polledExamples, quickExamples } from './examples.mts';
import { httpRequestNode } from './httpRequestNode.mts';
import { packageContents } from './packageContents.mts';
import { circle } from './phone/circle.mts';
import { declarePageCases } from './phone/pageCases.mts';
import { phonePicture } from './phone/picture.mts';
import { chosen } from './runner.mts';
import { stageForCases } from './stage.mts';

describe('Page of the sandbox', () => declarePageCases());

for (const generation of chosen().generations) {
	describe(`n8n ${versionOf(generation)}`, () => {
		const stage = stageForCases('e2e', generation);
		// First, because the editor needs an n8n in which nobody has done anything.
		describe('Editor', () => {
			declareEditorCases(stage);
			declareCases([askingPage, phonePicture], stage);
		});
		describe('Package', () => {
			declareCases([packageContents, credentialTests, httpRequestNode, dropDownLists], stage);
		});
		describe('Send and Wait for Response', () => declareAskingCases(generation, stage));
		describe('Examples', () => declareCases([allAreListed, ...quickExamples], stage));
		// All at once, for they mostly wait for n8n to poll, once a minute at most.
		describe('Examples that are polled', { concurrency: polledExamples.length }, () => {
			declareCases(polledExamples, stage, timeLimits.polled);
		});
		// Last, because it leaves a workflow that answers.
		describe('Phone', () => declareCases([circle], stage, timeLimits.polled));
	});
}
