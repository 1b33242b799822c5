import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import type { Engine, NodeResult, NodeRun } from '../engine/engine.mts';
import { startEngine } from '../engine/engine.mts';
import type { Sandbox } from '../sandbox/sandbox.mts';
import { startSandbox } from '../sandbox/sandbox.mts';
import { PIXEL_7, START_ACCOUNT } from '../sandbox/smsGateway24.mts';

/** Starting n8n's engine takes a few seconds on a busy machine. */
const START_TIMEOUT_MS = 120_000;

export type RunOptions = Partial<Omit<NodeRun, 'credentials'>> & {
	/** Changes to the credential, which logs in to the start account by token. */
	credential?: ICredentialDataDecryptedObject;
};

/** The engine and the sandbox of a test file. */
export interface Setup {
	readonly engine: Engine;
	readonly sandbox: Sandbox;
	/** Runs an operation of the node, by default for one empty item. */
	run(
		resource: string,
		operation: string,
		parameters?: INodeParameters,
		options?: RunOptions,
	): Promise<NodeResult>;
	credential(changes?: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject;
}

/** A phone, as the resource locator holds it. */
export const onPixel7: INodeParameters = {
	deviceId: { __rl: true, mode: 'list', value: String(PIXEL_7.id) },
};

/** The parameters of Send and Send Many with number and text from the input item. */
export const smsFromItem: INodeParameters = {
	...onPixel7,
	to: '={{ $json.phone }}',
	message: '={{ $json.text }}',
};

/** `count` input items with a phone and a text each. */
export function manyItems(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, i) => ({
		phone: `+4915700${String(i).padStart(6, '0')}`,
		text: `Text ${i}`,
	}));
}

/** Starts engine and sandbox for a test file; requests and faults are forgotten before each test. */
export function setUp(): Setup {
	let engine: Engine;
	let sandbox: Sandbox;

	beforeAll(async () => {
		engine = await startEngine();
		sandbox = await startSandbox();
	}, START_TIMEOUT_MS);
	afterAll(async () => await sandbox.close());
	beforeEach(() => {
		sandbox.faults.clear();
		sandbox.requests.clear();
	});

	const credential = (changes: ICredentialDataDecryptedObject = {}) => ({
		baseUrl: sandbox.smsGateway24.baseUrl,
		authentication: 'token',
		token: START_ACCOUNT.token,
		...changes,
	});
	return {
		get engine() {
			return engine;
		},
		get sandbox() {
			return sandbox;
		},
		credential,
		run: async (resource, operation, parameters = {}, options = {}) => {
			const { credential: changes, ...nodeRun } = options;
			return await engine.run({
				type: 'smsGateway24',
				parameters: { resource, operation, ...parameters },
				credentials: { smsGateway24Api: credential(changes) },
				...nodeRun,
			});
		},
	};
}
