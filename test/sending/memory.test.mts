import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { GatewayName } from '../../scripts/sandboxCredentials.mts';
import { sandboxCredentials } from '../../scripts/sandboxCredentials.mts';
import { FROM_ITEM, messagesTo, SINGLE_SMS } from '../bench/singleSms.mts';
import type { Engine } from '../engine/engine.mts';
import { startEngine } from '../engine/engine.mts';
import type { Sandbox } from '../sandbox/sandbox.mts';
import { startSandbox } from '../sandbox/sandbox.mts';

const START_TIMEOUT_MS = 120_000;

const TIMEOUT_MS = 60_000;

const ITEMS = 2_000;

/** Enough credit for all items. */
const PLENTY = 1e9;

/** How often garbage is collected at most: what one collection frees lets another one free more. */
const MOST_COLLECTIONS = 5;

let engine: Engine;
let sandbox: Sandbox;
let collectGarbage: () => void;

beforeAll(async () => {
	setFlagsFromString('--expose-gc');
	collectGarbage = runInNewContext('gc');
	engine = await startEngine();
	sandbox = await startSandbox();
	sandbox.smstools.credit = PLENTY;
	for (const account of sandbox.bestSmsGateway.accounts) account.balance = PLENTY;
}, START_TIMEOUT_MS);
afterAll(async () => await sandbox.close());

/** Sends, and returns what tells whether the run's input and output are still in memory. */
async function send(gateway: GatewayName, operation: string): Promise<Array<WeakRef<object>>> {
	const sms = SINGLE_SMS[gateway];
	const { type, data } = sandboxCredentials(sandbox)[gateway];
	const result = await engine.run({
		type: gateway,
		parameters: { resource: 'sms', operation, ...sms.ourParameters, ...FROM_ITEM },
		items: messagesTo(sms, 0, ITEMS),
		// The fields of these credentials are texts and yes or no.
		credentials: { [type]: data as ICredentialDataDecryptedObject },
	});
	expect(result.error).toBeUndefined();
	expect(result.items).toHaveLength(ITEMS);
	const input = result.run.data.resultData.runData.Items?.[0]?.data?.main?.[0] ?? [];
	expect(input).toHaveLength(ITEMS);
	// n8n hands the JSON of the input on, in items of its own.
	return [...input.map(({ json }) => json), ...result.json].map((held) => new WeakRef(held));
}

it.each<[GatewayName, string]>([
	['smsGateway24', 'send'],
	['smsGateway24', 'sendMany'],
	['smstools', 'send'],
	['smstools', 'sendMany'],
	['bestSmsGateway', 'send'],
	['bestSmsGateway', 'sendMany'],
	['textBoost', 'send'],
	['textBoost', 'sendMany'],
])(
	'%s, %s: what a run held is free when it is over',
	async (gateway, operation) => {
		const held = await send(gateway, operation);
		let left = held.length;
		for (let count = 0; count < MOST_COLLECTIONS && left > 0; count++) {
			// An object that was looked at stays until the turn is over.
			await nextTurn();
			collectGarbage();
			left = held.filter((reference) => reference.deref() !== undefined).length;
		}
		expect(left).toBe(0);
	},
	TIMEOUT_MS,
);
