import type { Fault } from '../../test/sandbox/faults.mts';
import type { RecordedRequest } from '../../test/sandbox/requestLog.mts';
import { recipientsOf } from '../../test/bench/sends.mts';
import { itemsOf } from '../n8n/runData.mts';
import { waitFor } from '../n8n/waitFor.mts';
import { atMost, equal, type Finding } from './findings.mts';
import { digitsOf } from './gateways.mts';
import {
	makeItems,
	numberOf,
	publishSend,
	runSend,
	sendRequestsIn,
	type Bench,
	type SendResult,
} from './run.mts';
import { endedExecutions, names } from './workflow.mts';

/** Something that must hold for every gateway. */
export interface Case {
	title: string;
	check(bench: Bench): Promise<Finding[]>;
}

/** After n8n has answered that an execution is stopped. */
const mostRequestsAfterStop = 10;
const latencyMs = 50;
const millisecondsOfQuiet = 1500;

const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };

/** What can happen to an answer once the gateway has taken the SMS. */
const spoiltAnswers: Record<string, Fault> = {
	'no answer': { kind: 'drop' },
	'HTTP 502': { kind: 'answer', status: 502, body: '<h1>502 Bad Gateway</h1>' },
	'a cut answer': { kind: 'cutJson' },
	'an answer cut off with its connection': { kind: 'cutConnection' },
};

export const cases: readonly Case[] = [
	{
		title: '20 items, one refused twice, Retry On Fail',
		async check(bench) {
			const { gateway, sandbox } = bench;
			gateway.refuse(sandbox, numberOf(7), 2);
			const result = await runSend(bench, this.title, { items: 20, settings: retry });
			return [...sentAll(result, 20), equal('sends', 22, result.sends)];
		},
	},
	...[false, true].map(
		(retryOnFail): Case => ({
			title: `300 items, the message of one throws${retryOnFail ? ', Retry On Fail' : ''}`,
			async check(bench) {
				const { status, requests } = await runSend(bench, this.title, {
					items: 300,
					parameters: {
						message: "={{ $json.n === 250 ? $('Nowhere').item.json.x : $json.text }}",
					},
					settings: retryOnFail ? retry : {},
				});
				return [equal('execution', 'error', status), equal('requests', 0, requests.length)];
			},
		}),
	),
	...Object.entries(spoiltAnswers).map(
		([answer, fault]): Case => ({
			title: `Accepted, then ${answer}, Retry On Fail`,
			async check(bench) {
				const { gateway, sandbox } = bench;
				sandbox.faults.add({ ...gateway.sending, times: Infinity, when: 'after', fault });
				const result = await runSend(bench, this.title, { items: 1, settings: retry });
				return [
					equal('execution', 'error', result.status),
					equal('send requests', 1, result.sendRequests.length),
					equal('SMS at the gateway', 1, result.stored),
				];
			},
		}),
	),
	{
		title: 'Stop, with 1,000 items',
		check: checkStop,
	},
	{
		title: 'Loop Over Items, one refused once, Retry On Fail',
		async check(bench) {
			const { gateway, sandbox } = bench;
			gateway.refuse(sandbox, numberOf(4), 1);
			const run = { items: 6, settings: retry, shape: 'loop' } as const;
			const result = await runSend(bench, this.title, run);
			return [...sentAll(result, 6), equal('sends', 7, result.sends)];
		},
	},
	{
		title: 'Execute Once, with 3 items',
		async check(bench) {
			const run = { items: 3, settings: { executeOnce: true } };
			const result = await runSend(bench, this.title, run);
			return [...sentAll(result, 1), equal('sends', 1, result.sends)];
		},
	},
	{
		title: "n8n's Batching, 20 items by 5",
		async check(bench) {
			const batchInterval = 200;
			const batching = { batch: { batchSize: 5, batchInterval } };
			const parameters = { requestOptions: { batching } };
			const result = await runSend(bench, this.title, { items: 20, parameters });
			const batches = batchesOf(result.sendRequests, batchInterval / 2);
			return [...sentAll(result, 20), equal('batches', [5, 5, 5, 5], batches)];
		},
	},
	{
		title: 'Two executions at once',
		async check(bench) {
			const { gateway, sandbox } = bench;
			const items = gateway.atOnce.one * 2;
			// Long enough for n8n to start all requests of both before the first one ends.
			sandbox.faults.add({
				times: Infinity,
				when: 'before',
				fault: { kind: 'latency', ms: 1000 },
			});
			const { apart: parameters } = gateway;
			const result = await runSend(bench, this.title, { items, parameters, executions: 2 });
			return [
				equal('executions', ['success', 'success'], result.executions.map(statusOf)),
				equal('sends', items * 2, result.sends),
				equal('most requests at once', gateway.atOnce.two, sandbox.requests.mostInFlight),
			];
		},
	},
	{
		title: 'Continue (using error output), one of 3 refused',
		async check(bench) {
			const { gateway, sandbox } = bench;
			gateway.refuse(sandbox, numberOf(2), 1);
			const result = await runSend(bench, this.title, {
				items: 3,
				settings: { onError: 'continueErrorOutput' },
				shape: 'errorOutput',
			});
			const refused = result.executions.flatMap(({ resultData }) =>
				itemsOf(resultData, names.refused),
			);
			return [
				equal('execution', 'success', result.status),
				equal('sends', 3, result.sends),
				equal('numbers sent to', [numberOf(1), numberOf(3)].map(digitsOf), numbersIn(result)),
				equal('names on the error branch', [{ name: 'Person 2' }], refused),
			];
		},
	},
];

