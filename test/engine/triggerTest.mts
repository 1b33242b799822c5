import { afterEach, beforeAll, beforeEach, jest } from '@jest/globals';
import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import type { TestClock } from '../../lab/sandbox/clock.mts';
import { createTestClock } from '../../lab/sandbox/clock.mts';
import type { Fault } from '../../lab/sandbox/faults.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../lab/sandbox/sandbox.mts';
import type { Engine } from './engine.mts';
import { startEngine } from './engine.mts';
import { expectDocumentedRequests } from './nodeTest.mts';
import type { PolledNode, Poller } from './poller.mts';
import { createPoller } from './poller.mts';

/** Ways in which a gateway fails to answer a poll, and what the trigger says of them. */
export const READ_FAULTS: Array<[string, Fault, RegExp]> = [
	['HTTP 500', { kind: 'answer', status: 500, body: 'oops' }, /could not handle the request/],
	['a web page', { kind: 'answer', status: 200, body: '<html>Hi</html>' }, /web page/],
	['cut JSON', { kind: 'cutJson' }, /cut off/],
	['a dropped connection', { kind: 'drop' }, /cut off/],
];

/** Which trigger a test file is about. */
export interface TestedTrigger {
	/** Name in the package, e.g. "smsGateway24Trigger". */
	type: string;
	credentialType: string;
	/** A credential that is good at the sandbox. */
	credential(sandbox: Sandbox): ICredentialDataDecryptedObject;
}

type PollerOptions = Partial<
	Pick<PolledNode, 'pollBudgetMs' | 'hasDurableCursors' | 'activationMode' | 'saved'>
> & {
	/** Changes to the good credential. */
	credential?: ICredentialDataDecryptedObject;
};

/** The engine of a test file, and a new sandbox with a clock of its own for each test. */
export interface TriggerTest {
	readonly sandbox: Sandbox;
	/** The gateway's clock, and n8n's. It starts at the time of this machine, and stands still. */
	readonly clock: TestClock;
	/** Makes n8n's clock, and not the gateway's, wrong by this many milliseconds. */
	jumpOfN8n(ms: number): void;
	/** A trigger in a workflow of its own. */
	trigger(parameters: INodeParameters, options?: PollerOptions): Poller;
	/** A trigger that has taken its baseline; requests are forgotten. */
	activated(parameters: INodeParameters, options?: PollerOptions): Promise<Poller>;
}

/** Starts the engine for a test file, and a sandbox for each test. */
export function setUpTriggerTest(tested: TestedTrigger): TriggerTest {
	let engine: Engine;
	let sandbox: Sandbox;
	let clock: TestClock;
	let jump = 0;

	beforeAll(async () => {
		engine = await startEngine();
	});
	beforeEach(async () => {
		clock = createTestClock(new Date());
		jump = 0;
		jest.spyOn(Date, 'now').mockImplementation(() => clock.now().getTime() + jump);
		sandbox = await startSandbox({ clock, strict: true });
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		await sandbox.close();
		expectDocumentedRequests(sandbox);
	});

	const trigger: TriggerTest['trigger'] = (parameters, { credential, ...options } = {}) =>
		createPoller(engine, {
			type: tested.type,
			parameters,
			credentials: { [tested.credentialType]: { ...tested.credential(sandbox), ...credential } },
			...options,
		});
	return {
		get sandbox() {
			return sandbox;
		},
		get clock() {
			return clock;
		},
		jumpOfN8n(ms) {
			jump = ms;
		},
		trigger,
		async activated(parameters, options) {
			const poller = trigger(parameters, options);
			await poller.poll();
			sandbox.requests.clear();
			return poller;
		},
	};
}
