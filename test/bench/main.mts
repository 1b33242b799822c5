/** Measures sending in n8n's own engine, beside other ways to send, and writes docs/benchmarks.md. */
import { writeFile } from 'node:fs/promises';
import { namesAmong, runCommand, wholeNumber, type Values } from '../../lab/command.mts';
import { Failure } from '../../lab/n8n/failure.mts';
import { ensureInstalled, n8nVersion } from '../../lab/n8n/installation.mts';
import { buildPackage } from '../../lab/n8n/packageBuild.mts';
import { say } from '../../lab/n8n/say.mts';
import { shortPath } from '../../lab/n8n/workshop.mts';
import { makeFolder, removeFolder } from '../engine/temporaryFolder.mts';
import { runCell, type CellOptions } from './cell.mts';
import type { Cell } from './plan.mts';
import { EVERYTHING, expectedMs, limitMs, LONGEST_WAIT_MS, planOf, WAYS } from './plan.mts';
import { REPORT_FILE, reportOf, tablesOf } from './report.mts';
import type { Run } from './results.mts';
import { resultOf } from './results.mts';

const options = {
	gateway: {
		type: 'string',
		multiple: true,
		value: '<name>',
		help: `Only this gateway. One of\n${EVERYTHING.gateways.join(', ')}.`,
	},
	way: {
		type: 'string',
		multiple: true,
		value: '<name>',
		help: `Only this way to send. One of\n${EVERYTHING.ways.join(', ')}.`,
	},
	messages: {
		type: 'string',
		multiple: true,
		value: '<number>',
		help: 'Only with this many messages.',
	},
	latency: {
		type: 'string',
		multiple: true,
		value: '<ms>',
		help:
			'Only with a gateway that takes so long to answer.\n' +
			'Each of these may be given several times. The file is then not written.',
	},
	write: { type: 'boolean', default: false, help: 'Writes the file even so.' },
	whole: { type: 'boolean', default: false, help: 'Sends all messages, however long that takes.' },
	profile: {
		type: 'string',
		value: '<folder>',
		help: 'Writes a CPU profile of each process there.',
	},
} as const;

type Options = Values<typeof options>;

async function bench(
	{ gateway, way, messages, latency, write, whole, profile }: Options,
	signal: AbortSignal,
): Promise<void> {
	const numbers = (option: string, texts: readonly string[] | undefined, least: number) =>
		texts?.map((text) => wholeNumber(option, text, { least }));
	const cells = planOf(
		{
			gateways: namesAmong('gateway', gateway, EVERYTHING.gateways),
			ways: namesAmong('way', way, EVERYTHING.ways),
			messages: numbers('messages', messages, 1) ?? EVERYTHING.messages,
			latencies: numbers('latency', latency, 0) ?? EVERYTHING.latencies,
		},
		whole ? Infinity : LONGEST_WAIT_MS,
	);
	const isPart = [gateway, way, messages, latency].some((option) => option !== undefined);
	await buildPackage(say, signal);
	const { script } = await ensureInstalled(say, signal);
	makeFolder();
	try {
		const run = await measureAll(cells, { n8nScript: script, profileFolder: profile, signal });
		say(`\n${await tablesOf(run)}`);
		if (run.failed.length > 0)
			throw new Failure('Not everything could be measured, so that nothing is written.');
		if (isPart && !write) return;
		await writeFile(REPORT_FILE, await reportOf(run));
		say(`Written to ${shortPath(REPORT_FILE)}.`);
	} finally {
		removeFolder();
	}
}

async function measureAll(cells: Cell[], common: Omit<CellOptions, 'limitMs'>): Promise<Run> {
	const run: Run = { results: [], failed: [], n8nVersion, date: new Date() };
	const total = sumOf(cells);
	say(`${cells.length} measurements, about ${minutes(total)}.`);
	const startedAt = performance.now();
	for (const [index, cell] of cells.entries()) {
		let outcome: string;
		try {
			const result = resultOf(cell, await runCell(cell, { ...common, limitMs: limitMs(cell) }));
			run.results.push(result);
			outcome = `${(result.ms / 1000).toFixed(2)} s`;
		} catch (error) {
			common.signal.throwIfAborted();
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

await runCommand(
	{
		name: 'bench',
		summary:
			"Builds the package, compares sending in n8n's engine with other ways to send, and writes\n" +
			`${shortPath(REPORT_FILE)}. It takes about 20 minutes.`,
		options,
		whenStopped: 'Stopped before everything was measured.',
	},
	bench,
);
