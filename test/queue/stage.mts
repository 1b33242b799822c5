import { after, before } from 'node:test';
import type { Instance } from '../../lab/n8n/instance.mts';
import { prepareQueueRig, type QueueRig } from '../../lab/n8n/queue/queueRig.mts';
import { say } from '../../lab/n8n/say.mts';
import type { Session } from '../../lab/n8n/session.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import { chosen } from '../e2e/runner.mts';

/** n8n in queue mode with the package in it: its main process, two workers and a webhook process; and a sandbox. */
export interface QueueStage {
	readonly sandbox: Sandbox;
	/** Of the main process; ends with any of the processes. */
	readonly session: Session;
	/** Running ones, by the names of their logs. */
	readonly workers: ReadonlyMap<string, Instance>;
	readonly webhookProcess: Instance;
	/** Ends a worker as a crash does, and takes it from the stage. */
	killWorker: (name: string) => Promise<void>;
	/** Starts a worker. */
	startWorker: (name: string, settings?: NodeJS.ProcessEnv) => Promise<void>;
	/** Stops a worker in order. */
	stopWorker: (name: string) => Promise<void>;
	/** Ends the main process as a crash does, and starts it again on its data. */
	crashMain: () => Promise<void>;
}

export const workerNames = ['worker-1', 'worker-2'] as const;

/**
 * Executions that a worker had are given up sooner than by default, after a minute and a half; late enough for a busy
 * machine, on which a worker may hold still for a while.
 */
const sooner = {
	QUEUE_WORKER_LOCK_DURATION: '20000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
	// Of each worker, so that sends that wait for their second do not keep others waiting.
	N8N_CONCURRENCY_PRODUCTION_LIMIT: '50',
};

/**
 * Starts queue mode for the cases of a suite, and stops all of it when they are over, however that came.
 *
 * @returns gives the stage to a case, whose signal ends what waits; only a hook or a case may ask for it
 */
export function stageForCases(): (caseSignal?: AbortSignal) => QueueStage {
	const atTheEnd = new AsyncDisposableStack();
	let cluster: Cluster | undefined;
	before(async () => {
		const { signal } = chosen();
		signal.throwIfAborted();
		const rig = atTheEnd.use(await prepareQueueRig('queue', signal));
		cluster = await startCluster(rig, atTheEnd, signal);
	});
	after(() => atTheEnd.disposeAsync());
	return (caseSignal) => {
		if (cluster === undefined) throw new Error('n8n is started before the cases, not before that.');
		return cluster.stage(caseSignal);
	};
}

interface Cluster {
	stage(caseSignal: AbortSignal | undefined): QueueStage;
}

async function startCluster(
	rig: QueueRig,
	atTheEnd: AsyncDisposableStack,
	signal: AbortSignal,
): Promise<Cluster> {
	const workers = new Map<string, Instance>();
	let main = await rig.startMain(signal, sooner);
	// Read only when it is over, because it may be another one by then.
	atTheEnd.defer(async () => await main[Symbol.asyncDispose]());
	atTheEnd.defer(async () => {
		await Promise.all([...workers.values()].map(async (worker) => await worker.stop()));
	});
	const startWorker = async (name: string, settings?: NodeJS.ProcessEnv) => {
		// As n8n wants it of all processes: the links of questions are written by workers.
		const all = { ...sooner, WEBHOOK_URL: main.origin, ...settings };
		workers.set(name, await rig.startProcess('worker', name, signal, all));
	};
	say('Starting two workers and a webhook process …');
	const startWebhookProcess = async () => {
		const instance = await rig.startProcess('webhook', 'webhook', signal, sooner);
		atTheEnd.defer(async () => await instance.stop());
		return instance;
	};
	const [webhookProcess] = await Promise.all([
		startWebhookProcess(),
		...workerNames.map(async (name) => await startWorker(name)),
	]);

	const take = (name: string) => {
		const worker = workers.get(name);
		if (worker === undefined) throw new Error(`There is no worker ${name}.`);
		workers.delete(name);
		return worker;
	};
	return {
		stage(caseSignal) {
			const ends = [main.signal, webhookProcess.died, ...[...workers.values()].map((w) => w.died)];
			if (caseSignal !== undefined) ends.push(caseSignal);
			return {
				sandbox: rig.sandbox,
				get session() {
					return { ...main, signal: AbortSignal.any([...ends, main.signal]) };
				},
				workers,
				webhookProcess,
				startWorker,
				killWorker: async (name) => await take(name).kill(),
				stopWorker: async (name) => await take(name).stop(),
				async crashMain() {
					await main.kill();
					// Where it was, because the workers have its address.
					const port = Number(new URL(main.origin).port);
					main = await rig.startMain(signal, sooner, port);
				},
			};
		},
	};
}
