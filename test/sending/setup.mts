import { beforeEach, jest } from '@jest/globals';
import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import type { NodeResult, NodeRun } from '../engine/engine.mts';
import { setUpEngine } from '../engine/nodeTest.mts';
import type { Fault, FaultMoment } from '../sandbox/faults.mts';
import type { RecordedRequest, RequestLog } from '../sandbox/requestLog.mts';
import type { Gateway, SendOperationName } from './gateways.mts';
import { digitsOf } from './gateways.mts';

/** Settings of a node that is tried three times. */
export const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

/** Both ways to go on when an item fails. */
export const BOTH_WAYS_TO_CONTINUE = ['continueRegularOutput', 'continueErrorOutput'] as const;

/** One gateway in the tests of a file. */
export interface SendingTest {
	/** Runs Send or Send Many, by default with number and text from the items. */
	run(
		operation: SendOperationName,
		items: IDataObject[],
		options?: Partial<Omit<NodeRun, 'type' | 'items' | 'credentials'>> & {
			parameters?: INodeParameters;
		},
	): Promise<NodeResult>;
	/** The requests that send, oldest first. */
	requests(): RecordedRequest[];
	/** Whom these asked the gateway to send to, digits only: one entry for each time. */
	sends(): string[];
	/** Whom the gateway sent to in this test, digits only: one entry for each SMS. */
	delivered(): string[];
	/** Lets the gateway misbehave for requests that send. */
	fault(operation: SendOperationName, when: FaultMoment, fault: Fault, times?: number): void;
	refuse(phone: unknown, times: number): void;
	/** Lets the gateway say no to the whole request with this number. */
	refuseRequest(phone: unknown, times: number): void;
	/** Breaks the connection instead of answering the request with this number, which goes out. */
	loseAnswerTo(phone: unknown): void;
	refusedNumber(): string;
	readonly log: RequestLog;
}

/** A gateway that takes one send a second needs a while. */
const TEST_TIMEOUT_MS = 30_000;

/** Starts n8n's engine and the sandbox for a test file. */
export function setUp(): { of(gateway: Gateway): SendingTest } {
	jest.setTimeout(TEST_TIMEOUT_MS);
	const setup = setUpEngine();
	return {
		of(gateway) {
			let credential: ICredentialDataDecryptedObject;
			let deliveredBefore: number;
			beforeEach(() => {
				credential = gateway.prepare(setup.sandbox);
				deliveredBefore = gateway.delivered(setup.sandbox).length;
			});
			const requests = () => setup.sandbox.requests.all.filter(gateway.isSend);
			return {
				run: async (operation, items, { parameters, ...options } = {}) =>
					await setup.engine.run({
						type: gateway.type,
						parameters: { resource: 'sms', operation, ...gateway.parameters, ...parameters },
						credentials: { [gateway.credentialType]: credential },
						items,
						...options,
					}),
				requests,
				sends: () => requests().flatMap(gateway.recipientsOf).map(digitsOf),
				delivered: () => gateway.delivered(setup.sandbox).slice(deliveredBefore).map(digitsOf),
				fault: (operation, when, fault, times) =>
					setup.sandbox.faults.add({ ...gateway.sendRequests[operation], when, times, fault }),
				refuse: (phone, times) => gateway.refuse(setup.sandbox, String(phone), times),
				refuseRequest: (phone, times) =>
					setup.sandbox.faults.add({
						body: digitsOf(phone),
						when: 'before',
						times,
						fault: gateway.refusal,
					}),
				loseAnswerTo: (phone) =>
					setup.sandbox.faults.add({
						body: digitsOf(phone),
						when: 'after',
						fault: { kind: 'drop' },
					}),
				refusedNumber: () => gateway.refusedNumber(setup.sandbox),
				get log() {
					return setup.sandbox.requests;
				},
			};
		},
	};
}

/** `count` items with a number each, and a text of its own or the same for all. */
export function itemsFor({ phone }: Gateway, count: number, text?: string): IDataObject[] {
	return Array.from({ length: count }, (_, n) => ({
		n,
		name: `Customer ${n}`,
		phone: phone(n),
		text: text ?? `Text ${n}`,
	}));
}

/** The digits of the items' numbers, in order. */
export function numbersOf(items: IDataObject[]): string[] {
	return items.map(({ phone }) => digitsOf(phone));
}

/** n8n's option Batching, under Request Options. */
export function batching(batchSize: number, batchInterval: number): INodeParameters {
	return { requestOptions: { batching: { batch: { batchSize, batchInterval } } } };
}

/** Makes an operation send a request for each item: Send Many has to be held back by Batching. */
export function aRequestEach(operation: SendOperationName): INodeParameters {
	return operation === 'sendMany' ? batching(1, 1) : {};
}

/** Waits until something holds, for at most ten seconds. */
export async function until(holds: () => boolean): Promise<void> {
	const deadline = Date.now() + 10_000;
	while (!holds()) {
		if (Date.now() > deadline) throw new Error('It did not come to that within ten seconds');
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
}
