/** What `npm run check:sending` tries at every gateway, with one n8n for all of it. */
import { before, describe, it } from 'node:test';
import type { JsonObject } from '../../lab/json.mts';
import { versionOf } from '../../lab/n8n/installation.mts';
import { prepareTestRig } from '../../lab/n8n/testRig.mts';
import { duringCase, timeLimits } from './case.mts';
import { chosen } from './runner.mts';
import { sendingCases } from './sending/cases.mts';
import { chooseCredential } from './sending/run.mts';
import { checkKeys } from './sending/keys.mts';
import { stageForCases } from './stage.mts';

const { generations, gateways = [] } = chosen();

for (const generation of generations) {
	describe(`n8n ${versionOf(generation)}`, () => {
		const stage = stageForCases('sending', generation);
		for (const gateway of gateways) {
			describe(gateway.title, () => {
				let credentials: JsonObject = {};
				before(async () => {
					const { sandbox, session } = stage();
					gateway.giveCredit(sandbox);
					credentials = await chooseCredential(gateway.credential(sandbox), session);
				});
				for (const one of sendingCases) {
					it(one.title, { timeout: timeLimits.quick }, async (context) => {
						const { sandbox, session } = duringCase(stage(), context.signal);
						sandbox.faults.clear();
						sandbox.requests.clear();
						await one.check({ gateway, credentials, sandbox, session });
					});
				}
			});
		}
	});

	// With an n8n of its own, which it starts twice.
	it(
		`n8n ${versionOf(generation)}: idempotency keys`,
		{ timeout: timeLimits.polled },
		async (context) => {
			const signal = AbortSignal.any([chosen().signal, context.signal]);
			await using rig = await prepareTestRig('keys', generation, signal);
			await checkKeys(rig, gateways, signal);
		},
	);
}
