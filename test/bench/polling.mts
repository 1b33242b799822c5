/**
 * Measures what a backlog costs the triggers, at the sandbox and in n8n's own engine, and writes the table of
 * docs/triggers.md.
 */
import { join } from 'node:path';
import { runCommand } from '../../lab/command.mts';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import { startChild, type Child } from '../../lab/measuring/child.mts';
import { Failure } from '../../lab/n8n/failure.mts';
import { buildPackage } from '../../lab/n8n/packageBuild.mts';
import { say } from '../../lab/n8n/say.mts';
import { repository } from '../../lab/n8n/workshop.mts';
import { table } from '../../scripts/docs/markdown.mts';
import { makeFolder, removeFolder } from '../engine/temporaryFolder.mts';
import { MeasuredTable } from './measuredTable.mts';
import type { PollingCost } from './pollingCost.mts';
import type { PollingAnswer, PollingQuestion } from './pollingProcess.mts';

const BACKLOGS = [1000, 10_000, 60_000];
const LIMIT_PER_MINUTE = 60;
const TABLE = new MeasuredTable('triggers.md', 'polling');
const HEADINGS = [
	'Gateway',
	'SMS waiting',
	'Requests',
	'Polls',
	`Requests, ${LIMIT_PER_MINUTE} a minute allowed`,
	'Polls',
	'Memory',
	'Idle poll',
];

async function measureAll(signal: AbortSignal): Promise<string> {
	const measuring = join(repository, 'test', 'bench', 'pollingProcess.mts');
	const commonJs = join(repository, 'test', 'bench', 'commonJs.mts');
	const child = startChild(measuring, [], {
		execArgv: [`--import=${commonJs}`],
		signal,
		killSignal: 'SIGKILL',
	});
	try {
		const rows: string[][] = [];
		for (const { name: gateway, title } of ALL_GATEWAYS) {
			for (const count of BACKLOGS) {
				const free = await measure(child, { gateway, count }, title);
				const question = { gateway, count, perMinute: LIMIT_PER_MINUTE };
				const limited = await measure(child, question, title);
				const row = rowOf(title, count, free, limited);
				say(row.join(' · '));
				rows.push(row);
			}
		}
		return table(HEADINGS, rows);
	} catch (error) {
		signal.throwIfAborted();
		throw error;
	} finally {
		await child.close();
	}
}

/** @throws Failure when not every SMS of the backlog came once and in order */
async function measure(
	child: Child,
	question: PollingQuestion,
	title: string,
): Promise<PollingCost> {
	// What pollingProcess.mts answers.
	const answer = (await child.ask(question)) as PollingAnswer;
	if ('failure' in answer) throw new Error(answer.failure);
	if (answer.cost.isComplete) return answer.cost;
	throw new Failure(`${title}: a backlog of ${question.count} did not come once and in order.`);
}

function rowOf(title: string, count: number, free: PollingCost, limited: PollingCost): string[] {
	const stateBytes = Math.max(free.stateBytes, limited.stateBytes);
	return [
		title,
		count.toLocaleString('en'),
		...[free, limited].flatMap(({ requests, polls }) =>
			[requests, polls].map((number) => number.toLocaleString('en')),
		),
		`${Math.ceil(stateBytes / 1000)} kB`,
		`${free.idleRequests} request${free.idleRequests === 1 ? '' : 's'}`,
	];
}

async function writeTable(signal: AbortSignal): Promise<void> {
	await buildPackage(say, signal);
	makeFolder();
	try {
		await TABLE.write(await measureAll(signal));
		say(`Written to ${TABLE.shownPage}.`);
	} finally {
		removeFolder();
	}
}

await runCommand(
	{
		name: 'measure:polling',
		summary:
			'Builds the package, measures what a backlog costs the trigger of each gateway, in requests, polls and memory,\n' +
			`and writes the table of ${TABLE.shownPage}. It takes about ten minutes.`,
		options: {},
		whenStopped: `Stopped before everything was measured; ${TABLE.shownPage} is as it was.`,
	},
	async (_values, signal) => await writeTable(signal),
);
