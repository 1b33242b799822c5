/**
 * Measures in a real n8n what it takes to bring a group of contacts to a list from which it differs in little: with Sync
 * Group, with Create or Update for everybody, and with a flow of n8n's own nodes; and what it takes to put new people into
 * an empty group. Writes the tables of docs/contacts.md.
 */
import { isDeepStrictEqual } from 'node:util';
import { namesAmong, runCommand, wholeNumber } from '../../lab/command.mts';
import { gatewayOption, gatewaysNamed } from '../../lab/gatewayOption.mts';
import type { Gateway } from '../../lab/gateways/gateway.mts';
import { digitsOf } from '../../lab/gateways/phoneNumber.mts';
import { peakMemoryOf, startToCountMemory } from '../../lab/measuring/processMemory.mts';
import { cpuOf } from '../../lab/measuring/processUsage.mts';
import { Failure } from '../../lab/n8n/failure.mts';
import { newest } from '../../lab/n8n/installation.mts';
import { isOver } from '../../lab/n8n/restClient.mts';
import { nodeRunsOf } from '../../lab/n8n/runData.mts';
import { say } from '../../lab/n8n/say.mts';
import type { Session } from '../../lab/n8n/session.mts';
import { prepareTestRig, type TestRig } from '../../lab/n8n/testRig.mts';
import { waitFor } from '../../lab/n8n/waitFor.mts';
import { startSandbox } from '../../lab/sandbox/sandbox.mts';
import { table } from '../../scripts/docs/markdown.mts';
import { chooseCredential } from '../e2e/sending/run.mts';
import { TIMED } from './claims.mts';
import { contactFlow, START, WAYS, type Way } from './contactFlows.mts';
import { CONTACT_SUBJECTS, type ContactSubject, type Person } from './contactSubjects.mts';
import { MeasuredTable } from './measuredTable.mts';

/** What is done with a group. */
interface Task {
	contacts: number;
	/** The first is that which the others are held against. */
	ways: readonly Way[];
	table: MeasuredTable;
}

const TASKS = {
	sync: {
		contacts: 10_000,
		ways: ['syncGroup', 'upsert', 'ownNodes'],
		table: new MeasuredTable('contacts.md', 'contacts'),
	},
	fill: {
		contacts: 1000,
		ways: ['create', 'requests'],
		table: new MeasuredTable('contacts.md', 'new contacts'),
	},
} as const satisfies Record<string, Task>;

type TaskName = keyof typeof TASKS;
const ALL_TASKS: readonly TaskName[] = ['sync', 'fill'];
const ALL_WAYS: readonly Way[] = ALL_TASKS.flatMap((name) => TASKS[name].ways);
const PAGE = TASKS.sync.table.shownPage;
/** How many people of the list are new, have another name than in the group, and left the list. */
const DIFFERENCES = { added: 7, updated: 7, gone: 6 } as const;
const ROWS_PER_INSERT = 500;
const SECONDS_FOR_RUN = 3600;

interface Cost {
	requests: number;
	/** Of the nodes that do the work, as n8n measured it. */
	milliseconds: number;
	/** What n8n's process computed for the whole run, in seconds. */
	cpu: number;
	/** The most memory that n8n's process used beyond what it used before, in bytes. */
	memory: number;
}

/** A gateway with the people that its group is to hold, and those that it holds. */
interface Contender {
	gateway: Gateway;
	subject: ContactSubject;
	list: Person[];
	held: Person[];
}

/** @returns nobody where the gateway cannot do it */
function contenderOf(gateway: Gateway, task: TaskName, contacts: number): Contender[] {
	const subject = CONTACT_SUBJECTS[gateway.name];
	const { added, updated, gone } = DIFFERENCES;
	const people = Array.from({ length: contacts + gone }, (_, n) => ({
		phone: digitsOf(gateway.phone(n)),
		firstName: 'Ada',
		lastName: `Smith ${n}`,
	}));
	const list = people.slice(0, contacts);
	if (task === 'fill') return [{ gateway, subject, list, held: [] }];
	if (subject.listParameters === undefined) return [];
	const held = [
		...list.slice(0, updated).map((person) => ({ ...person, lastName: `Byron` })),
		...list.slice(updated, -added),
		...people.slice(contacts),
	];
	return [{ gateway, subject, list, held }];
}

async function measure(
	{ gateway, subject, list, held }: Contender,
	way: Way,
	rig: TestRig,
	signal: AbortSignal,
): Promise<Cost> {
	await using atTheEnd = new AsyncDisposableStack();
	// Both are new each time, so that nothing is left of what was measured before.
	const sandbox = await startSandbox();
	atTheEnd.defer(() => sandbox.close());
	const session = atTheEnd.use(await rig.start(signal));
	const { rest } = session;
	const group = subject.seed(sandbox, held);
	const credential = gateway.credential(sandbox);
	const credentials = await chooseCredential(credential, session);
	const tableId = await tableOf(`${gateway.title}, ${way}`, list, session);
	const { workflow, measured } = contactFlow(way, {
		gateway,
		subject,
		credential,
		credentials,
		group,
		tableId,
	});
	const saved = await rest.createWorkflow(workflow);
	const fault = { kind: 'latency', ms: TIMED.latencyMs } as const;
	sandbox.faults.add({ when: 'before', times: Infinity, fault });

	const before = await startToCountMemory(session.pid);
	const cpuBefore = await cpuOf(session.pid);
	await rest.runWorkflow(saved, START);
	await untilEnded(saved.id, session);
	const memory = (await peakMemoryOf(session.pid)) - before;
	const cpu = (await cpuOf(session.pid)) - cpuBefore;
	const requests = sandbox.requests.all.length;

	const [execution] = await rest.newestExecutions(saved.id, 1);
	if (execution?.status !== 'success') {
		throw new Failure(`${gateway.title}, ${WAYS[way]}: ${execution?.error}`);
	}
	const { resultData } = execution;
	const runs = measured.flatMap((name) => nodeRunsOf(resultData, name));
	const milliseconds = runs.reduce((sum, { executionTime }) => sum + executionTime, 0);
	expectGroup(subject.held(sandbox), { gateway, subject, list, held }, way, group);
	return { requests, milliseconds, cpu, memory };
}

