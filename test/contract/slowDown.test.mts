import { expect, it, jest } from '@jest/globals';
import { jsonAnswer } from '../../lab/gateways/faults.mts';
import type { GatewayName } from '../../lab/gateways/gateway.mts';
import { nodeOf } from '../../lab/gateways/gateway.mts';
import { GATEWAYS } from '../../lab/gateways/gateways.mts';
import type { Fault } from '../../lab/sandbox/faults.mts';
import { setUpEngine } from '../engine/nodeTest.mts';
import { CONTRACTED_GATEWAYS, CONTRACTS } from './contracts.mts';

jest.setTimeout(600_000);

const setup = setUpEngine();

const NAMES = CONTRACTED_GATEWAYS.map(({ name }) => name);

const TOO_MANY: Fault = { kind: 'tooManyRequests', retryAfter: '1' };
/** How TextBoost's framework says it where all answers are HTTP 200 (fact sheet, section 16.1). */
const TOO_MANY_IN_WORDS = jsonAnswer(200, { status: 'error', message: 'Too Many Attempts.' });

const CASES: Array<{ name: GatewayName; what: string; fault: Fault }> = [
	...NAMES.map((name) => ({
		name,
		what: 'HTTP 429 with Retry-After',
		fault: TOO_MANY,
	})),
	{ name: 'textBoost', what: 'HTTP 200 with “Too Many Attempts.”', fault: TOO_MANY_IN_WORDS },
];

async function read(name: GatewayName, items: number, settings = {}) {
	const { type, data } = GATEWAYS[name].credential(setup.sandbox);
	const [{ resource, operation, parameters }] = CONTRACTS[name].reads;
	return await setup.engine.run({
		type: nodeOf(name),
		parameters: { resource, operation, ...parameters, returnAll: true },
		credentials: { [type]: data },
		items: Array.from({ length: items }, () => ({})),
		settings,
	});
}

it.each(CASES)('a read at $name succeeds after $what', async ({ name, fault }) => {
	setup.sandbox.faults.add({ when: 'before', fault });
	const { error, status } = await read(name, 1);
	expect(error).toBeUndefined();
	expect(status).toBe('success');
	const [first, second, third] = setup.sandbox.requests.all;
	expect(third).toBeUndefined();
	expect(Number(second?.receivedAt) - Number(first?.receivedAt)).toBeGreaterThanOrEqual(990);
});

it.each(CASES)('a read at $name gives up after three tries with $what', async ({ name }) => {
	const fault = { kind: 'tooManyRequests', retryAfter: '61' } as const;
	setup.sandbox.faults.add({ when: 'before', times: Infinity, fault });
	const { error } = await read(name, 1);
	expect(error?.message).toMatch(/accepts no more requests/);
	expect(setup.sandbox.requests.all).toHaveLength(1);
});

it.each(NAMES)(
	'no more than ten reads at %s are under way while Retry On Fail tries again',
	async (name) => {
		const { faults, requests } = setup.sandbox;
		faults.add({ when: 'before', fault: jsonAnswer(500, {}) });
		faults.add({ when: 'before', times: Infinity, fault: { kind: 'latency', ms: 20 } });
		const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
		const { status } = await read(name, 100, retry);
		expect(status).toBe('success');
		expect(requests.all.length).toBeGreaterThan(100);
		expect(requests.mostInFlight).toBeLessThanOrEqual(10);
	},
);
