import { afterAll, beforeEach, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { setUpEngine } from '../engine/nodeTest.mts';
import type { Credential, Gateway } from '../gateways/gateway.mts';
import { ALL_GATEWAYS } from '../gateways/gateways.mts';
import { hostileAnswers } from './answers.mts';
import type { Outcome } from './targets.mts';
import { targetsOf } from './targets.mts';

/** How many answers each target gets; `npm run fuzz` sets it. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 50);
const SEED = process.env.FUZZ_SEED === undefined ? undefined : Number(process.env.FUZZ_SEED);

/** No answer leads to more requests than a list of some pages takes. */
const MOST_REQUESTS = 200;
/** Far above what any answer takes, also on a busy machine; what once stopped n8n took longer. */
const LONGEST_RUN_MS = 20_000;

jest.setTimeout(24 * 60 * 60 * 1000);

const setup = setUpEngine();
const counts: string[] = [];
let accounts = 0;

/** A credential with secrets that occur in no text by chance, and an account of its own for each run. */
function credentialOf(gateway: Gateway): { credential: Credential; secrets: string[] } {
	const credential = gateway.credential(setup.sandbox);
	const secretFields: Record<string, string> = {
		apiToken: '7|fuzzSecretTokenQ1w2E3r4T5y6',
		clientSecret: 'fuzzClientSecretQ1w2E3r4',
		subAccountPassword: 'fuzzPa55w0RdQ1w2',
		token: 'f0e1d2c3b4a5968778695a4b3c2d1e0f',
		password: 'fuzz correct horse Q1w2',
	};
	const data = { ...credential.data };
	const secrets: string[] = [];
	for (const [field, secret] of Object.entries(secretFields)) {
		if (!(field in data)) continue;
		data[field] = secret;
		secrets.push(secret);
	}
	if ('subAccount' in data) data.subAccount = `${++accounts}_fuzz`;
	return { credential: { ...credential, data }, secrets };
}

function expectHarmless({ shown, errors }: Outcome, secrets: string[]): void {
	const text = JSON.stringify(shown) ?? '';
	for (const secret of secrets) expect(text.includes(secret)).toBe(false);
	for (const { name, message } of errors) {
		expect(['NodeApiError', 'NodeOperationError']).toContain(name);
		expect(message).toMatch(/^[A-Z“].*[.”)]( \[item \d+\])?$/s);
		expect(message).not.toMatch(
			/undefined|\[object |Cannot read|is not a function|is not iterable|call stack|Unexpected token/,
		);
	}
}

const prototype = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));

beforeEach(() => setup.sandbox.faults.clear());

it.each(ALL_GATEWAYS)('$title: no answer does harm', async (gateway) => {
	for (const target of targetsOf(gateway.name, setup.engine)) {
		const { secrets } = credentialOf(gateway);
		await fc
			.assert(
				fc.asyncProperty(hostileAnswers(secrets), async ({ status, body, contentType }) => {
					const { faults, requests } = setup.sandbox;
					faults.clear();
					requests.clear();
					const headers = { 'content-type': contentType };
					const fault = { kind: 'answer', status, body, headers } as const;
					faults.add({ when: 'before', times: Infinity, fault });
					const start = performance.now();
					const outcome = await target.run(credentialOf(gateway).credential);
					expectHarmless(outcome, secrets);
					expect(performance.now() - start).toBeLessThan(LONGEST_RUN_MS);
					expect(requests.all.length).toBeLessThan(MOST_REQUESTS);
					expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(prototype);
				}),
				{ numRuns: RUNS, seed: SEED, endOnFailure: RUNS > 50 },
			)
			.catch((error: unknown) => {
				throw new Error(`${gateway.title}, ${target.title}`, { cause: error });
			});
		counts.push(`${gateway.title}, ${target.title}: ${RUNS}`);
	}
});

afterAll(() => {
	setup.sandbox.faults.clear();
	setup.sandbox.requests.clear();
	process.stdout.write(`Hostile answers\n  ${counts.join('\n  ')}\n`);
});
