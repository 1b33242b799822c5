import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Failure, Reading } from '../../nodes/shared/failure/failure.ts';
import { refusal, success } from '../../nodes/shared/failure/failure.ts';
import type { OutgoingMessage } from '../../nodes/shared/sending/outgoingMessage.ts';
import type { SendAdapter } from '../../nodes/shared/sending/sendAdapter.ts';
import { SMS_OUTCOME_IN_WORDS } from '../../nodes/shared/sending/sendAdapter.ts';
import { sendOperation } from '../../nodes/shared/sending/sendOperation.ts';
import { withoutWaiting } from '../shared/withoutWaiting.mts';

/** What a gateway does with one SMS: refuses, or asks to slow down, this many times; then takes it, or is not heard of. */
interface Fate {
	refusals: number;
	slowDowns: number;
	end: 'accepted' | 'unknown';
}

interface PlannedItem {
	/** By recipient. */
	fates: Record<string, Fate>;
	/** Items of different kinds never share a request. */
	kind: string;
}

interface PlannedRun {
	items: PlannedItem[];
	perRequest: number;
	concurrency: number;
	/** The most that the gateway bears. */
	bears: number;
	/** Whether HTTP 429 is about a request as a whole, or about single SMS in it. */
	slowsDownWhole: boolean;
	maxTries: number;
	onError: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	/** The item whose fields cannot be read, where there is one. */
	unreadable: number | undefined;
	/** After how many requests the execution is stopped. */
	stopAfter: number;
}

const fates = fc.record({
	refusals: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat({ max: 3 })),
	slowDowns: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.nat({ max: 5 })),
	end: fc.oneof(
		{ weight: 6, arbitrary: fc.constant('accepted' as const) },
		fc.constant('unknown' as const),
	),
});

const runs: fc.Arbitrary<PlannedRun> = fc.record({
	items: fc.array(
		fc.record({
			fates: fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5'), fates, {
				minKeys: 1,
				maxKeys: 3,
			}),
			kind: fc.constantFrom('a', 'a', 'b'),
		}),
		{ minLength: 1, maxLength: 10 },
	),
	perRequest: fc.integer({ min: 1, max: 4 }),
	concurrency: fc.integer({ min: 1, max: 4 }),
	bears: fc.constantFrom(1, 2, Infinity),
	slowsDownWhole: fc.boolean(),
	maxTries: fc.integer({ min: 1, max: 4 }),
	onError: fc.constantFrom('stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'),
	unreadable: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, fc.nat({ max: 9 })),
	stopAfter: fc.oneof({ weight: 4, arbitrary: fc.constant(Infinity) }, fc.nat({ max: 8 })),
});

const refused: Failure = { message: 'No.', advice: '', outcome: 'notSent' };
const slowDown: Failure = { ...refused, httpCode: '429', retryAfterMs: 0 };
const lost: Failure = { message: 'Lost.', advice: '', outcome: 'unknown' };

/** How often a request goes again within one try after HTTP 429, and the first time. */
const MOST_IN_A_TRY = 4;

/** An SMS as the model gateway knows it. */
interface Sms {
	fate: Fate;
	itemIndex: number;
	to: string;
	state: 'open' | 'accepted' | 'unknown';
	/** How often it was in a request of the current try. */
	inThisTry: number;
	/** Whether the last answer about it was HTTP 429. */
	wasSlowedDown: boolean;
}

