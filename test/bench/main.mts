/** Measures sending in n8n's own engine, beside other ways to send, and writes docs/benchmarks.md. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Failure } from '../../scripts/n8n/failure.mts';
import { ensureInstalled, n8nVersion } from '../../scripts/n8n/installation.mts';
import { say } from '../../scripts/n8n/say.mts';
import { runUntilStopped } from '../../scripts/n8n/stopSignals.mts';
import { shortPath } from '../../scripts/n8n/workshop.mts';
import { makeFolder, removeFolder } from '../engine/temporaryFolder.mts';
import { runCell } from './cell.mts';
import type { Cell } from './plan.mts';
import { EVERYTHING, expectedMs, limitMs, LONGEST_WAIT_MS, planOf, WAYS } from './plan.mts';
import { REPORT_FILE, reportOf, tablesOf } from './report.mts';
import type { Run } from './results.mts';
import { resultOf } from './results.mts';

const HELP = `npm run bench -- [options]: measures everything, and writes ${shortPath(REPORT_FILE)}. Options:

  --gateway <name>     only this gateway: ${EVERYTHING.gateways.join(', ')}
  --way <name>         only this way to send: ${EVERYTHING.ways.join(', ')}
  --messages <number>  only with so many messages
  --latency <ms>       only with a gateway that takes so long to answer
                       Each of these may be given several times. The file is then not written.
  --write              Writes the file all the same.
  --whole              Sends all messages, however long that takes.
  --profile <folder>   Writes a CPU profile of each process there.
  --help               Prints this.
`;

const { values } = parseArgs({
	options: {
		gateway: { type: 'string', multiple: true },
		way: { type: 'string', multiple: true },
		messages: { type: 'string', multiple: true },
		latency: { type: 'string', multiple: true },
		write: { type: 'boolean', default: false },
		whole: { type: 'boolean', default: false },
		profile: { type: 'string' },
		help: { type: 'boolean', default: false },
	},
});

async function bench(signal: AbortSignal): Promise<void> {
	const cells = planOf(
		{
			gateways: chosen('gateway', values.gateway, EVERYTHING.gateways),
			ways: chosen('way', values.way, EVERYTHING.ways),
			messages: values.messages?.map((text) => count('messages', text, 1)) ?? EVERYTHING.messages,
			latencies: values.latency?.map((text) => count('latency', text, 0)) ?? EVERYTHING.latencies,
		},
		values.whole ? Infinity : LONGEST_WAIT_MS,
	);
	const { gateway, way, messages, latency } = values;
	const isPart = [gateway, way, messages, latency].some((option) => option !== undefined);
	const { script } = await ensureInstalled(say, signal);
	makeFolder();
	try {
		const run = await measureAll(cells, script, signal);
		say(`\n${await tablesOf(run)}`);
		if (run.failed.length > 0)
			throw new Failure('Not everything could be measured, so that nothing is written.');
		if (isPart && !values.write) return;
		await writeFile(REPORT_FILE, await reportOf(run));
		say(`Written to ${shortPath(REPORT_FILE)}.`);
	} finally {
		removeFolder();
	}
}

async function measureAll(cells: Cell[], n8nScript: string, signal: AbortSignal): Promise<Run> {
	const run: Run = { results: [], failed: [], n8nVersion, date: new Date() };
	const total = sumOf(cells);
	say(`${cells.length} measurements, about ${minutes(total)}.`);
	const startedAt = performance.now();
	for (const [index, cell] of cells.entries()) {
		let outcome: string;
		try {
			const options = { n8nScript, profileFolder: values.profile, limitMs: limitMs(cell), signal };
			const result = resultOf(cell, await runCell(cell, options));
			run.results.push(result);
			outcome = `${(result.ms / 1000).toFixed(2)} s`;
		} catch (error) {
			signal.throwIfAborted();
			const reason = reasonOf(error);
			run.failed.push({ cell, reason });
			outcome = `failed: ${reason}`;
		}
		const left = sumOf(cells.slice(index + 1));
		const pace = (performance.now() - startedAt) / (total - left);
		say(`${nameOf(cell, index, cells.length)}: ${outcome}; about ${minutes(left * pace)} left`);
	}
	return run;
}

function nameOf({ gateway, way, messages, latencyMs, sample }: Cell, index: number, of: number) {
	const position = `[${String(index + 1).padStart(String(of).length)}/${of}]`;
	const sent = sample < messages ? ` (${sample} sent)` : '';
	return `${position} ${gateway}, ${messages} messages${sent}, ${latencyMs} ms, ${WAYS[way]}`;
}

function sumOf(cells: Cell[]): number {
	return cells.reduce((sum, cell) => sum + expectedMs(cell), 0);
}

function minutes(ms: number): string {
	return ms < 90_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;
}

/** What is behind an error: an abort has the reason as its cause. */
function reasonOf(error: unknown): string {
	const { cause = error } = error instanceof Error ? error : {};
	return cause instanceof Error ? cause.message : String(cause);
}

/** @throws Failure for a name that is not there */
function chosen<T extends string>(option: string, names: string[] | undefined, all: T[]): T[] {
	const unknown = names?.find((name) => !all.some((known) => known === name));
	if (unknown !== undefined) {
		throw new Failure(`--${option} ${unknown} is not one of: ${all.join(', ')}.`);
	}
	return all.filter((known) => names === undefined || names.includes(known));
}

/** @throws Failure for what is not a whole number, or a smaller one */
function count(option: string, text: string, least: number): number {
	const value = Number(text);
	if (/^\d+$/.test(text) && value >= least) return value;
	throw new Failure(`--${option} ${text} is not a whole number from ${least} on.`);
}

if (values.help) say(HELP);
else await runUntilStopped(bench, 'Stopped before everything was measured.');
