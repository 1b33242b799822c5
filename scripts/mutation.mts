/** Changes the sources in small ways, one at a time, and counts how many of these changes a test notices. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runCommand, wholeNumber } from '../lab/command.mts';
import { Failure, UsageError } from '../lab/n8n/failure.mts';
import { ensureMade } from '../lab/n8n/madeFolder.mts';
import { buildPackage } from '../lab/n8n/packageBuild.mts';
import { installWithNpm } from '../lab/n8n/packageManager.mts';
import { runScript } from '../lab/n8n/runningScript.mts';
import { say } from '../lab/n8n/say.mts';
import { recipes, repository, shortPath, workshop } from '../lab/n8n/workshop.mts';
import { AREAS, GENERATED, type Area } from './mutation/areas.mts';
import { type MutationResult, readReport, staleReasons } from './mutation/report.mts';

const run = promisify(execFile);

/** How many of a hundred mutants a test must kill. */
const LEAST_KILLED = 85;
const TOOLS = join(workshop, 'stryker');
/** The options, reports and kept results of every area. */
const FOLDER = join(workshop, 'mutation');

/** An area with those of its files that are mutated. */
interface Task extends Area {
	name: string;
	files: string[];
}

async function git(args: readonly string[], signal: AbortSignal): Promise<string[]> {
	const { stdout } = await run('git', args, { cwd: repository, signal });
	return stdout.split('\n').filter((line) => line !== '');
}

/** The files that are mutated, by area. @throws UsageError where git does not know the commit */
async function tasksOf(
	{ since, only }: { since?: string; only?: string },
	signal: AbortSignal,
): Promise<Task[]> {
	const sources = await git(['ls-files', '--', 'nodes/*.ts'], signal);
	const changed = since === undefined ? undefined : await changedSince(since, signal);
	const isMeant = (file: string) =>
		!GENERATED.includes(file) &&
		(changed?.includes(file) ?? true) &&
		(only === undefined || isIn(file, only.replace(/\/$/, '')));
	const isOf = (area: Area) => (file: string) => area.sources.some((folder) => isIn(file, folder));
	return Object.entries(AREAS)
		.map(([name, area]) => ({ ...area, name, files: sources.filter(isMeant).filter(isOf(area)) }))
		.filter(({ files }) => files.length > 0);
}

function isIn(file: string, path: string): boolean {
	return file === path || file.startsWith(`${path}/`);
}

async function changedSince(commit: string, signal: AbortSignal): Promise<string[]> {
	try {
		return await git(['diff', '--name-only', '--diff-filter=d', commit, '--', 'nodes'], signal);
	} catch (error) {
		signal.throwIfAborted();
		if (!(error instanceof Error && 'stderr' in error)) throw error;
		throw new UsageError(`--since ${commit} is no commit that git knows`);
	}
}

/** Mutates the files of an area. @throws Failure where Stryker cannot do it */
async function mutate(
	{ name, files, tests, without = [] }: Task,
	{ concurrency, sandbox }: { concurrency: number; sandbox: string },
	signal: AbortSignal,
): Promise<MutationResult> {
	const reportFile = join(FOLDER, `${name}.report.json`);
	const options = {
		testRunner: 'jest',
		plugins: ['@stryker-mutator/jest-runner'],
		jest: { configFile: 'jest.mutation.config.js', enableFindRelatedTests: false },
		coverageAnalysis: 'perTest',
		concurrency,
		mutate: files,
		mutator: { excludedMutations: without },
		incremental: true,
		incrementalFile: join(FOLDER, `${name}.incremental.json`),
		reporters: ['json', 'progress-append-only'],
		jsonReporter: { fileName: reportFile },
		tempDirName: sandbox,
		ignorePatterns: ['/.workshop', '/docs', '/examples', '/packages', '/tools'],
		// What a busy machine takes longer for is no endless loop.
		timeoutMS: 60_000,
		allowConsoleColors: false,
		dryRunTimeoutMinutes: 30,
	};
	const optionsFile = join(FOLDER, `${name}.options.json`);
	await writeFile(optionsFile, JSON.stringify(options));
	const patterns = tests.map((path) => (path.endsWith('.mts') ? path : `${path}/**/*.test.mts`));
	const script = join(TOOLS, 'node_modules/@stryker-mutator/core/bin/stryker.js');
	const env = { ...process.env, MUTATION_TESTS: JSON.stringify(patterns) };
	const args = ['run', shortPath(optionsFile)];
	const { ok, how } = await runScript({ script, args, cwd: repository, env }, signal);
	signal.throwIfAborted();
	if (!ok) throw new Failure(`Stryker ended ${how} in ${name}.`);
	return await readReport(reportFile, files);
}

