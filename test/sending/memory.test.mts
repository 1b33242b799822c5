import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Gateway, SendOperation } from '../../lab/gateways/gateway.mts';
import { nodeOf } from '../../lab/gateways/gateway.mts';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import { itemsFor } from '../../lab/gateways/items.mts';
import { sendParameters } from '../../lab/gateways/parameters.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../lab/sandbox/sandbox.mts';
import type { Engine } from '../engine/engine.mts';
import { startEngine } from '../engine/engine.mts';
import { EACH_SEND } from './testedGateways.mts';

const ITEMS = 2_000;

/** How often garbage is collected at most: what one collection frees lets another one free more. */
const MOST_COLLECTIONS = 5;

let engine: Engine;
let sandbox: Sandbox;
let collectGarbage: () => void;

beforeAll(async () => {
	setFlagsFromString('--expose-gc');
	// What the flag adds to every new context.
	collectGarbage = runInNewContext('gc') as () => void;
	engine = await startEngine();
	sandbox = await startSandbox();
	for (const gateway of ALL_GATEWAYS) gateway.giveCredit(sandbox);
});
afterAll(async () => await sandbox.close());

/** Sends, and returns what tells whether the run's input, output and credential are still in memory. */
async function send(gateway: Gateway, operation: SendOperation): Promise<Array<WeakRef<object>>> {
	const { type, data } = gateway.credential(sandbox);
	const credentials: object[] = [];
	const result = await engine.run({
		type: nodeOf(gateway.name),
		parameters: sendParameters(gateway, operation),
		items: itemsFor(gateway, ITEMS, 'Same for all'),
		credentials: { [type]: data },
		onCredentialRead: (read) => credentials.push(read),
	});
	expect(credentials).not.toHaveLength(0);
	expect(result.error).toBeUndefined();
	expect(result.items).toHaveLength(ITEMS);
	const input = result.run.data.resultData.runData.Items?.[0]?.data?.main?.[0] ?? [];
	expect(input).toHaveLength(ITEMS);
	// n8n hands the JSON of the input on, in items of its own.
	return [...input.map(({ json }) => json), ...result.json, ...credentials].map(
		(held) => new WeakRef(held),
	);
}

it.each(EACH_SEND)(
	'$title, $operation: what a run held is free when it is over',
	async ({ gateway, operation }) => {
		const held = await send(gateway, operation);
		let left = held.length;
		for (let count = 0; count < MOST_COLLECTIONS && left > 0; count++) {
			// An object that was inspected stays until the turn is over.
			await nextTurn();
			collectGarbage();
			left = held.filter((reference) => reference.deref() !== undefined).length;
		}
		expect(left).toBe(0);
	},
);