/** A gateway that does what was planned, and complains about what must not happen. */
function createModel(plan: PlannedRun, scheduler: fc.Scheduler, stop: () => void) {
	const sms = plan.items.flatMap(({ fates: ofItem }, itemIndex) =>
		Object.entries(ofItem).map(
			([to, fate]): Sms => ({
				fate: { ...fate },
				itemIndex,
				to,
				state: 'open',
				inThisTry: 0,
				wasSlowedDown: false,
			}),
		),
	);
	const smsOf = ({ itemIndex, recipientKey }: OutgoingMessage): Sms => {
		const found = sms.find((one) => one.itemIndex === itemIndex && one.to === recipientKey);
		if (found === undefined) throw new Error('An SMS that nobody asked for');
		return found;
	};
	let requests = 0;
	let inFlight = 0;
	let lastStarted = -1;
	const complaints: unknown[] = [];

	function answerTo(group: Sms[]): Array<Reading<IDataObject>> {
		const slowed = group.filter(({ fate }) => fate.slowDowns > 0);
		const isWhole = slowed.length > 0 && (plan.slowsDownWhole || slowed.length === group.length);
		for (const one of group) one.wasSlowedDown = isWhole;
		for (const { fate } of slowed) fate.slowDowns--;
		return group.map((one) => {
			if (isWhole || slowed.includes(one)) return refusal(slowDown);
			if (one.fate.refusals > 0) {
				one.fate.refusals--;
				return refusal(refused);
			}
			one.state = one.fate.end;
			return one.state === 'accepted'
				? success({ to: one.to, itemIndex: one.itemIndex, status: 'queued' })
				: refusal(lost);
		});
	}

	/** What is wrong with a request at the moment in which it comes. */
	const checkRequest = (group: Sms[]) => {
		expect(requests).toBeLessThan(plan.stopAfter);
		expect(inFlight).toBeLessThan(Math.min(plan.concurrency, plan.bears));
		expect(group.length).toBeGreaterThan(0);
		expect(group.length).toBeLessThanOrEqual(plan.perRequest);
		expect(new Set(group.map(({ to }) => to)).size).toBe(group.length);
		expect(new Set(group.map(({ itemIndex }) => plan.items[itemIndex]?.kind)).size).toBe(1);
		for (const { state, inThisTry, wasSlowedDown } of group) {
			expect(state).toBe('open');
			expect(inThisTry).toBeLessThan(wasSlowedDown ? MOST_IN_A_TRY : 1);
		}
		const [first] = group;
		if (first?.inThisTry !== 0) return;
		expect(sms.indexOf(first)).toBeGreaterThan(lastStarted);
		lastStarted = sms.indexOf(first);
	};

	const transmit: SendAdapter<OutgoingMessage>['transmit'] = async (messages) => {
		const group = messages.map(smsOf);
		try {
			checkRequest(group);
		} catch (complaint) {
			// The run would take what is thrown here for a lost answer.
			complaints.push(complaint);
		}
		for (const one of group) one.inThisTry++;
		inFlight++;
		if (++requests === plan.stopAfter) stop();
		const answer = answerTo(group);
		await scheduler.schedule(Promise.resolve());
		inFlight--;
		return answer;
	};

	return {
		sms,
		transmit,
		complaints,
		get requests() {
			return requests;
		},
		startTry() {
			lastStarted = -1;
			for (const one of sms) Object.assign(one, { inThisTry: 0, wasSlowedDown: false });
		},
	};
}

