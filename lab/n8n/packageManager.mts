import { join } from 'node:path';
import { Failure } from './failure.mts';
import { lastLines, logLines } from './logFile.mts';
import { findNpm, packageManagerEnvironment } from './npm.mts';
import { runScript } from './runningScript.mts';
import { shortPath, workshop } from './workshop.mts';

/** Everything that npm and pnpm print while they install. */
export const installLog = join(workshop, 'install.log');

const minutesForInstall = 30;

/**
 * Installs what the package.json and package-lock.json in a folder say, and builds nothing.
 *
 * @param npm its start script; the default is the one that this machine has
 */
export async function installWithNpm(
	folder: string,
	signal: AbortSignal,
	npm?: string,
): Promise<void> {
	const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
	await installWith('npm', npm ?? (await findNpm()), args, folder, signal);
}

/**
 * Runs a package manager to its end.
 *
 * @param name what people call it
 * @param script its own start script
 * @param onLine called with every line that it prints
 * @throws Failure when it does not succeed; the signal's reason when the signal comes
 */
export async function installWith(
	name: string,
	script: string,
	args: readonly string[],
	folder: string,
	signal: AbortSignal,
	onLine: (line: string) => void = () => {},
): Promise<void> {
	const env = packageManagerEnvironment();
	const options = { script, args, cwd: folder, env, logFile: installLog, onLine };
	const limit = AbortSignal.timeout(minutesForInstall * 60_000);
	const { ok, how } = await runScript(options, AbortSignal.any([signal, limit]));
	signal.throwIfAborted();
	if (limit.aborted) {
		throw new Failure(`${name} was stopped: it took longer than ${minutesForInstall} minutes.`);
	}
	if (!ok) {
		throw new Failure(
			`${name} could not install all of ${shortPath(folder)}: it ended ${how}. ` +
				((await failedToCompile()) ? compilersNeeded : tryAgain) +
				`The whole log is ${shortPath(installLog)}; it ends with:`,
			await lastLines(installLog),
		);
	}
}

const tryAgain = 'The next start tries again and keeps what was downloaded. ';
const compilersNeeded =
	'A package that cannot be downloaded ready for this machine could not be compiled either: ' +
	'install a C++ compiler, make and Python, then start again. ';

async function failedToCompile(): Promise<boolean> {
	return (await logLines(installLog)).some((line) => line.includes('gyp ERR'));
}
