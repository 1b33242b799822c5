import './environment.mts';
import { ExecutionLifecycleHooks, ExternalSecretsProxy, WorkflowExecute } from 'n8n-core';
import type {
	IConnections,
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	IRun,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { createEmptyRunExecutionData, UnexpectedError, Workflow } from 'n8n-workflow';
import { EngineCredentialsHelper } from './credentialsHelper.mts';
import { installDeduplicator } from './deduplicator.mts';
import type { LoadedPackage, OtherNodes } from './package.mts';
import { loadPackage } from './package.mts';

/** A node of the package in a workflow of its own: Items → node, with what the settings add. */
export interface NodeRun {
	/** Name in the package, e.g. "smsGateway24"; of another node, its whole name. */
	type: string;
	parameters: INodeParameters;
	/** The input items; one empty item where there are none. */
	items?: IDataObject[];
	credentials: Record<string, ICredentialDataDecryptedObject>;
	/** Settings of the node, such as `onError` and `retryOnFail`. */
	settings?: Partial<INode>;
	/** The id of the workflow, which is empty where it was not saved. */
	workflowId?: string;
	/** The id of the execution. */
	executionId?: string;
	/** Called with the data whenever the credential is read, with its expressions resolved. */
	onCredentialRead?: (data: object) => void;
	/** n8n's time zone for the workflow. */
	timezone?: string;
	/** Missing in workflows of before n8n 1. Default: v1. */
	executionOrder?: 'v0' | 'v1';
	/** Puts a loop around the node that hands it this many items at a time. */
	loopSize?: number;
	/** Puts a node behind the error output that yields the value of this expression for each item. */
	readAfterError?: string;
	/** Called once the execution runs. */
	onStart?: (execution: { cancel(): void }) => void;
}

/** What came out of the node. */
export interface NodeResult {
	items: INodeExecutionData[];
	/** The JSON of `items`. */
	json: IDataObject[];
	/** What came out of the error output. */
	errorItems: INodeExecutionData[];
	/** What came out of each run of the node; more than one in a loop. */
	runs: INodeExecutionData[][];
	/** The values that `readAfterError` had. */
	readAfterError: unknown[];
	/** What made the node fail, where it did. */
	error: { message: string; description?: string | null } | undefined;
	status: string;
	run: IRun;
	workflow: Workflow;
}

/** n8n's execution engine with the built package in it. */
export interface Engine {
	package: LoadedPackage;
	run(nodeRun: NodeRun): Promise<NodeResult>;
	/** Runs a whole workflow from one of its nodes. */
	execute(
		workflow: Workflow,
		startName: string,
		credentials: NodeRun['credentials'],
		options?: Pick<NodeRun, 'onStart' | 'executionId' | 'onCredentialRead'>,
	): Promise<IRun>;
	/** What n8n hands to every execution. */
	additionalData(
		credentials: NodeRun['credentials'],
		onCredentialRead?: NodeRun['onCredentialRead'],
	): IWorkflowExecuteAdditionalData;
}

/** Where n8n would be; nothing listens there. */
const BASE_URL = 'http://127.0.0.1:5678';

const START_NAME = 'Items';
const NODE_NAME = 'Node';
const LOOP_NAME = 'Loop';
const READER_NAME = 'Reader';

/** @param others nodes that may run beside those of the package */
export async function startEngine(others: OtherNodes = {}): Promise<Engine> {
	const loaded = await loadPackage(others);
	await installDeduplicator();

	const additionalData: Engine['additionalData'] = (credentials, onCredentialRead) => ({
		credentialsHelper: new EngineCredentialsHelper(
			loaded.credentialType,
			credentials,
			onCredentialRead,
		),
		externalSecretsProxy: new ExternalSecretsProxy(),
		executeWorkflow: notAvailable,
		getRunExecutionData: notAvailable,
		getRuntimeCredential: notAvailable,
		startRunnerTask: notAvailable,
		executionId: '1',
		currentNodeExecutionIndex: 0,
		restApiUrl: BASE_URL,
		instanceBaseUrl: BASE_URL,
		formBaseUrl: BASE_URL,
		formWaitingBaseUrl: BASE_URL,
		formTestBaseUrl: BASE_URL,
		webhookBaseUrl: BASE_URL,
		webhookWaitingBaseUrl: BASE_URL,
		webhookTestBaseUrl: BASE_URL,
		mcpBaseUrl: BASE_URL,
		mcpTestBaseUrl: BASE_URL,
		variables: {},
		logAiEvent: () => {},
	});

	const execute: Engine['execute'] = async (workflow, startName, credentials, options = {}) => {
		const { onStart, executionId = '1', onCredentialRead } = options;
		const data = { ...additionalData(credentials, onCredentialRead), executionId };
		data.hooks = new ExecutionLifecycleHooks('manual', '1', {
			id: '1',
			name: 'Test',
			active: false,
			isArchived: false,
			createdAt: new Date(),
			updatedAt: new Date(),
			activeVersionId: null,
			nodes: Object.values(workflow.nodes),
			connections: workflow.connectionsBySourceNode,
		});
		await workflow.expression.acquireIsolate();
		try {
			const execution = new WorkflowExecute(data, 'manual', createEmptyRunExecutionData()).run({
				workflow,
				startNode: workflow.getNode(startName) ?? undefined,
			});
			onStart?.(execution);
			return await execution;
		} finally {
			await workflow.expression.releaseIsolate();
		}
	};

	const run = async (nodeRun: NodeRun): Promise<NodeResult> => {
		const workflow = workflowFor(nodeRun, loaded);
		return toResult(await execute(workflow, START_NAME, nodeRun.credentials, nodeRun), workflow);
	};

	return { package: loaded, run, execute, additionalData };
}

function workflowFor(nodeRun: NodeRun, loaded: LoadedPackage): Workflow {
	const { items = [{}], loopSize, readAfterError } = nodeRun;
	const nodes = [nodeOfTests(START_NAME, 'items', { items: JSON.stringify(items) })];
	const node: INode = {
		id: 'node',
		name: NODE_NAME,
		type: nodeRun.type.includes('.') ? nodeRun.type : `n8n-nodes-sms-gateways.${nodeRun.type}`,
		typeVersion: 1,
		position: [200, 0],
		parameters: nodeRun.parameters,
		credentials: Object.fromEntries(
			Object.keys(nodeRun.credentials).map((type) => [type, { id: '1', name: type }]),
		),
		...nodeRun.settings,
	};
	nodes.push(node);
	const connections: IConnections = {};
	const connect = (from: string, to: string, output = 0) => {
		const main = connections[from]?.main ?? [];
		while (main.length < output) main.push(null);
		main[output] = [{ node: to, type: 'main', index: 0 }];
		connections[from] = { main };
	};
	if (loopSize === undefined) {
		connect(START_NAME, NODE_NAME);
	} else {
		nodes.push(nodeOfTests(LOOP_NAME, 'loop', { batchSize: loopSize }));
		connect(START_NAME, LOOP_NAME);
		connect(LOOP_NAME, NODE_NAME, 1);
		connect(NODE_NAME, LOOP_NAME);
	}
	if (readAfterError !== undefined) {
		nodes.push(nodeOfTests(READER_NAME, 'value', { value: readAfterError }));
		connect(NODE_NAME, READER_NAME, 1);
	}
	return new Workflow({
		id: nodeRun.workflowId ?? '1',
		name: 'Test',
		nodes,
		connections,
		active: false,
		nodeTypes: loaded.nodeTypes,
		settings: {
			executionOrder: nodeRun.executionOrder ?? 'v1',
			timezone: nodeRun.timezone ?? 'UTC',
		},
	});
}

function nodeOfTests(name: string, type: string, parameters: INodeParameters): INode {
	return { id: name, name, type: `test.${type}`, typeVersion: 1, position: [0, 0], parameters };
}

function toResult(run: IRun, workflow: Workflow): NodeResult {
	const { runData, error: runError } = run.data.resultData;
	const tasks = runData[NODE_NAME] ?? [];
	const task = tasks.at(-1);
	const [items, errorItems] = task?.data?.main ?? [];
	const error = task?.error ?? runError;
	return {
		items: items ?? [],
		json: (items ?? []).map(({ json }) => json),
		errorItems: errorItems ?? [],
		runs: tasks.map(({ data }) => data?.main?.[0] ?? []),
		readAfterError: (runData[READER_NAME] ?? []).flatMap(({ data }) =>
			(data?.main?.[0] ?? []).map(({ json }) => json.value),
		),
		error: error && {
			message: error.message,
			description: 'description' in error ? error.description : undefined,
		},
		status: run.status,
		run,
		workflow,
	};
}

async function notAvailable(): Promise<never> {
	throw new UnexpectedError('Not available in engine tests');
}
