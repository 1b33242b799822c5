/**
 * Measures n8n's queue mode: how much memory an execution of 10,000 items needs in a worker, and how much more two
 * workers get done than one. Writes the tables of docs/benchmarks-queue.md.
 */
import { runCommand, wholeNumber } from '../../lab/command.mts';
import type { Gateway, SendOperation } from '../../lab/gateways/gateway.mts';
import { ALL_GATEWAYS, GATEWAYS } from '../../lab/gateways/gateways.mts';
import { itemsFor } from '../../lab/gateways/items.mts';
import { median } from '../../lab/measuring/median.mts';
import { peakMemoryOf, startToCountMemory } from '../../lab/measuring/processMemory.mts';
import { startRemoteSandbox, type RemoteSandbox } from '../../lab/measuring/remoteSandbox.mts';
import { Failure } from '../../lab/n8n/failure.mts';
import { n8nVersion } from '../../lab/n8n/installation.mts';
import type { Instance } from '../../lab/n8n/instance.mts';
import { prepareQueueRig, type QueueRig } from '../../lab/n8n/queue/queueRig.mts';
import { isOver } from '../../lab/n8n/restClient.mts';
import { say } from '../../lab/n8n/say.mts';
import type { Session } from '../../lab/n8n/session.mts';
import { waitFor } from '../../lab/n8n/waitFor.mts';
import { table } from '../../scripts/docs/markdown.mts';
import { chooseCredential, smsNode } from '../e2e/sending/run.mts';
import { publish, type NodeContent } from '../e2e/sending/workflow.mts';
import { inTurns } from '../queue/inTurns.mts';
import { describeMachine } from './machine.mts';
import { MeasuredTable } from './measuredTable.mts';
import { TEXT } from './messages.mts';

const PAGE = new MeasuredTable('benchmarks-queue.md', 'queue');
const DEFAULT_ITEMS = 10_000;
/** Of what one and two workers get done; for the memory each run has a new worker, and there is one. */
const ROUNDS = 3;
const WARM_UP_ITEMS = 100;
const SECONDS_FOR_RUN = 1800;
const CALLS = 100;
const CALLS_AT_ONCE = 40;
const WARM_UP_CALLS = 20;
/** None, where the processor is the limit, and one so long that n8n's 10 executions at once for each worker are. */
const LATENCIES_MS = [0, 1000];
const NO_OPERATION: NodeContent = {
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	parameters: {},
};
/** Log lines of each node would be counted too. */
const QUIET = { N8N_LOG_LEVEL: 'info' };

/** What a workflow does with its items; the first of all is the one that the others are compared with. */
interface Subject {
	/** For the table. */
	title: string;
	node: NodeContent;
	sends: boolean;
	/**
	 * Whether the workers are compared with it: not where an account sends one request a second however many workers there
	 * are, nor with Send Many, which does with a single SMS what Send does.
	 */
	isForWorkers: boolean;
	/** The items, with numbers and texts for the gateway. */
	items: (count: number) => ReturnType<typeof itemsFor>;
}

interface Memory {
	before: number;
	peak: number;
	seconds: number;
}

class Bench {
	readonly #rig: QueueRig;
	readonly #sandbox: RemoteSandbox;
	readonly #session: Session;
	readonly #signal: AbortSignal;
	#workerCount = 0;

	constructor(rig: QueueRig, sandbox: RemoteSandbox, session: Session, signal: AbortSignal) {
		this.#rig = rig;
		this.#sandbox = sandbox;
		this.#session = session;
		this.#signal = signal;
	}

	/** Runs something with this many new workers, and stops them. */
	async withWorkers<T>(count: number, act: (workers: Instance[]) => Promise<T>): Promise<T> {
		await using atTheEnd = new AsyncDisposableStack();
		const workers: Instance[] = [];
		for (let number = 1; number <= count; number += 1) {
			const name = `worker-${(this.#workerCount += 1)}`;
			const worker = await this.#rig.startProcess('worker', name, this.#signal, QUIET);
			atTheEnd.defer(async () => await worker.stop());
			workers.push(worker);
		}
		return await act(workers);
	}

