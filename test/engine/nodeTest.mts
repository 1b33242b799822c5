import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../lab/sandbox/sandbox.mts';
import type { Engine, NodeResult, NodeRun } from './engine.mts';
import { startEngine } from './engine.mts';

/** Which node a test file is about. */
export interface TestedNode {
	/** Name in the package, e.g. "smsGateway24". */
	type: string;
	credentialType: string;
	/** A credential that is good at the sandbox. */
	credential: (sandbox: Sandbox) => ICredentialDataDecryptedObject;
}

export type RunOptions = Partial<Omit<NodeRun, 'credentials'>> & {
	/** Changes to the good credential. */
	credential?: ICredentialDataDecryptedObject;
};

/** The engine and the sandbox of a test file. */
export interface NodeTest {
	readonly engine: Engine;
	readonly sandbox: Sandbox;
	/** Runs an operation of the node, by default for one empty item. */
	run: (
		resource: string,
		operation: string,
		parameters?: INodeParameters,
		options?: RunOptions,
	) => Promise<NodeResult>;
	/** The good credential, with changes. */
	credential: (changes?: ICredentialDataDecryptedObject) => ICredentialDataDecryptedObject;
}

/** Fails a test in which a strict sandbox got what no vendor document shows. */
export function expectDocumentedRequests({ strict, requests }: Sandbox): void {
	if (strict) expect(requests.undocumented).toEqual([]);
}

/**
 * Starts engine and sandbox for a test file; requests and faults are forgotten before each test. A request that no
 * document shows fails its test.
 */
export function setUpEngine(): { readonly engine: Engine; readonly sandbox: Sandbox } {
	let engine: Engine;
	let sandbox: Sandbox;

	beforeAll(async () => {
		engine = await startEngine();
		sandbox = await startSandbox({ strict: true });
	});
	afterAll(async () => await sandbox.close());
	beforeEach(() => {
		sandbox.faults.clear();
		sandbox.requests.clear();
	});
	afterEach(() => expectDocumentedRequests(sandbox));

	return {
		get engine() {
			return engine;
		},
		get sandbox() {
			return sandbox;
		},
	};
}

/** Starts engine and sandbox for a test file about one node. */
export function setUpNodeTest(node: TestedNode): NodeTest {
	const setup = setUpEngine();
	const credential = (changes: ICredentialDataDecryptedObject = {}) => ({
		...node.credential(setup.sandbox),
		...changes,
	});
	return {
		get engine() {
			return setup.engine;
		},
		get sandbox() {
			return setup.sandbox;
		},
		credential,
		run: async (resource, operation, parameters = {}, options = {}) => {
			const { credential: changes, ...nodeRun } = options;
			return await setup.engine.run({
				type: node.type,
				parameters: { resource, operation, ...parameters },
				credentials: { [node.credentialType]: credential(changes) },
				...nodeRun,
			});
		},
	};
}
