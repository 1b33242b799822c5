/** Feeds many hostile answers to all that asks a gateway: `test/fuzz` with more runs than `npm test` has. */
import { randomInt } from 'node:crypto';
import { runCommand, wholeNumber } from '../lab/command.mts';
import { gatewayOption, gatewaysNamed } from '../lab/gatewayOption.mts';
import type { Gateway } from '../lab/gateways/gateway.mts';
import { Failure } from '../lab/n8n/failure.mts';
import { buildPackage } from '../lab/n8n/packageBuild.mts';
import { runScript } from '../lab/n8n/runningScript.mts';
import { say } from '../lab/n8n/say.mts';
import { repository } from '../lab/n8n/workshop.mts';

/** fast-check takes 32 bits. */
const largestSeed = 2 ** 31 - 1;

async function fuzz(
	runs: number,
	seed: number,
	gateways: readonly Gateway[],
	signal: AbortSignal,
): Promise<void> {
	await buildPackage(say, signal);
	say(`${runs} answers each, seed ${seed}.`);
	const titles = gateways.map(({ title }) => title);
	const script = 'node_modules/jest/bin/jest.js';
	const args = ['--runInBand', 'test/fuzz', '--testNamePattern', `^(${titles.join('|')}):`];
	const env = { ...process.env, FUZZ_RUNS: String(runs), FUZZ_SEED: String(seed) };
	const { ok } = await runScript({ script, args, cwd: repository, env }, signal);
	signal.throwIfAborted();
	if (ok) return;
	throw new Failure(
		`An answer did harm, see above. The same answers again: --runs ${runs} --seed ${seed}`,
	);
}

await runCommand(
	{
		name: 'fuzz',
		summary:
			'Builds the package, feeds arbitrary answers to every operation, drop-down, trigger and test of a credential,\n' +
			'and prints how many each of them got. Nothing but a sentence may come of them, and no secret. With the\n' +
			'default number it takes about an hour.',
		options: {
			runs: {
				type: 'string',
				default: '2000',
				value: '<number>',
				help: 'How many answers each of them gets. Default: 2000',
			},
			gateway: gatewayOption,
			seed: {
				type: 'string',
				value: '<number>',
				help: 'What an earlier run printed, to have its answers again. Default: a random number',
			},
		},
		whenStopped: 'Stopped before all answers were given.',
	},
	async ({ runs, gateway, seed }, signal) =>
		await fuzz(
			wholeNumber('runs', runs, { least: 1 }),
			seed === undefined
				? randomInt(largestSeed)
				: wholeNumber('seed', seed, { most: largestSeed }),
			gatewaysNamed(gateway),
			signal,
		),
);
