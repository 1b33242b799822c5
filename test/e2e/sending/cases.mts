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
import { atMost, equal, matches, type Finding } from './findings.mts';
import { publishSend, runSend, type SendResult, type SendRun, type Trial } from './run.mts';
import { endedExecutions, names } from './workflow.mts';

/** Something that must hold for every gateway. */
export interface Case {
	title: string;
	check(trial: Trial): Promise<Finding[]>;
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

export const cases: readonly Case[] = [
	{
		title: '20 items, one refused twice, Retry On Fail',
		async check(trial) {
			const { gateway, sandbox } = trial;
			gateway.refuse(sandbox, gateway.phone(6), 2);
			const result = await runSend(trial, this.title, { items: 20, settings: retry });
			return [...sentAll(trial, result, 20), equal('sends', 22, result.sends.length)];
		},
	},
	...[false, true].map(
		(retryOnFail): Case => ({
			title: `300 items, the message of one throws${retryOnFail ? ', Retry On Fail' : ''}`,
			async check(trial) {
				const { status, requests } = await runSend(trial, this.title, {
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
			async check(trial) {
				const { gateway, sandbox } = trial;
				const sends = gateway.sendRequests.send;
				sandbox.faults.add({ ...sends, times: Infinity, when: 'after', fault });
				const result = await runSend(trial, this.title, { items: 1, settings: retry });
				return [
					equal('execution', 'error', result.status),
					equal('send requests', 1, result.sendRequests.length),
					equal('SMS that went out', 1, result.delivered.length),
				];
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
			return [...sentAll(trial, result, 20), equal('sends', sends, result.sends.length)];
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
			return [
				equal('execution', 'success', result.status),
				equal('numbers that came out', to.map(digitsOf), numbersIn(result)),
				equal(
					'numbers that failed',
					[digitsOf(refused)],
					numbersIn({ sent: result.sent.filter(({ status }) => status === 'failed') }),
				),
				equal('sends', 3, result.sends.length),
				equal('SMS that went out', 2, result.delivered.length),
			];
		},
	},
	{
		title: 'Send Many in 3 requests, one refused once, Retry On Fail',
		async check(trial) {
			const { gateway, sandbox } = trial;
			refuseRequests(gateway.refusal)(sandbox, gateway.phone(second.start), 1);
			const result = await runSend(trial, this.title, inThreeRequests);
			return [
				...sentAll(trial, result, 30),
				equal('send requests', 4, result.sendRequests.length),
				equal('sends', 40, result.sends.length),
			];
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
			return [
				equal('execution', 'error', result.status),
				equal('sends of those whose answer was lost', lost, result.sends.filter(isLost)),
				equal('numbers sent to twice', [], twiceIn(result.sends)),
				equal('numbers that SMS went out to', result.sends.toSorted(), result.delivered.toSorted()),
			];
		},
	},
	{
		title: 'Loop Over Items, one refused once, Retry On Fail',
		async check(trial) {
			const { gateway, sandbox } = trial;
			gateway.refuse(sandbox, gateway.phone(3), 1);
			const run = { items: 6, settings: retry, shape: 'loop' } as const;
			const result = await runSend(trial, this.title, run);
			return [...sentAll(trial, result, 6), equal('sends', 7, result.sends.length)];
		},
	},
	{
		title: 'Execute Once, with 3 items',
		async check(trial) {
			const run = { items: 3, settings: { executeOnce: true } };
			const result = await runSend(trial, this.title, run);
			return [...sentAll(trial, result, 1), equal('sends', 1, result.sends.length)];
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
			return [...sentAll(trial, result, 10), equal('batches', [5, 5], batches)];
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
			return [
				equal('executions', ['success', 'success'], result.executions.map(statusOf)),
				equal('sends', items * 2, result.sends.length),
				equal('most requests at once', mostAtOnce(gateway, 2), sandbox.requests.mostInFlight),
			];
		},
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
			const [{ sentence, ...others } = {}] = items;
			return [
				equal('execution', 'success', result.status),
				equal('sends', 3, result.sends.length),
				equal('numbers sent to', taken, numbersIn(result)),
				equal('items on the error branch', 1, items.length),
				equal('what they are', { name: 'Customer 1', outcome: 'notSent' }, others),
				matches('what they say', gateway.refusalWords, sentence),
			];
		},
	},
];

async function checkStop(this: Case, trial: Trial): Promise<Finding[]> {
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
	return [
		equal('execution', 'canceled', ended?.status),
		atMost('requests after the stop', mostAfterStop(gateway), after),
	];
}

/** That an execution has ended well, with its first items up to this count, all of them sent, each once. */
function sentAll({ gateway }: Trial, result: SendResult, count: number): Finding[] {
	const numbers = numbersOf(itemsFor(gateway, count));
	const statuses = new Set(result.sent.map(({ status }) => status));
	const unsent = ['failed', 'unknown'].filter((status) => statuses.has(status));
	return [
		equal('execution', 'success', result.status),
		equal('numbers that came out', numbers, numbersIn(result)),
		equal('items that failed', [], unsent),
		equal('numbers that SMS went out to', numbers, result.delivered.toSorted()),
	];
}

function numbersIn({ sent }: Pick<SendResult, 'sent'>): string[] {
	return sent.map(({ to }) => digitsOf(to));
}

function statusOf({ status }: { status: string }): string {
	return status;
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