	/** The most memory of a new worker in one execution with this many items, after a small one. */
	async memoryOf(subject: Subject, count: number): Promise<Memory> {
		await this.#sandbox.setLatency(0);
		return await this.withWorkers(1, async ([worker]) => {
			if (worker === undefined) throw new Failure('There is no worker.');
			await this.#runOnce(subject, WARM_UP_ITEMS);
			await this.#sandbox.takeCounts();
			const before = await startToCountMemory(worker.pid);
			const seconds = await this.#runOnce(subject, count);
			const peak = await peakMemoryOf(worker.pid);
			await this.#expectAccepted(subject, count);
			return { before, peak, seconds };
		});
	}

	/** How many executions of one SMS end in a second, where many come at once. */
	async throughputOf(subject: Subject, latencyMs: number): Promise<number> {
		await this.#sandbox.setLatency(latencyMs);
		const workflow = await this.#publish(subject);
		const call = async (count: number) => {
			await inTurns(subject.items(count), CALLS_AT_ONCE, async (item) => {
				const { ok, status } = await workflow.run([item]);
				if (!ok) throw new Failure(`${subject.title}: n8n answered with HTTP ${status}.`);
			});
		};
		await call(WARM_UP_CALLS);
		await this.#sandbox.takeCounts();
		const startedAt = performance.now();
		await call(CALLS);
		const seconds = (performance.now() - startedAt) / 1000;
		await this.#expectAccepted(subject, CALLS);
		return CALLS / seconds;
	}

	async #publish({ title, node }: Subject) {
		return await publish(`${title}, measured`, node, 'straight', this.#session);
	}

	/** @returns the seconds from the call to the end */
	async #runOnce(subject: Subject, count: number): Promise<number> {
		const { rest, signal } = this.#session;
		const workflow = await this.#publish(subject);
		const startedAt = performance.now();
		// The answer may come later than anybody waits for it; the end is asked for below.
		workflow.run(subject.items(count)).catch(() => {});
		const status = await waitFor(
			`the run of ${subject.title}`,
			SECONDS_FOR_RUN,
			signal,
			async () => {
				const newest = await rest.latestStatus(workflow.id);
				return newest !== undefined && isOver({ status: newest }) ? newest : undefined;
			},
		);
		if (status !== 'success') throw new Failure(`${subject.title}: a run ended with ${status}.`);
		return (performance.now() - startedAt) / 1000;
	}

	async #expectAccepted({ title, sends }: Subject, count: number): Promise<void> {
		const { accepted } = await this.#sandbox.takeCounts();
		if (accepted === (sends ? count : 0)) return;
		throw new Failure(`${title}: of ${count} SMS ${accepted} were accepted.`);
	}
}

async function subjectsOf(sandbox: RemoteSandbox, session: Session): Promise<Subject[]> {
	const subjects: Subject[] = [
		{
			title: 'No Operation of n8n',
			node: NO_OPERATION,
			sends: false,
			isForWorkers: true,
			items: itemsOf(GATEWAYS.smstools),
		},
	];
	for (const gateway of ALL_GATEWAYS) {
		const credentials = await chooseCredential(sandbox.credentials[gateway.name], session);
		const isPaced = gateway.paceMs > 0;
		const operations = { Send: 'send', 'Send Many': 'sendMany' } satisfies Record<
			string,
			SendOperation
		>;
		for (const [name, operation] of Object.entries(operations)) {
			subjects.push({
				title: `${gateway.title}: ${name}`,
				node: smsNode({ gateway, credentials }, operation),
				sends: true,
				isForWorkers: !isPaced && operation === 'send',
				items: itemsOf(gateway),
			});
		}
	}
	return subjects;
}

function itemsOf(gateway: Gateway): Subject['items'] {
	return (count) => itemsFor(gateway, count, TEXT);
}

