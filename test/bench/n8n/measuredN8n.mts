import { join } from 'node:path';
import type { Credential, Gateway } from '../../../lab/gateways/gateway.mts';
import { itemsFor } from '../../../lab/gateways/items.mts';
import { INSPECTED, inspectorOf, type Inspector } from '../../../lab/measuring/inspector.mts';
import { peakMemoryOf, startToCountMemory } from '../../../lab/measuring/processMemory.mts';
import { cpuOf } from '../../../lab/measuring/processUsage.mts';
import {
	startRemoteSandbox,
	type Counts,
	type RemoteSandbox,
} from '../../../lab/measuring/remoteSandbox.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import type { Generation } from '../../../lab/n8n/installation.mts';
import { isOver } from '../../../lab/n8n/restClient.mts';
import { nodeRunsOf } from '../../../lab/n8n/runData.mts';
import type { Session } from '../../../lab/n8n/session.mts';
import { prepareTestRig } from '../../../lab/n8n/testRig.mts';
import { waitFor } from '../../../lab/n8n/waitFor.mts';
import { endedExecutions, names, publish, type NodeContent } from '../../e2e/sending/workflow.mts';
import { TEXT } from '../messages.mts';
import { placeDeclarativeNodes } from './declarativePackage.mts';
import { nodesOf, sends, type WayInN8n } from './waysInN8n.mts';

/** What a run took. */
export interface Figures extends Counts {
	/** That n8n has measured for the node. */
	ms: number;
	/** Of n8n's process for the whole run, the webhook and the record included. */
	cpuMs: number;
	/** How much more memory n8n's process had at most than before. */
	peakBytes: number;
	/** How much larger n8n's heap was afterwards, without garbage. */
	heldBytes: number;
}

/** A gateway, and a node for each way to send there. */
export interface Contender {
	gateway: Gateway;
	credential: Credential;
	nodes: Record<WayInN8n, NodeContent>;
}

const LONGEST_RUN_SECONDS = 1800;
/** Log lines of each node would be counted too. */
const SETTINGS = { N8N_LOG_LEVEL: 'info', N8N_PAYLOAD_SIZE_MAX: '256', ...INSPECTED };

/** A real n8n with the package, and the sandbox in a process of its own. Disposing of it ends both. */
export class MeasuredN8n implements AsyncDisposable {
	readonly session: Session;
	readonly sandbox: RemoteSandbox;
	readonly #inspector: Inspector;
	readonly #all: AsyncDisposableStack;

	private constructor(
		session: Session,
		sandbox: RemoteSandbox,
		inspector: Inspector,
		all: AsyncDisposableStack,
	) {
		this.session = session;
		this.sandbox = sandbox;
		this.#inspector = inspector;
		this.#all = all;
	}

	/** @throws Failure when something does not start; nothing is left running then */
	static async start(
		generation: Generation,
		gateways: readonly Gateway[],
		signal: AbortSignal,
	): Promise<MeasuredN8n> {
		await using onFailure = new AsyncDisposableStack();
		const rig = onFailure.use(await prepareTestRig('measuring', generation, signal));
		const sandbox = await startRemoteSandbox();
		onFailure.defer(async () => await sandbox.close());
		const nodes = gateways.map((gateway) => ({
			gateway,
			credentialType: sandbox.credentials[gateway.name].type,
		}));
		const custom = await placeDeclarativeNodes(join(rig.userFolder, 'declarative'), nodes);
		const session = onFailure.use(await rig.start(signal, { ...SETTINGS, ...custom }));
		const inspector = onFailure.use(await inspectorOf(session.logFile));
		return new MeasuredN8n(session, sandbox, inspector, onFailure.move());
	}

	async contenderOf(gateway: Gateway): Promise<Contender> {
		const credential = this.sandbox.credentials[gateway.name];
		return { gateway, credential, nodes: await nodesOf(gateway, credential, this.session) };
	}

	/** Runs a way once, with this many items. @throws Failure when an SMS is lost or doubled, or the run fails */
	async run({ gateway, nodes }: Contender, way: WayInN8n, count: number): Promise<Figures> {
		const { pid, rest, signal } = this.session;
		// A new one, whose only run is this one.
		const title = `${gateway.title}: ${way}, measured`;
		const workflow = await publish(title, nodes[way], 'straight', this.session);
		await this.sandbox.takeCounts();
		const heapBefore = await this.#heapBytes();
		const memoryBefore = await startToCountMemory(pid);
		const cpuBefore = await cpuOf(pid);
		// The answer may come later than anybody waits for it; the end is asked for below.
		workflow.run(itemsFor(gateway, count, TEXT)).catch(() => {});
		await waitFor(`the run of ${way}`, LONGEST_RUN_SECONDS, signal, async () => {
			const status = await rest.latestStatus(workflow.id);
			return status !== undefined && isOver({ status }) ? status : undefined;
		});
		const cpuMs = ((await cpuOf(pid)) - cpuBefore) * 1000;
		const peakBytes = (await peakMemoryOf(pid)) - memoryBefore;
		const counts = await this.sandbox.takeCounts();
		const [execution] = await endedExecutions(workflow, 1, this.session);
		if (execution?.status !== 'success') {
			throw new Failure(`${gateway.title}, ${way}: the run has failed: ${execution?.error}`);
		}
		const wanted = sends(way) ? count : 0;
		if (counts.sends !== wanted || counts.accepted !== wanted) {
			throw new Failure(
				`${gateway.title}, ${way}: of ${wanted} SMS ${counts.sends} were asked for, ` +
					`and ${counts.accepted} accepted.`,
			);
		}
		const ms = nodeRunsOf(execution.resultData, names.middle)[0]?.executionTime ?? NaN;
		const heldBytes = (await this.#heapBytes()) - heapBefore;
		return { ms, cpuMs, peakBytes, heldBytes, ...counts };
	}

	/** Runs something, records at this interval what n8n's process is doing, and returns the profile. */
	async profile(intervalUs: number, act: () => Promise<unknown>): Promise<unknown> {
		await this.#inspector.ask('Profiler.enable');
		await this.#inspector.ask('Profiler.setSamplingInterval', { interval: intervalUs });
		await this.#inspector.ask('Profiler.start');
		await act();
		const { profile } = await this.#inspector.ask('Profiler.stop');
		return profile;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.#all.disposeAsync();
	}

	/** What n8n's heap holds without garbage. */
	async #heapBytes(): Promise<number> {
		await this.#inspector.ask('HeapProfiler.collectGarbage');
		const { usedSize } = await this.#inspector.ask('Runtime.getHeapUsage');
		return Number(usedSize);
	}
}
