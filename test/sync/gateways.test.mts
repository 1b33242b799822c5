import { afterAll, beforeAll, describe, it } from '@jest/globals';
import fc from 'fast-check';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../lab/sandbox/sandbox.mts';
import type { Engine } from '../engine/engine.mts';
import { startEngine } from '../engine/engine.mts';
import { checkSync } from './invariants.mts';
import { sandboxSubject } from './sandboxSubject.mts';
import { scenarios } from './scenarios.mts';
import { SYNC_GATEWAYS } from './syncGateways.mts';

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await startEngine();
	sandbox = await startSandbox({ strict: true });
});
afterAll(async () => await sandbox.close());

describe.each(SYNC_GATEWAYS)('Sync Group at $title', (gateway) => {
	it('brings groups to lists, whatever goes wrong', async () => {
		await fc.assert(
			fc.asyncProperty(scenarios(gateway.holdsTwice, gateway.mostPeople), async (scenario) => {
				await checkSync(sandboxSubject(gateway, engine, sandbox), scenario);
			}),
			{ numRuns: gateway.runs ?? 60, endOnFailure: true },
		);
	});
});
