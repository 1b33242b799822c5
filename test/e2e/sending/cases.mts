import assert from 'node:assert/strict';
import { loseAnswerTo, refuseRequests } from '../../../lab/gateways/faults.mts';
import {
	mostAfterStop,
	mostAtOnce,
	recipientsOf,
	sendRequestsIn,
} from '../../../lab/gateways/gateways.mts';
import { itemsFor, numbersOf } from '../../../lab/gateways/items.mts';
import { batching } from '../../../lab/gateways/parameters.mts';
import { digitsOf } from '../../../lab/gateways/phoneNumber.mts';
import { itemsOf } from '../../../lab/n8n/runData.mts';
import { waitFor } from '../../../lab/n8n/waitFor.mts';
import type { Fault } from '../../../lab/sandbox/faults.mts';
import type { RecordedRequest } from '../../../lab/sandbox/requestLog.mts';
import {
	chooseCredential,
	publishSend,
	runSend,
	type SendResult,
	type SendRun,
	type Trial,
} from './run.mts';
import { endedExecutions, names } from './workflow.mts';

/** Something that must hold for every gateway. */
interface SendingCase {
	title: string;
	/** Tries it out. @throws AssertionError when it does not hold */
	check(trial: Trial): Promise<void>;
}

const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };

/** What can happen to an answer once the gateway has taken the SMS. */
const spoiltAnswers: Record<string, Fault> = {
	'no answer': { kind: 'drop' },
	'HTTP 502': { kind: 'answer', status: 502, body: '<h1>502 Bad Gateway</h1>' },
	'a cut answer': { kind: 'cutJson' },
	'an answer cut off with its connection': { kind: 'cutConnection' },
};

/** Send Many in three requests. */
const inThreeRequests: SendRun = {
	operation: 'sendMany',
	items: 30,
	text: 'The bakery is closed tomorrow.',
	parameters: batching(10, 1),
	settings: retry,
};
/** The items of the second of them. */
const second = { start: 10, end: 20 };

