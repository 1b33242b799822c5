/** What `npm run test:queue` tries, in one n8n in queue mode for all of it. */
import { before, describe, it } from 'node:test';
import type { JsonObject } from '../../lab/json.mts';
import { n8nVersion } from '../../lab/n8n/installation.mts';
import { timeLimits } from '../e2e/case.mts';
import { chosen } from '../e2e/runner.mts';
import { chooseCredential } from '../e2e/sending/run.mts';
import { gatewayCases, generalCases } from './cases.mts';
import { stageForCases } from './stage.mts';

const { gateways = [] } = chosen();

describe(`n8n ${n8nVersion} in queue mode`, () => {
	const stage = stageForCases();
	for (const one of generalCases) {
		it(one.title, { timeout: timeLimits.quick }, async (context) => {
			context.diagnostic(await one.run(stage(context.signal)));
		});
	}
	for (const gateway of gateways) {
		describe(gateway.title, () => {
			let credentials: JsonObject = {};
			before(async () => {
				const { sandbox, session } = stage();
				gateway.giveCredit(sandbox);
				credentials = await chooseCredential(gateway.credential(sandbox), session);
			});
			for (const one of gatewayCases) {
				it(one.title, { timeout: timeLimits.quick }, async (context) => {
					const { sandbox } = stage();
					sandbox.faults.clear();
					sandbox.requests.clear();
					context.diagnostic(await one.run({ gateway, credentials }, stage(context.signal)));
				});
			}
		});
	}
});