/** Runs the node as n8n does: again after it threw, with the same execution data. */
async function execute(plan: PlannedRun, scheduler: fc.Scheduler) {
	const stopping = new AbortController();
	if (plan.stopAfter === 0) stopping.abort();
	const model = createModel(plan, scheduler, () => stopping.abort());
	const endpoint = { method: 'POST', url: '/send' } as const;
	const { execute: executeNode } = sendOperation<OutgoingMessage>(endpoint, async () => ({
		service: 'Gateway',
		maxPerRequest: plan.perRequest,
		maxConcurrency: plan.bears,
		outcomeInWords: SMS_OUTCOME_IN_WORDS,
		groupOf: ({ itemIndex }) => plan.items[itemIndex]?.kind ?? '',
		prepare: (_, itemIndex) => {
			if (itemIndex === plan.unreadable) throw new Error('Unreadable.');
			const recipients = Object.keys(plan.items[itemIndex]?.fates ?? {});
			return recipients.map((to) => ({ itemIndex, recipientKey: to, to }));
		},
		transmit: model.transmit,
		failedRow: ({ itemIndex, to }, { outcome }) => ({ itemIndex, to, status: outcome }),
	}));
	const executeData = {};
	// All that a send uses of what n8n hands to a node.
	const context = {
		getExecutionCancelSignal: () => stopping.signal,
		getNode: () => ({ id: '1', name: 'Node', type: 'node', parameters: {}, onError: plan.onError }),
		getWorkflow: () => ({ id: '1' }),
		helpers: {},
		continueOnFail: () => plan.onError !== 'stopWorkflow',
		getInputData: () => plan.items,
		getNodeParameter: (name: string) =>
			name === 'additionalFields' ? { maxConcurrency: plan.concurrency } : {},
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		getExecuteData: () => executeData,
	} as unknown as IExecuteFunctions;

	for (let tries = 1; ; tries++) {
		model.startTry();
		const result = await withoutWaiting(
			scheduler.waitFor(
				executeNode.call(context).then(
					([items = []]) => items,
					(error: unknown) => (error instanceof Error ? error : new Error(String(error))),
				),
			),
		);
		const isOver = !(result instanceof Error) || tries === plan.maxTries;
		if (isOver || stopping.signal.aborted) return { model, result, stopping };
	}
}

function checkOutput(plan: PlannedRun, items: INodeExecutionData[], sms: Sms[]): void {
	let rest = items;
	for (const [itemIndex] of plan.items.entries()) {
		const ofItem =
			itemIndex === plan.unreadable ? [] : sms.filter((one) => one.itemIndex === itemIndex);
		const isAccepted = ofItem.some(({ state }) => state === 'accepted');
		const rows = rest.slice(0, isAccepted ? ofItem.length : 1);
		rest = rest.slice(rows.length);
		for (const { pairedItem } of rows) expect(pairedItem).toEqual({ item: itemIndex });
		if (isAccepted) {
			const statuses = { accepted: 'queued', unknown: 'unknown', open: 'notSent' };
			expect(rows.map(({ json }) => json)).toEqual(
				ofItem.map(({ to, state }) => ({ itemIndex, to, status: statuses[state] })),
			);
		} else {
			expect(plan.onError).not.toBe('stopWorkflow');
			const isUnknown = ofItem.some(({ state }) => state === 'unknown');
			expect(rows.map(({ json }) => json)).toEqual([
				{ error: expect.any(String), outcome: isUnknown ? 'unknown' : 'notSent' },
			]);
		}
	}
	expect(rest).toEqual([]);
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it('sends nothing twice, in bounds and in order, and tells what happened to each SMS', async () => {
	await fc.assert(
		fc.asyncProperty(runs, fc.scheduler(), async (plan, scheduler) => {
			const { model, result, stopping } = await execute(plan, scheduler);
			if (model.complaints.length > 0) throw model.complaints[0];
			const isUnreadable = (plan.unreadable ?? Infinity) < plan.items.length;

			if (!(result instanceof Error)) {
				checkOutput(plan, result, model.sms);
				const isToBeSent = ({ itemIndex }: Sms) => itemIndex !== plan.unreadable;
				const wasClosed = model.sms.some(({ wasSlowedDown }) => wasSlowedDown);
				if (stopping.signal.aborted || wasClosed) return;
				// Nothing was forgotten.
				expect(
					model.sms
						.filter(isToBeSent)
						.every(({ inThisTry, state }) => inThisTry > 0 || state !== 'open'),
				).toBe(true);
				return;
			}
			expect(plan.onError).toBe('stopWorkflow');
			if (isUnreadable) {
				expect(model.requests).toBe(0);
				return;
			}
			const failed = plan.items
				.map((_, itemIndex) => model.sms.filter((one) => one.itemIndex === itemIndex))
				.filter((ofItem) => ofItem.every(({ state }) => state !== 'accepted'));
			expect(failed).not.toEqual([]);
			const isUnknown = failed.flat().some(({ state }) => state === 'unknown');
			expect(result.message.includes('may still have been sent')).toBe(isUnknown);
		}),
		{ numRuns: 1000 },
	);
});