export const sendingCases: readonly SendingCase[] = [
	{
		title: '20 items, one refused twice, Retry On Fail',
		async check(trial) {
			const { gateway, sandbox } = trial;
			gateway.refuse(sandbox, gateway.phone(6), 2);
			const result = await runSend(trial, this.title, { items: 20, settings: retry });
			assertAllSent(trial, result, { count: 20, sends: 22 });
		},
	},
	...[false, true].map(
		(retryOnFail): SendingCase => ({
			title: `300 items, the message of one throws${retryOnFail ? ', Retry On Fail' : ''}`,
			async check(trial) {
				const { status, requests } = await runSend(trial, this.title, {
					items: 300,
					parameters: {
						message: "={{ $json.n === 250 ? $('Nowhere').item.json.x : $json.text }}",
					},
					settings: retryOnFail ? retry : {},
				});
				const seen = { status, requests: requests.length };
				assert.deepEqual(seen, { status: 'error', requests: 0 });
			},
		}),
	),
	...Object.entries(spoiltAnswers).map(
		([answer, fault]): SendingCase => ({
			title: `Accepted, then ${answer}, Retry On Fail`,
			async check(trial) {
				const { gateway, sandbox } = trial;
				const sends = gateway.sendRequests.send;
				sandbox.faults.add({ ...sends, times: Infinity, when: 'after', fault });
				const result = await runSend(trial, this.title, { items: 1, settings: retry });
				assert.deepEqual(
					{
						status: result.status,
						sendRequests: result.sendRequests.length,
						delivered: result.delivered.length,
					},
					{ status: 'error', sendRequests: 1, delivered: 1 },
				);
			},
		}),
	),
	{
		title: 'Stop, with 1,000 items',
		check: checkStop,
	},
	{
		title: 'HTTP 429 with Retry-After once, 20 items',
		async check(trial) {
			const { gateway, sandbox } = trial;
			const fault = { kind: 'tooManyRequests', retryAfter: '1' } as const;
			sandbox.faults.add({ ...gateway.sendRequests.send, when: 'before', fault });
			const result = await runSend(trial, this.title, { items: 20 });
			const sends = 20 + Math.min(20, gateway.itemsPerRequest.send);
			assertAllSent(trial, result, { count: 20, sends });
		},
	},
	{
		title: 'Three recipients in one item, one refused, Retry On Fail',
		async check(trial) {
			const { gateway, sandbox } = trial;
			const refused = gateway.refusedNumber(sandbox);
			const to = [gateway.phone(0), refused, gateway.phone(1)];
			const parameters = { to: to.join(', ') };
			const result = await runSend(trial, this.title, { items: 1, parameters, settings: retry });
			const failed = result.sent.filter(({ status }) => status === 'failed');
			assert.deepEqual(
				{
					status: result.status,
					cameOut: numbersIn(result),
					failed: numbersIn({ sent: failed }),
					sends: result.sends.length,
					delivered: result.delivered.length,
				},
				{
					status: 'success',
					cameOut: to.map(digitsOf),
					failed: [digitsOf(refused)],
					sends: 3,
					delivered: 2,
				},
			);
		},
	},
	{
		title: 'Send Many in 3 requests, one refused once, Retry On Fail',
		async check(trial) {
			const { gateway, sandbox } = trial;
			refuseRequests(gateway.refusal)(sandbox, gateway.phone(second.start), 1);
			const result = await runSend(trial, this.title, inThreeRequests);
			assertAllSent(trial, result, { count: 30, sends: 40 });
			assert.equal(result.sendRequests.length, 4, 'send requests');
		},
	},
	{
		title: 'Send Many in 3 requests, the answer to one lost, Retry On Fail',
		async check(trial) {
			const { gateway, sandbox } = trial;
			loseAnswerTo(sandbox, gateway.phone(second.start));
			const result = await runSend(trial, this.title, inThreeRequests);
			const items = itemsFor(gateway, inThreeRequests.items);
			const lost = numbersOf(items.slice(second.start, second.end));
			const isLost = (number: string) => lost.includes(number);
			assert.deepEqual(
				{
					status: result.status,
					sendsOfLost: result.sends.filter(isLost),
					sentTwice: twiceIn(result.sends),
					delivered: result.delivered.toSorted(),
				},
				{
					status: 'error',
					sendsOfLost: lost,
					sentTwice: [],
					delivered: result.sends.toSorted(),
				},
			);
		},
	},
	{
		title: 'Loop Over Items, one refused once, Retry On Fail',
		async check(trial) {
			const { gateway, sandbox } = trial;
			gateway.refuse(sandbox, gateway.phone(3), 1);
			const run = { items: 6, settings: retry, shape: 'loop' } as const;
			const result = await runSend(trial, this.title, run);
			assertAllSent(trial, result, { count: 6, sends: 7 });
		},
	},
	{
		title: 'Execute Once, with 3 items',
		async check(trial) {
			const run = { items: 3, settings: { executeOnce: true } };
			const result = await runSend(trial, this.title, run);
			assertAllSent(trial, result, { count: 1, sends: 1 });
		},
	},
	{
		title: "n8n's Batching, 10 items by 5",
		async check(trial) {
			// So long that no pause of a busy machine, nor the gateway's own, is mistaken for it.
			const batchInterval = trial.gateway.paceMs + 2000;
			const parameters = batching(5, batchInterval);
			const result = await runSend(trial, this.title, { items: 10, parameters });
			const batches = batchesOf(result.sendRequests, batchInterval / 2);
			assertAllSent(trial, result, { count: 10, sends: 10 });
			assert.deepEqual(batches, [5, 5]);
		},
	},
	{
		title: 'Two executions at once',
		async check(trial) {
			const { gateway, sandbox } = trial;
			const { send: sends } = gateway.sendRequests;
			const items = gateway.concurrency * 2;
			// Long enough for n8n to start all requests of both before the first one ends.
			const fault = { kind: 'latency', ms: 1000 } as const;
			sandbox.faults.add({ ...sends, times: Infinity, when: 'before', fault });
			const parameters = gateway.aRequestEach.send;
			const result = await runSend(trial, this.title, { items, parameters, executions: 2 });
			assert.deepEqual(
				{
					statuses: result.executions.map(({ status }) => status),
					sends: result.sends.length,
					mostInFlight: sandbox.requests.mostInFlight,
				},
				{
					statuses: ['success', 'success'],
					sends: items * 2,
					mostInFlight: mostAtOnce(gateway, 2),
				},
			);
		},
	},
	{
		title: 'A credential with an expression',
		check: checkExpressionInCredential,
	},
	{
		title: 'Continue (using error output), one of 3 refused',
		async check(trial) {
			const { gateway, sandbox } = trial;
			gateway.refuse(sandbox, gateway.phone(1), 1);
			const result = await runSend(trial, this.title, {
				items: 3,
				settings: { onError: 'continueErrorOutput' },
				shape: 'errorOutput',
			});
			const taken = [gateway.phone(0), gateway.phone(2)].map(digitsOf);
			const items = result.executions.flatMap(({ resultData }) =>
				itemsOf(resultData, names.refused),
			);
			assert.deepEqual(
				{
					status: result.status,
					sends: result.sends.length,
					sentTo: numbersIn(result),
					refused: items.map(({ name, outcome }) => ({ name, outcome })),
				},
				{
					status: 'success',
					sends: 3,
					sentTo: taken,
					refused: [{ name: 'Customer 1', outcome: 'notSent' }],
				},
			);
			assert.match(String(items[0]?.['sentence']), gateway.refusalWords);
		},
	},
];

