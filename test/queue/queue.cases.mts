/** What `npm run test:queue` tries, in one n8n in queue mode for all of it. */
import { describe, it } from 'node:test';
import { n8nVersion } from '../../lab/n8n/installation.mts';
import { timeLimits } from '../e2e/case.mts';
import { chosen } from '../e2e/runner.mts';
import { firstCases, gatewayCases, lastCases } from './cases.mts';
import { stageForCases, type QueueStage } from './stage.mts';

const { gateways = [] } = chosen();

describe(`n8n ${n8nVersion} in queue mode`, () => {
	const stageFor = stageForCases();
	const declare = (title: string, run: (stage: QueueStage) => Promise<string>) => {
		it(title, { timeout: timeLimits.quick }, async (context) => {
			const stage = stageFor(context.signal);
			stage.sandbox.faults.clear();
			stage.sandbox.requests.clear();
			for (const gateway of gateways) gateway.giveCredit(stage.sandbox);
			context.diagnostic(await run(stage));
		});
	};
	for (const one of firstCases) declare(one.title, async (stage) => await one.run(stage));
	for (const gateway of gateways) {
		describe(gateway.title, () => {
			for (const one of gatewayCases) {
				declare(one.title, async (stage) => await one.run(gateway, stage));
			}
		});
	}
	for (const one of lastCases) declare(one.title, async (stage) => await one.run(stage));
});