async function checkStop(this: Case, bench: Bench): Promise<Finding[]> {
	const { gateway, sandbox, session } = bench;
	const { rest, signal } = session;
	const fault = { kind: 'latency', ms: latencyMs } as const;
	sandbox.faults.add({ times: Infinity, when: 'before', fault });
	const run = { items: 1000, parameters: gateway.apart };
	const workflow = await publishSend(bench, this.title, run);
	const running = workflow.run(makeItems(run.items));
	// Whoever waits for it below gets to know; until then nobody does.
	running.catch(() => {});

	// Some have been answered by then, and others wait.
	const wanted = gateway.atOnce.two;
	await waitFor(
		`${wanted} requests of ${gateway.title}`,
		30,
		signal,
		() => sendRequestsIn(sandbox).length >= wanted || undefined,
		20,
	);
	const [execution] = await rest.newestExecutions(workflow.id, 1);
	await rest.stopExecution(execution?.id ?? '');
	const before = sandbox.requests.all.length;
	await waitFor('the requests to end', 30, signal, () => {
		const last = sandbox.requests.all.at(-1)?.receivedAt.getTime() ?? 0;
		const isQuiet = Date.now() - last > millisecondsOfQuiet && sandbox.requests.inFlight === 0;
		return isQuiet || undefined;
	});
	const after = sandbox.requests.all.length - before;
	await running;
	const [ended] = await endedExecutions(workflow, 1, session);
	return [
		equal('execution', 'canceled', ended?.status),
		atMost('requests after the stop', mostRequestsAfterStop, after),
	];
}

/** That an execution has ended well, with the first so many items, all of them sent. */
function sentAll(result: SendResult, count: number): Finding[] {
	const items = makeItems(count).map(({ phone }) => digitsOf(phone));
	const statuses = new Set(result.sent.map(({ status }) => status));
	const unsent = ['failed', 'unknown'].filter((status) => statuses.has(status));
	return [
		equal('execution', 'success', result.status),
		equal('numbers sent to', items, numbersIn(result)),
		equal('items that failed', [], unsent),
		equal('SMS at the gateway', count, result.stored),
	];
}

function numbersIn({ sent }: SendResult): string[] {
	return sent.map(({ to }) => digitsOf(String(to)));
}

function statusOf({ status }: { status: string }): string {
	return status;
}

/** How many sends came together, with pauses of at least so many milliseconds between. */
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
