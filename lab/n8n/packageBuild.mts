import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Failure } from './failure.mts';
import { waitForLock } from './lock.mts';
import { findNpm, packageManagerEnvironment } from './npm.mts';
import { repository, workshop } from './workshop.mts';

const run = promisify(execFile);
const limit = 120_000;

/**
 * Builds this package, while no other `npm start` builds or packs it.
 *
 * @param say prints a sentence for the person who waits
 * @throws Failure when it cannot be built; the signal's reason when the signal comes
 */
export async function buildPackage(
	say: (sentence: string) => void,
	signal: AbortSignal,
): Promise<void> {
	await using _lock = await waitForLock(workshop, say, signal);
	await build(say, signal);
}

/** Builds this package as `buildPackage` does, for a caller that holds the workshop's lock. */
export async function build(say: (sentence: string) => void, signal: AbortSignal): Promise<void> {
	say('Building the package …');
	await npmHere(['run', 'build'], signal);
}

/**
 * Runs npm in this repository and returns what it prints.
 *
 * @throws Failure with what it printed when it fails; the signal's reason when the signal comes
 */
async function npmHere(args: readonly string[], signal: AbortSignal): Promise<string> {
	const env = packageManagerEnvironment();
	const options = { cwd: repository, env, signal, timeout: limit };
	try {
		return (await run(process.execPath, [await findNpm(), ...args], options)).stdout;
	} catch (error) {
		signal.throwIfAborted();
		if (!(error instanceof Error && 'stdout' in error && 'stderr' in error)) throw error;
		const printed = `${String(error.stdout)}${String(error.stderr)}`.trimEnd().split('\n');
		throw new Failure(`npm ${args.join(' ')} failed. It printed:`, printed);
	}
}
