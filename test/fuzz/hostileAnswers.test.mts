import { afterAll, beforeEach, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { Credential, Gateway } from '../../lab/gateways/gateway.mts';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import { setUpEngine } from '../engine/nodeTest.mts';
import { hostileAnswers } from './answers.mts';
import type { Outcome } from './targets.mts';
import { targetsOf } from './targets.mts';

/** How many runs each target gets. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 50);
/** From an earlier run that failed, to see it again. */
const SEED = process.env.FUZZ_SEED === undefined ? undefined : Number(process.env.FUZZ_SEED);
/** The gateway that is wanted alone, by the name of its node. */
const ONLY = process.env.FUZZ_GATEWAY;

/** No answer leads to more requests than a list of some pages takes. */
const MOST_REQUESTS = 200;
/** Responses for one run; the last one is given again and again. */
const MOST_ANSWERS = 4;
/** Far above what any answer takes, also on a busy machine; what once stopped n8n took longer. */
const LONGEST_RUN_MS = 60_000;

jest.setTimeout(24 * 60 * 60 * 1000);

const setup = setUpEngine();
let accounts = 0;

/** What came of all the runs of a target. */
interface Tally {
	gateway: string;
	target: string;
	runs: number;
	requests: number;
	/** How many runs ended with an error. */
	failed: number;
	longestMs: number;
}

const tallies: Tally[] = [];
const gateways = ALL_GATEWAYS.filter(({ name }) => ONLY === undefined || name === ONLY);

/** Secrets that occur in no text by chance, by the field that holds them. */
const SECRETS: Record<string, string> = {
	apiToken: '7|fuzzSecretTokenQ1w2E3r4T5y6',
	clientSecret: 'fuzzClientSecretQ1w2E3r4',
	subAccountPassword: 'fuzzPa"55/w0Rd\\Q1wé2',
	token: 'f0e1d2c3b4a5968778695a4b3c2d1e0f',
	password: 'fuzz correct horse/Q1w2é',
};

interface Account {
	credential: Credential;
	secrets: string[];
}

/** An account of its own for each run; every second one of a gateway that has log-ins uses it. */
function accountOf(gateway: Gateway): Account {
	const number = ++accounts;
	const { data: good, ...credential } = gateway.credential(setup.sandbox);
	const data = { ...good };
	if ('authentication' in data && number % 2 === 0) {
		Object.assign(data, { authentication: 'emailPassword', email: `${number}@example.com` });
		data.password = '';
	}
	if ('subAccount' in data) data.subAccount = `${number}_fuzz`;
	const fields = Object.keys(SECRETS).filter((field) => field in data);
	for (const field of fields) data[field] = SECRETS[field] ?? '';
	return {
		credential: { ...credential, data },
		secrets: fields.map((field) => SECRETS[field] ?? ''),
	};
}

/** What a person could read a secret from. */
function spellingsOf(secret: string): string[] {
	const bytes = Buffer.from(secret);
	const inJson = JSON.stringify(secret).slice(1, -1);
	return [
		secret,
		inJson,
		JSON.stringify(inJson).slice(1, -1),
		encodeURIComponent(secret),
		bytes.toString('base64').slice(0, 4 * Math.floor(bytes.length / 3)),
		bytes.toString('hex'),
		bytes.toString('hex').toUpperCase(),
	];
}

function expectNoSecret(text: string, secrets: string[]): void {
	const found = secrets.flatMap(spellingsOf).filter((spelling) => text.includes(spelling));
	expect(found).toEqual([]);
}

function expectHarmless({ shown, errors }: Outcome, written: string, secrets: string[]): void {
	expectNoSecret(JSON.stringify(shown) ?? '', secrets);
	expectNoSecret(written, secrets);
	for (const { name, message } of errors) {
		expect(['NodeApiError', 'NodeOperationError', undefined]).toContain(name);
		expect(message).toMatch(/^[A-Z“].*[.”)]( \[item \d+\])?$/s);
		expect(message).not.toMatch(
			/undefined|\[object |Cannot read|is not a function|is not iterable|call stack|Unexpected token/,
		);
		expectNoSecret(message, secrets);
	}
}

/** What is written to the console while something runs. */
async function writtenDuring<T>(action: () => Promise<T>): Promise<{ value: T; written: string }> {
	let written = '';
	const write = (...values: unknown[]) => {
		written += values.map((value) => JSON.stringify(value) ?? '').join(' ');
		return true;
	};
	const spies = [
		...(['debug', 'error', 'info', 'log', 'warn'] as const).map((method) =>
			jest.spyOn(console, method).mockImplementation(write),
		),
		...[process.stdout, process.stderr].map((stream) =>
			jest.spyOn(stream, 'write').mockImplementation(write),
		),
	];
	try {
		return { value: await action(), written };
	} finally {
		for (const spy of spies) spy.mockRestore();
	}
}

/** The names of what all objects have; an answer must not add to it. */
function namesOfPrototypes(): string {
	return JSON.stringify(
		[Object, Array, String, Function].map(({ prototype }) => Object.getOwnPropertyNames(prototype)),
	);
}
const NAMES_BEFORE = namesOfPrototypes();

beforeEach(() => setup.sandbox.faults.clear());

it('knows the gateway that is wanted alone', () => {
	expect(gateways).not.toEqual([]);
});

it.each(gateways)('$title: no answer does harm', async (gateway) => {
	const { faults, requests } = setup.sandbox;
	for (const target of targetsOf(gateway.name, setup.engine)) {
		const tally = { runs: 0, requests: 0, failed: 0, longestMs: 0 };
		const answers = hostileAnswers(
			gateway.name,
			Object.keys(SECRETS).map((field) => SECRETS[field] ?? ''),
		);
		const sequences = fc.array(answers, { minLength: 1, maxLength: MOST_ANSWERS });
		await fc
			.assert(
				fc.asyncProperty(sequences, async (sequence) => {
					faults.clear();
					requests.clear();
					sequence.forEach((answer, index) => {
						const times = index === sequence.length - 1 ? Infinity : 1;
						faults.add({ when: 'before', times, fault: { kind: 'answer', ...answer } });
					});
					const { credential, secrets } = accountOf(gateway);
					const start = performance.now();
					const { value, written } = await writtenDuring(async () => await target.run(credential));
					const tookMs = performance.now() - start;
					tally.runs += 1;
					tally.requests += requests.all.length;
					tally.failed += value.errors.length > 0 ? 1 : 0;
					tally.longestMs = Math.max(tally.longestMs, tookMs);
					expectHarmless(value, written, secrets);
					expect(tookMs).toBeLessThan(LONGEST_RUN_MS);
					expect(requests.all.length).toBeLessThan(MOST_REQUESTS);
					expect(namesOfPrototypes()).toBe(NAMES_BEFORE);
				}),
				{ numRuns: RUNS, seed: SEED },
			)
			.catch((error: unknown) => {
				const words = error instanceof Error ? error.message : String(error);
				throw new Error(`${gateway.title}, ${target.title}: ${words}`, { cause: error });
			});
		tallies.push({ gateway: gateway.title, target: target.title, ...tally });
	}
});

afterAll(() => {
	faultsAndRequestsGone();
	const lines = tallies.map(({ gateway, target, runs, requests, failed, longestMs }) =>
		[
			gateway.padEnd(15),
			target.padEnd(40),
			...[runs, requests, failed, Math.round(longestMs)].map((count) => String(count).padStart(9)),
		].join(' '),
	);
	const head = ['Gateway'.padEnd(15), 'Target'.padEnd(40)].concat(
		['Runs', 'Requests', 'Failed', 'Most ms'].map((word) => word.padStart(9)),
	);
	process.stdout.write(`Hostile answers\n${head.join(' ')}\n${lines.join('\n')}\n`);
});

function faultsAndRequestsGone(): void {
	setup.sandbox.faults.clear();
	setup.sandbox.requests.clear();
}