async function measureMemory(
	bench: Bench,
	subjects: readonly Subject[],
	count: number,
): Promise<string> {
	const rows: string[][] = [];
	let plainPeak: number | undefined;
	for (const subject of subjects) {
		const { before, peak, seconds } = await bench.memoryOf(subject, count);
		const more = plainPeak === undefined ? '' : signed(peak - plainPeak);
		plainPeak ??= peak;
		const row = [
			subject.title,
			megabytes(before),
			megabytes(peak),
			more,
			`${seconds.toFixed(seconds < 10 ? 1 : 0)} s`,
		];
		say(`  ${row.join(' · ')}`);
		rows.push(row);
	}
	return table(['Node', 'Worker before', 'At most', 'More than No Operation', 'Time'], rows);
}

async function measureThroughput(bench: Bench, subjects: readonly Subject[]): Promise<string> {
	const cells = subjects.flatMap((subject) =>
		(subject.sends ? LATENCIES_MS : [0]).map((latencyMs) => ({
			subject,
			latencyMs,
			one: new Array<number>(),
			two: new Array<number>(),
		})),
	);
	for (let round = 1; round <= ROUNDS; round += 1) {
		const both = [1, 2];
		for (const workers of round % 2 === 1 ? both : both.reverse()) {
			await bench.withWorkers(workers, async () => {
				for (const { subject, latencyMs, one, two } of cells) {
					const rate = await bench.throughputOf(subject, latencyMs);
					(workers === 1 ? one : two).push(rate);
					say(
						`  ${subject.title}, ${latencyMs} ms, workers: ${workers}: ${rate.toFixed(1)} a second`,
					);
				}
			});
		}
	}
	const rows = cells.map(({ subject, latencyMs, one, two }) => [
		subject.title,
		subject.sends ? `${latencyMs.toLocaleString('en')} ms` : '',
		median(one).toFixed(1),
		median(two).toFixed(1),
		`${median(one.map((rate, round) => (two[round] ?? NaN) / rate)).toFixed(2)} ×`,
	]);
	return table(
		['Node', 'Latency', 'One worker, a second', 'Two workers, a second', 'Two ÷ one'],
		rows,
	);
}

function megabytes(bytes: number): string {
	return `${Math.round(bytes / 1e6)} MB`;
}

function signed(bytes: number): string {
	return `${bytes < 0 ? '−' : '+'}${megabytes(Math.abs(bytes))}`;
}

await runCommand(
	{
		name: 'measure:queue',
		summary:
			"Measures n8n's queue mode: the memory of a worker with 10,000 items, and what two workers get done against one.\n" +
			`Writes the tables of ${PAGE.shownPage}. It takes about 20 minutes, on Linux, and needs the programs redis-server\n` +
			'and postgres, and a machine with nothing else to do.',
		options: {
			items: {
				type: 'string',
				value: '<number>',
				help: `With this many items. Default: ${DEFAULT_ITEMS}\nWith another number nothing is written.`,
			},
		},
		whenStopped: `Stopped before everything was measured; ${PAGE.shownPage} is as it was.`,
	},
	async ({ items }, signal) => {
		const count = wholeNumber('items', items ?? String(DEFAULT_ITEMS), { least: 1 });
		await using atTheEnd = new AsyncDisposableStack();
		const rig = atTheEnd.use(await prepareQueueRig('queue-measuring', signal));
		const sandbox = await startRemoteSandbox();
		atTheEnd.defer(() => sandbox.close());
		const session = atTheEnd.use(await rig.startMain(signal, QUIET));
		const subjects = await subjectsOf(sandbox, session);
		const bench = new Bench(rig, sandbox, session, signal);

		say('Measuring what one and two workers get done …');
		const compared = subjects.filter(({ isForWorkers }) => isForWorkers);
		const throughput = await measureThroughput(bench, compared);
		say(`Measuring the memory of a worker with ${count.toLocaleString('en')} items …`);
		const memory = await measureMemory(bench, subjects, count);

		const machine = describeMachine(n8nVersion, new Date());
		const parts = [
			machine.map(([name, value]) => `- ${name}: ${value}`).join('\n'),
			`## Memory of a worker with ${count.toLocaleString('en')} items`,
			memory,
			'## One worker and two',
			throughput,
		];
		const page = parts.join('\n\n');
		say(`\n${page}`);
		if (count !== DEFAULT_ITEMS) return;
		await PAGE.write(page);
		say(`Written to ${PAGE.shownPage}.`);
	},
);
