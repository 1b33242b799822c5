import { after, before, it } from 'node:test';
import type { Generation } from '../../../lab/n8n/installation.mts';
import { prepareTestRig, type TestRig } from '../../../lab/n8n/testRig.mts';
import { declareCases, timeLimits } from '../case.mts';
import { chosen } from '../runner.mts';
import type { Stage } from '../stage.mts';
import { acrossRestart } from './acrossRestart.mts';
import { AnswersBySms } from './answersBySms.mts';
import { askingInLoop } from './loop.mts';
import { OpenQuestions } from './openQuestions.mts';

/** Gives the cases of Send and Wait for Response to the test runner; one of them restarts an n8n of its own. */
export function declareAskingCases(generation: Generation, stage: () => Stage): void {
	declareCases([askingInLoop], stage);

	const atTheEnd = new AsyncDisposableStack();
	let rig: TestRig | undefined;
	before(async () => {
		rig = atTheEnd.use(await prepareTestRig('asking', generation, chosen().signal));
	});
	after(() => atTheEnd.disposeAsync());

	const title = 'Open questions, a restart, and their answers';
	it(title, { timeout: timeLimits.polled }, async (context) => {
		if (rig === undefined) throw new Error('It is prepared before the cases.');
		const { sandbox } = rig;
		const all = [new AnswersBySms(sandbox, generation), new OpenQuestions(sandbox)];
		const signal = AbortSignal.any([chosen().signal, context.signal]);
		context.diagnostic(await acrossRestart(all, rig, signal));
	});
}
