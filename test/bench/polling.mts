/**
 * Measures what triggers cost: a hundred published ones in a real n8n while nothing comes in, and each one with a backlog
 * in n8n's own engine. Writes the tables of docs/triggers.md.
 */
import { join } from 'node:path';
import { namesAmong, runCommand, wholeNumber } from '../../lab/command.mts';
import { gatewayOption, gatewaysNamed } from '../../lab/gatewayOption.mts';
import type { Gateway } from '../../lab/gateways/gateway.mts';
import { startChild, type Child } from '../../lab/measuring/child.mts';
import { Failure } from '../../lab/n8n/failure.mts';
import { newest, type Generation } from '../../lab/n8n/installation.mts';
import { generationNamed, generationOption } from '../../lab/n8n/generationOption.mts';
import { buildPackage } from '../../lab/n8n/packageBuild.mts';
import { say } from '../../lab/n8n/say.mts';
import { prepareTestRig } from '../../lab/n8n/testRig.mts';
import { repository } from '../../lab/n8n/workshop.mts';
import { table } from '../../scripts/docs/markdown.mts';
import { makeFolder, removeFolder } from '../engine/temporaryFolder.mts';
import { MeasuredTable } from './measuredTable.mts';
import type { PollingCost } from './pollingCost.mts';
import type { PollingAnswer, PollingQuestion } from './pollingProcess.mts';
import {
	ALL_WAYS,
	measurePublished,
	PUBLISHED,
	type Published,
	type PollingLoad,
	type PollingPlan,
	USUAL_WAYS,
} from './publishedPolls.mts';

/** What is measured, by the name of its table. */
const PARTS = ['published', 'backlogs'] as const;
type Part = (typeof PARTS)[number];
const TABLES: Record<Part, MeasuredTable> = {
	published: new MeasuredTable('triggers.md', 'published triggers'),
	backlogs: new MeasuredTable('triggers.md', 'polling'),
};
const PAGE = TABLES.published.shownPage;
const DEFAULT_WORKFLOWS = 100;
const DEFAULT_MINUTES = 1;
const MINUTES_PER_HOUR = 60;
const PUBLISHED_HEADINGS = [
	'Published',
	'Requests a minute',
	'Most to one account in a second',
	'Most at once',
	'Traffic an hour',
	'CPU an hour',
	'Executions an hour',
	'State stored an hour',
	'Written to disk an hour',
];
const BACKLOGS = [1000, 10_000, 60_000];
const LIMIT_PER_MINUTE = 60;
const BACKLOG_HEADINGS = [
	'Gateway',
	'SMS waiting',
	'Requests',
	'Polls',
	`Requests, ${LIMIT_PER_MINUTE} a minute allowed`,
	'Polls',
	'Memory',
	'Idle poll',
];

async function publishedTable(
	ways: readonly Published[],
	plan: PollingPlan,
	generation: Generation,
	signal: AbortSignal,
): Promise<string> {
	const rows: string[][] = [];
	for (const way of ways) {
		// Each has an n8n of its own, so that nothing is left of what was measured before.
		await using rig = await prepareTestRig('polling', generation, signal);
		await using session = await rig.start(signal);
		const row = [PUBLISHED[way], ...columnsOf(await measurePublished(way, plan, session))];
		say(row.join(' · '));
		rows.push(row);
	}
	return table(PUBLISHED_HEADINGS, rows);
}

function columnsOf(load: PollingLoad): string[] {
	const hourly = (number: number) => (number / load.minutes) * MINUTES_PER_HOUR;
	const whole = (number: number) => Math.round(number).toLocaleString('en');
	return [
		whole(load.requests / load.minutes),
		whole(load.mostInASecond),
		whole(load.mostInFlight),
		`${(hourly(load.bytes) / 1e6).toFixed(0)} MB`,
		`${whole(hourly(load.cpu))} s`,
		whole(hourly(load.executions)),
		whole(hourly(load.staticData)),
		`${(hourly(load.written) / 1e6).toFixed(0)} MB`,
	];
}

async function backlogsTable(gateways: readonly Gateway[], signal: AbortSignal): Promise<string> {
	await buildPackage(say, signal);
	makeFolder();
	try {
		return await measureBacklogs(gateways, signal);
	} finally {
		removeFolder();
	}
}

async function measureBacklogs(gateways: readonly Gateway[], signal: AbortSignal): Promise<string> {
	const measuring = join(repository, 'test', 'bench', 'pollingProcess.mts');
	const commonJs = join(repository, 'test', 'bench', 'commonJs.mts');
	const child = startChild(measuring, [], {
		execArgv: [`--import=${commonJs}`],
		signal,
		killSignal: 'SIGKILL',
	});
	try {
		const rows: string[][] = [];
		for (const { name: gateway, title } of gateways) {
			for (const count of BACKLOGS) {
				const free = await measure(child, { gateway, count }, title);
				const question = { gateway, count, perMinute: LIMIT_PER_MINUTE };
				const limited = await measure(child, question, title);
				const row = rowOf(title, count, free, limited);
				say(row.join(' · '));
				rows.push(row);
			}
		}
		return table(BACKLOG_HEADINGS, rows);
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

await runCommand(
	{
		name: 'measure:polling',
		summary:
			'Measures what the triggers cost. In a real n8n: 100 published workflows with them while nothing comes in, beside\n' +
			"100 of n8n's own Schedule and HTTP Request. In n8n's engine: what a backlog costs the trigger of each gateway, in\n" +
			`requests, polls and memory. Writes the tables of ${PAGE}. It takes about a quarter of an hour, on Linux.`,
		options: {
			part: {
				type: 'string',
				multiple: true,
				value: '<name>',
				help: `Only this part, and only its table. One of\n${PARTS.join(', ')}.`,
			},
			gateway: gatewayOption,
			way: {
				type: 'string',
				multiple: true,
				value: '<name>',
				help: `Only this way in the part published. One of\n${ALL_WAYS.join(', ')}.`,
			},
			workflows: {
				type: 'string',
				value: '<number>',
				help: `How many workflows are published. Default: ${DEFAULT_WORKFLOWS}`,
			},
			minutes: {
				type: 'string',
				value: '<number>',
				help: `For how many minutes n8n is watched, each way. Default: ${DEFAULT_MINUTES}`,
			},
			n8n: {
				...generationOption,
				help: `${generationOption.help}\nWith one of these but --part, nothing is written.`,
			},
		},
		whenStopped: `Stopped before everything was measured; ${PAGE} has no part of it.`,
	},
	async ({ part, gateway, way, workflows, minutes, n8n }, signal) => {
		const parts = namesAmong('part', part, PARTS);
		const ways = way === undefined ? USUAL_WAYS : namesAmong('way', way, ALL_WAYS);
		const gateways = gatewaysNamed(gateway);
		const plan: PollingPlan = {
			gateways,
			workflows: wholeNumber('workflows', workflows ?? String(DEFAULT_WORKFLOWS), { least: 1 }),
			minutes: wholeNumber('minutes', minutes ?? String(DEFAULT_MINUTES), { least: 1 }),
		};
		const generation = generationNamed(n8n);
		const isWhole =
			generation === newest &&
			[gateway, way, workflows, minutes].every((option) => option === undefined);
		for (const one of parts) {
			const markdown =
				one === 'published'
					? await publishedTable(ways, plan, generation, signal)
					: await backlogsTable(gateways, signal);
			if (!isWhole) continue;
			await TABLES[one].write(markdown);
			say(`Written to ${PAGE}.`);
		}
	},
);
