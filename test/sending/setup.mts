import { beforeEach } from '@jest/globals';
import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import { loseAnswerTo, refuseRequests } from '../../lab/gateways/faults.mts';
import type { Credential, SendOperation } from '../../lab/gateways/gateway.mts';
import { nodeOf } from '../../lab/gateways/gateway.mts';
import { recipientsOf, sendRequestsIn } from '../../lab/gateways/gateways.mts';
import { sendParameters } from '../../lab/gateways/parameters.mts';
import { digitsOf } from '../../lab/gateways/phoneNumber.mts';
import type { Fault, FaultMoment } from '../../lab/sandbox/faults.mts';
import type { RecordedRequest, RequestLog } from '../../lab/sandbox/requestLog.mts';
import { agentTool } from '../engine/agentTool.mts';
import type { NodeResult, NodeRun } from '../engine/engine.mts';
import { setUpEngine } from '../engine/nodeTest.mts';
import type { TestedGateway } from './testedGateways.mts';

/** Settings of a node that is tried three times. */
export const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

/** Both ways to go on when an item fails. */
export const BOTH_WAYS_TO_CONTINUE = ['continueRegularOutput', 'continueErrorOutput'] as const;

/** More items than requests are under way at once. */
export const SOME_ITEMS = 20;

export const MANY_ITEMS = 300;

/** One gateway in the tests of a file. */
export interface SendingTest {
	/** Runs Send or Send Many, by default with number and text from the items. */
	run(
		operation: SendOperation,
		items: IDataObject[],
		options?: Partial<Omit<NodeRun, 'type' | 'items' | 'credentials'>> & {
			parameters?: INodeParameters;
			/** Makes another credential of the good one. */
			credential?: (good: ICredentialDataDecryptedObject) => ICredentialDataDecryptedObject;
		},
	): Promise<NodeResult>;
	/** Send as a tool of an AI agent up to version 2, which each call of what this returns calls again. */
	agentTool(parameters: INodeParameters): ReturnType<typeof agentTool>;
	/** The requests that send, oldest first. */
	requests(): RecordedRequest[];
	/** Whom these asked the gateway to send to, digits only: one entry for each time. */
	sends(): string[];
	/** Whom the gateway sent to in this test, digits only: one entry for each SMS. */
	delivered(): string[];
	/** Lets the gateway misbehave for requests that send. */
	fault(operation: SendOperation, when: FaultMoment, fault: Fault, times?: number): void;
	/** A fault that holds answers until this many requests have been under way at once, however slow the machine is. */
	together(requests: number): Fault;
	refuse(phone: unknown, times: number): void;
	/** Lets the gateway say no to the whole request with this number. */
	refuseRequest(phone: unknown, times: number): void;
	/** Breaks the connection instead of answering the request with this number, which goes out. */
	loseAnswerTo(phone: unknown): void;
	refusedNumber(): string;
	readonly log: RequestLog;
}

/** Starts n8n's engine and the sandbox for a test file. */
export function setUp(): { of(gateway: TestedGateway): SendingTest } {
	const setup = setUpEngine();
	return {
		of(gateway) {
			let credential: Credential;
			let deliveredBefore: number;
			beforeEach(() => {
				credential = gateway.prepare(setup.sandbox, gateway.credential(setup.sandbox));
				deliveredBefore = gateway.delivered(setup.sandbox).length;
			});
			const requests = () => sendRequestsIn(setup.sandbox);
			return {
				run: async (operation, items, { parameters, credential: change, ...options } = {}) =>
					await setup.engine.run({
						type: nodeOf(gateway.name),
						parameters: { ...sendParameters(gateway, operation), ...parameters },
						credentials: { [credential.type]: change?.(credential.data) ?? credential.data },
						items,
						...options,
					}),
				agentTool: (parameters) =>
					agentTool(setup.engine, nodeOf(gateway.name), parameters, {
						[credential.type]: credential.data,
					}),
				requests,
				sends: () => requests().flatMap(recipientsOf),
				delivered: () => gateway.delivered(setup.sandbox).slice(deliveredBefore).map(digitsOf),
				fault: (operation, when, fault, times) =>
					setup.sandbox.faults.add({ ...gateway.sendRequests[operation], when, times, fault }),
				together: (requests) => ({
					kind: 'hold',
					until: () => setup.sandbox.requests.mostInFlight >= requests,
				}),
				refuse: (phone, times) => gateway.refuse(setup.sandbox, String(phone), times),
				refuseRequest: (phone, times) =>
					refuseRequests(gateway.refusal)(setup.sandbox, String(phone), times),
				loseAnswerTo: (phone) => loseAnswerTo(setup.sandbox, String(phone)),
				refusedNumber: () => gateway.refusedNumber(setup.sandbox),
				get log() {
					return setup.sandbox.requests;
				},
			};
		},
	};
}

/** How many items to send in a test that makes a request of each: where each takes a second, few. */
export function countOfRequests({ concurrency }: TestedGateway): number {
	return concurrency === 1 ? 3 : 2 * concurrency;
}

/** Waits until something holds; for at most four minutes, so that nothing is left open when a test has failed. */
export async function until(holds: () => boolean): Promise<void> {
	const deadline = Date.now() + 240_000;
	while (!holds()) {
		if (Date.now() > deadline) throw new Error('It did not come to that within four minutes');
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
}
