import './environment.mts';
import isEqual from 'lodash/isEqual.js';
import { PollContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeParameters,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import type { Engine } from './engine.mts';

/** A trigger in a workflow of its own. */
export interface PolledNode {
	/** Name in the package, e.g. "smsGateway24Trigger". */
	type: string;
	parameters: INodeParameters;
	credentials: Record<string, ICredentialDataDecryptedObject>;
	/** What n8n allows a poll, in milliseconds; older versions do not say. */
	pollBudgetMs?: number;
	/**
	 * Whether n8n keeps the state of polls in its table of durable cursors, as n8n 2.41.1 does where it is told to: each poll
	 * has a copy of what is stored, which is replaced when a poll ends well and has changed it, except that of an activation
	 * without items.
	 */
	hasDurableCursors?: boolean;
	/** What n8n has saved before. Default: nothing. */
	saved?: string;
	/** What n8n tells a trigger of its activation. Default: that it was published. */
	activationMode?: 'activate' | 'init';
}

/** A trigger as n8n runs it: polled, with static data that is saved when n8n saves it. */
export interface Poller {
	/** One poll; the JSON of what came out, empty where n8n starts nothing. @throws what `poll()` throws */
	poll: () => Promise<IDataObject[]>;
	/** A test of the trigger in the editor. */
	test: () => Promise<IDataObject[]>;
	/** Ends n8n and starts it again: only what was saved is left. */
	restart: () => void;
	/** Publishes the workflow with other parameters, as `restart` and with the first poll. */
	publish: (parameters: INodeParameters) => Promise<IDataObject[]>;
	/** What n8n has saved, as its database holds it. */
	readonly saved: string;
	/** How often n8n has saved it. */
	readonly saves: number;
	/** What the trigger has in memory, as JSON. */
	readonly staticData: string;
}

let workflows = 0;

/** Workflows do not share what a trigger keeps in its process. */
function nextId(): string {
	workflows += 1;
	return String(workflows);
}

/** Puts a trigger into a workflow. n8n saves static data on activation and when a poll starts the workflow. */
export function createPoller(engine: Engine, polled: PolledNode): Poller {
	const { nodeTypes } = engine.package;
	const type = `n8n-nodes-sms-gateways.${polled.type}`;
	const nodeType = nodeTypes.getByNameAndVersion(type);
	const additionalData = engine.additionalData(polled.credentials);
	let { parameters } = polled;
	let saved = polled.saved ?? '{}';
	let saves = 0;
	let isActivated = false;
	let workflowId = nextId();
	let workflow = load();

	function load(): Workflow {
		const node: INode = {
			id: 'trigger',
			name: 'Trigger',
			type,
			typeVersion: 1,
			position: [0, 0],
			parameters,
			credentials: Object.fromEntries(
				Object.keys(polled.credentials).map((name) => [name, { id: '1', name }]),
			),
		};
		return new Workflow({
			id: workflowId,
			name: 'Test',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes,
			// `save` has written it.
			staticData: JSON.parse(saved) as IDataObject,
			settings: { timezone: 'UTC' },
		});
	}

	/**
	 * As n8n's `WorkflowStaticDataService`: only where n8n's proxy has seen a change; with durable cursors, as
	 * `takeStagedCursor`: only where the state is another one.
	 */
	function save(): void {
		const hasChanged = polled.hasDurableCursors
			? !isEqual(workflow.staticData, JSON.parse(saved))
			: workflow.staticData.__dataChanged === true;
		if (!hasChanged) return;
		saved = JSON.stringify(workflow.staticData);
		saves += 1;
		workflow.staticData.__dataChanged = false;
	}

	async function run(mode: WorkflowExecuteMode): Promise<IDataObject[] | null> {
		const node = workflow.getNode('Trigger');
		if (node === null || nodeType.poll === undefined) throw new Error(`${type} has no poll`);
		const budget = polled.pollBudgetMs;
		const context = new PollContext(
			workflow,
			node,
			additionalData,
			mode,
			polled.hasDurableCursors && isActivated ? 'update' : (polled.activationMode ?? 'activate'),
			undefined,
			undefined,
			undefined,
			undefined,
			undefined,
			budget === undefined ? undefined : () => budget,
		);
		await workflow.expression.acquireIsolate();
		try {
			const output = await nodeType.poll.call(context);
			return output && output.flat().map(({ json }) => json);
		} finally {
			await workflow.expression.releaseIsolate();
		}
	}

	async function pollAndSave(): Promise<IDataObject[]> {
		if (polled.hasDurableCursors) {
			workflow = load();
			const items = await run('trigger');
			if (items !== null || isActivated) save();
			isActivated = true;
			return items ?? [];
		}
		const items = await run('trigger');
		if (items !== null || !isActivated) save();
		isActivated = true;
		return items ?? [];
	}

	return {
		poll: pollAndSave,
		test: async () => (await run('manual')) ?? [],
		restart() {
			// What a trigger keeps in its process is gone: it is another one's there.
			workflowId = nextId();
			workflow = load();
			isActivated = false;
		},
		async publish(changed) {
			parameters = changed;
			workflow = load();
			isActivated = false;
			return await pollAndSave();
		},
		get saved() {
			return saved;
		},
		get saves() {
			return saves;
		},
		get staticData() {
			return JSON.stringify(workflow.staticData);
		},
	};
}