/** Waits for the end of a workflow's run. While n8n is busy with that, it may not answer for a long time. */
async function untilEnded(workflowId: string, { rest, signal }: Session): Promise<void> {
	await waitFor('the workflow to end', SECONDS_FOR_RUN, signal, async () => {
		try {
			const status = await rest.latestStatus(workflowId);
			return status !== undefined && isOver({ status }) ? true : undefined;
		} catch (error) {
			signal.throwIfAborted();
			if (error instanceof Failure) return undefined;
			throw error;
		}
	});
}

/** @throws Failure when the group does not hold the list, or has somebody else in it whom this way can remove */
function expectGroup(
	people: Person[],
	{ gateway, subject, list, held }: Contender,
	way: Way,
	group: string,
): void {
	const removes = way !== 'upsert' && subject.calls(group).remove !== undefined;
	const wanted = removes ? list : [...list, ...held.slice(-DIFFERENCES.gone)];
	if (isDeepStrictEqual(new Set(people.map(linesOf)), new Set(wanted.map(linesOf)))) return;
	throw new Failure(`${gateway.title}, ${WAYS[way]}: the group does not hold the list.`);
}

function linesOf({ phone, firstName, lastName }: Person): string {
	return [digitsOf(phone), firstName, lastName].join();
}

async function tableOf(name: string, list: Person[], { rest }: Session): Promise<string> {
	const columns = ['phone', 'firstName', 'lastName'].map((column) => ({
		name: column,
		type: 'string',
	}));
	const id = await rest.createDataTable({ name, columns });
	for (let row = 0; row < list.length; row += ROWS_PER_INSERT) {
		const rows = list.slice(row, row + ROWS_PER_INSERT).map((person) => ({ ...person }));
		await rest.addRows(id, rows);
	}
	return id;
}

function rowOf(
	{ gateway }: Contender,
	way: Way,
	{ requests, milliseconds, cpu, memory }: Cost,
	first: Cost | undefined,
): string[] {
	const shown = (seconds: number) => `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
	return [
		gateway.title,
		WAYS[way],
		requests.toLocaleString('en'),
		shown(milliseconds / 1000),
		first === undefined ? '' : `${(milliseconds / first.milliseconds).toFixed(1)} ×`,
		shown(cpu),
		`${Math.ceil(memory / 1e6)} MB`,
	];
}

async function tableFor(
	task: TaskName,
	ways: readonly Way[],
	contenders: readonly Contender[],
	rig: TestRig,
	signal: AbortSignal,
): Promise<string> {
	const [first] = TASKS[task].ways;
	const rows: string[][] = [];
	for (const contender of contenders) {
		let costOfFirst: Cost | undefined;
		for (const way of ways) {
			const cost = await measure(contender, way, rig, signal);
			if (way === first) costOfFirst = cost;
			const row = rowOf(contender, way, cost, costOfFirst);
			say(row.join(' · '));
			rows.push(row);
		}
	}
	const times = `Times ${WAYS[first]}`;
	return table(['Gateway', 'Way', 'Requests', 'Time', times, 'CPU', 'Memory'], rows);
}

await runCommand(
	{
		name: 'measure:contacts',
		summary:
			'Measures in a real n8n what it takes to bring a group of 10,000 contacts to a list with 20 differences, and to put\n' +
			`1,000 new people into a group, in requests, time and memory. Writes the tables of ${PAGE}. It takes about\n` +
			'twenty minutes, on Linux.',
		options: {
			task: {
				type: 'string',
				multiple: true,
				value: '<name>',
				help: `Only this task, and only its table. One of\n${ALL_TASKS.join(', ')}.`,
			},
			gateway: gatewayOption,
			way: {
				type: 'string',
				multiple: true,
				value: '<name>',
				help: `Only this way. One of\n${ALL_WAYS.join(', ')}.`,
			},
			contacts: {
				type: 'string',
				value: '<number>',
				help:
					`With this many contacts. Default: ${TASKS.sync.contacts}, and ${TASKS.fill.contacts} new ones\n` +
					'With one of these but --task, nothing is written.',
			},
		},
		whenStopped: `Stopped before everything was measured; ${PAGE} has only what was.`,
	},
	async ({ task, gateway, way, contacts }, signal) => {
		const tasks = namesAmong('task', task, ALL_TASKS);
		const ways = namesAmong('way', way, ALL_WAYS);
		const gateways = gatewaysNamed(gateway);
		const count =
			contacts === undefined ? undefined : wholeNumber('contacts', contacts, { least: 100 });
		const isWhole = [gateway, way, contacts].every((option) => option === undefined);
		await using rig = await prepareTestRig('contacts', newest, signal);
		for (const one of tasks) {
			const { table: place, contacts: usual, ways: waysOfTask } = TASKS[one];
			const contenders = gateways.flatMap((gatewayOf) =>
				contenderOf(gatewayOf, one, count ?? usual),
			);
			const chosen = waysOfTask.filter((known) => ways.includes(known));
			const markdown = await tableFor(one, chosen, contenders, rig, signal);
			if (!isWhole) continue;
			await place.write(markdown);
			say(`Written to ${PAGE}.`);
		}
	},
);