/** Mutates one area after the other, and says what came of each. */
async function mutateAll(
	tasks: readonly Task[],
	concurrency: number,
	signal: AbortSignal,
): Promise<MutationResult> {
	const total: MutationResult = { killed: 0, survivors: [] };
	// Out of the repository, where the lint would read the copies of the sources.
	const sandbox = await mkdtemp(join(tmpdir(), 'mutation-'));
	try {
		for (const task of tasks) {
			say(`${task.name}: ${task.files.length} files …`);
			const result = await mutate(task, { concurrency, sandbox }, signal);
			tell(task.name, result);
			total.killed += result.killed;
			total.survivors.push(...result.survivors);
		}
	} finally {
		await rm(sandbox, { recursive: true, force: true });
	}
	return total;
}

/** Says what came of some mutants. */
function tell(name: string, { killed, survivors }: MutationResult): void {
	const all = killed + survivors.length;
	const listed = survivors.filter(({ because }) => because !== undefined).length;
	const share = all === 0 ? '' : ` (${((100 * killed) / all).toFixed(1)} %)`;
	say(`${name}: ${killed} of ${all} mutants killed${share}; ${listed} of the others are listed.`);
}

await runCommand(
	{
		name: 'mutation',
		summary:
			'Builds the package, changes the sources in small ways, one at a time, and runs the tests that reach the change.\n' +
			'Names the changes that no test has noticed, except those in scripts/mutation/survivors.mts, and fails where there\n' +
			`are any, and where fewer than ${LEAST_KILLED} % were noticed. Results of unchanged code and tests are kept in\n` +
			'.workshop/mutation. Everything takes many hours.',
		options: {
			since: {
				type: 'string',
				value: '<commit>',
				help: 'Only the files that differ from this commit',
			},
			only: {
				type: 'string',
				value: '<path>',
				help: 'Only this file, or the files in this folder',
			},
			concurrency: {
				type: 'string',
				default: '1',
				value: '<number>',
				help: 'How many changes are tried at once. Default: 1',
			},
		},
		whenStopped: 'Stopped before all changes were tried; only what came of whole areas is kept.',
	},
	async ({ concurrency, ...choice }, signal) => {
		const atOnce = wholeNumber('concurrency', concurrency, { least: 1 });
		const tasks = await tasksOf(choice, signal);
		if (tasks.length === 0) {
			if (choice.since === undefined)
				throw new UsageError(`--only ${choice.only} has no such files`);
			return say('No file that is mutated has changed.');
		}
		await ensureMade(TOOLS, join(recipes, 'mutation'), say, signal, async () => {
			say(`Installing Stryker in ${shortPath(TOOLS)} (first time only) …`);
			await installWithNpm(TOOLS, signal);
		});
		await mkdir(FOLDER, { recursive: true });
		await buildPackage(say, signal);
		const total = await mutateAll(tasks, atOnce, signal);
		const stale = staleReasons(
			tasks.flatMap(({ files }) => files),
			total.survivors,
		);
		const unlisted = total.survivors
			.filter(({ because }) => because === undefined)
			.map(
				({ file, lineNumber, line, becomes, isReached }) =>
					`${file}:${lineNumber}: no test ${isReached ? 'notices' : 'reaches'} "${line}" → "${becomes}"`,
			);
		for (const sentence of [...unlisted, ...stale]) say(sentence);
		tell('All', total);
		const share = (100 * total.killed) / (total.killed + total.survivors.length);
		if (share < LEAST_KILLED) throw new Failure(`Fewer than ${LEAST_KILLED} % were killed.`);
		if (unlisted.length + stale.length > 0)
			throw new Failure('The list of survivors does not fit.');
	},
);