/** All items of a run share an account: one that is the same for all is used, another one stops the run. */
async function checkExpressionInCredential(this: SendingCase, trial: Trial): Promise<void> {
	const { gateway, sandbox, session } = trial;
	const good = gateway.credential(sandbox);
	const secret = JSON.stringify(good.data[gateway.secretField]);
	const runWith = async (expression: string, items: number) => {
		sandbox.requests.clear();
		const credentials = await chooseCredential(
			{
				...good,
				name: `${good.name}, with an expression`,
				data: { ...good.data, [gateway.secretField]: `={{ ${expression} }}` },
			},
			session,
		);
		return await runSend({ ...trial, credentials }, this.title, { items });
	};
	const forOthers = `$json.name === 'Customer 1' ? 'another' : ${secret}`;
	assertAllSent(trial, await runWith(secret, 3), { count: 3, sends: 3 });
	assertAllSent(trial, await runWith(forOthers, 1), { count: 1, sends: 1 });
	const { status, requests, executions } = await runWith(forOthers, 3);
	assert.deepEqual({ status, requests: requests.length }, { status: 'error', requests: 0 });
	assert.match(String(executions[0]?.error), /^The expressions in the credential give item 1 /);
}

async function checkStop(this: SendingCase, trial: Trial): Promise<void> {
	const { gateway, sandbox, session } = trial;
	const { rest, signal } = session;
	const fault = { kind: 'latency', ms: 50 } as const;
	sandbox.faults.add({ times: Infinity, when: 'before', fault });
	const run = { items: 1000, parameters: gateway.aRequestEach.send };
	const workflow = await publishSend(trial, this.title, run);
	const running = workflow.run(itemsFor(gateway, run.items));
	// Whoever waits for it below gets to know; until then nobody does.
	running.catch(() => {});

	// Some have been answered by then, and others wait.
	const wanted = gateway.concurrency * 2;
	await waitFor(
		`${wanted} requests of ${gateway.title}`,
		30,
		signal,
		() => sendRequestsIn(sandbox).length >= wanted || undefined,
		20,
	);
	const [execution] = await rest.newestExecutions(workflow.id, 1);
	await rest.stopExecution(execution?.id ?? '');
	const stoppedAt = Date.now();
	const before = sendRequestsIn(sandbox).length;
	// By then two further requests would have come.
	const quietMs = 1500 + 2 * gateway.paceMs;
	await waitFor('the requests to end', 30, signal, () => {
		const last = sandbox.requests.all.at(-1)?.receivedAt.getTime() ?? 0;
		const isQuiet = Date.now() - Math.max(last, stoppedAt) > quietMs;
		return (isQuiet && sandbox.requests.inFlight === 0) || undefined;
	});
	const after = sendRequestsIn(sandbox).length - before;
	await running;
	const [ended] = await endedExecutions(workflow, 1, session);
	assert.equal(ended?.status, 'canceled');
	const most = mostAfterStop(gateway);
	assert.ok(after <= most, `${after} requests after the stop, at most ${most} expected`);
}

/**
 * An execution has ended well, with its first items up to `count`, all of them sent, each once.
 *
 * @param expected.sends how often the gateway was asked to send an SMS, refused ones included
 */
function assertAllSent(
	{ gateway }: Trial,
	result: SendResult,
	{ count, sends }: { count: number; sends: number },
): void {
	const numbers = numbersOf(itemsFor(gateway, count));
	const statuses = new Set(result.sent.map(({ status }) => status));
	assert.deepEqual(
		{
			status: result.status,
			cameOut: numbersIn(result),
			unsent: ['failed', 'unknown'].filter((status) => statuses.has(status)),
			delivered: result.delivered.toSorted(),
			sends: result.sends.length,
		},
		{ status: 'success', cameOut: numbers, unsent: [], delivered: numbers, sends },
	);
}

function numbersIn({ sent }: Pick<SendResult, 'sent'>): string[] {
	return sent.map(({ to }) => digitsOf(to));
}

/** The numbers that come more than once. */
function twiceIn(numbers: readonly string[]): string[] {
	return numbers.filter((number, index) => numbers.indexOf(number) !== index);
}

/** How many sends came together, with pauses of at least this many milliseconds between. */
function batchesOf(requests: readonly RecordedRequest[], pause: number): number[] {
	const batches: number[] = [];
	let last = -Infinity;
	for (const request of requests) {
		const at = request.receivedAt.getTime();
		const count = recipientsOf(request).length;
		if (at - last >= pause) batches.push(count);
		else batches[batches.length - 1] = (batches.at(-1) ?? 0) + count;
		last = at;
	}
	return batches;
}
