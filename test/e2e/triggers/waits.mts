import type { TriggeredGateway } from '../../../lab/gateways/triggers.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import { showProgress } from '../../../lab/n8n/progress.mts';
import type { ExecutionOutput } from '../../../lab/n8n/restClient.mts';
import type { Session } from '../../../lab/n8n/session.mts';
import { waitFor } from '../../../lab/n8n/waitFor.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { compareArrivals, type Comparison } from './arrivals.mts';
import { lastNode } from './workflow.mts';

/** A gateway's trigger, in a workflow of its own. */
export interface Watched {
	gateway: TriggeredGateway;
	workflowId: string;
}

/** What all of some triggers should have started their workflows for. */
export interface ExpectedArrivals {
	watched: readonly Watched[];
	/** Of the SMS, in their order: the same for all gateways, or those of each. */
	texts: readonly string[] | ((gateway: TriggeredGateway) => readonly string[]);
	/** See `Expected`. */
	mayFail?: boolean;
	/** How long to wait. Default: `secondsForPoll`. */
	seconds?: number;
}

/** How long to wait for what the next poll brings: two and a half, for n8n polls once a minute at most. */
export const secondsForPoll = 150;
const millisecondsBetweenLooks = 2000;
/** Of one poll, the requests follow each other faster than this. */
const millisecondsOfQuiet = 3000;

/**
 * Waits until every trigger has started its workflow for the SMS that are expected, and all that was
 * started has ended.
 *
 * @returns the executions, in the order of `watched`
 * @throws Failure when one does not come in time, came twice or in another order, or something else came
 */
export async function waitForArrivals(
	expected: ExpectedArrivals,
	session: Session,
): Promise<ExecutionOutput[][]> {
	const { seconds = secondsForPoll } = expected;
	let missing: string[] = [];
	const progress = showProgress(`n8n ${session.version}: waiting for SMS`);
	const look = async () => {
		const found = await lookForArrivals(expected, session);
		missing = found.flatMap(({ gateway, comparison }) => {
			const count = comparison.missing.length;
			const phrase = `${comparison.missing[0]}${count > 1 ? ` and ${count - 1} more` : ''}`;
			return count > 0 ? [`${phrase} of ${gateway.title}`] : [];
		});
		progress.update(`n8n ${session.version}: waiting for ${missing.join(', ')}`);
		return missing.length === 0 ? found.map(({ executions }) => executions) : undefined;
	};
	try {
		const what = () => missing.join(', ');
		return await waitFor(what, seconds, session.signal, look, millisecondsBetweenLooks);
	} finally {
		progress.end();
	}
}

/**
 * Waits until one of the triggers at least has started its workflow for some SMS of its last ones, and not for all.
 *
 * @param backlog how many SMS of a gateway's texts, the last ones, it is about
 * @returns the titles of those gateways
 * @throws Failure when none does in time, or something is wrong
 */
export async function waitForPartOf(
	backlog: (gateway: TriggeredGateway) => number,
	expected: ExpectedArrivals,
	session: Session,
): Promise<string[]> {
	const { seconds = secondsForPoll } = expected;
	const progress = showProgress(`n8n ${session.version}: waiting for a part of a backlog`);
	try {
		const what = 'a part of a backlog';
		return await waitFor(
			what,
			seconds,
			session.signal,
			async () => {
				const found = await lookForArrivals(expected, session);
				const inTheMiddle = found.filter(({ gateway, comparison }) => {
					const count = comparison.missing.filter((phrase) => phrase.startsWith('SMS')).length;
					return count > 0 && count < backlog(gateway);
				});
				return inTheMiddle.length > 0 ? inTheMiddle.map(({ gateway }) => gateway.title) : undefined;
			},
			millisecondsBetweenLooks,
		);
	} finally {
		progress.end();
	}
}

/** What has come so far. @throws Failure when something is wrong */
async function lookForArrivals(
	{ watched, texts, mayFail }: ExpectedArrivals,
	{ rest }: Session,
): Promise<
	Array<{ gateway: TriggeredGateway; executions: ExecutionOutput[]; comparison: Comparison }>
> {
	const found = [];
	const wrong: string[] = [];
	for (const { gateway, workflowId } of watched) {
		const executions = await rest.executionsOf(workflowId, lastNode);
		const { status } = gateway;
		const own = typeof texts === 'function' ? texts(gateway) : texts;
		const comparison = compareArrivals(executions, { texts: own, status, mayFail });
		wrong.push(...comparison.wrong.map((phrase) => `${gateway.title}: ${phrase}`));
		found.push({ gateway, executions, comparison });
	}
	if (wrong.length > 0) throw new Failure('Not every SMS came once, and in order:', wrong);
	return found;
}

/** Waits until every trigger has polled its gateway again from now on, or from this many requests on. */
export async function waitForAnotherPoll(
	watched: readonly Watched[],
	{ requests }: Sandbox,
	signal: AbortSignal,
	known = requests.all.length,
): Promise<void> {
	let waiting: string[] = [];
	const progress = showProgress('waiting for another poll');
	try {
		const what = () => `another poll by ${waiting.join(', ')}`;
		await waitFor(what, secondsForPoll, signal, () => {
			const since = requests.all.slice(known);
			const isOver = ({ gateway }: Watched) => {
				const last = since.findLast(({ vendor }) => vendor === gateway.name);
				return last && Date.now() - last.receivedAt.getTime() > millisecondsOfQuiet;
			};
			waiting = watched.filter((one) => !isOver(one)).map(({ gateway }) => gateway.title);
			progress.update(`waiting for ${waiting.join(', ')}`);
			return waiting.length === 0 ? true : undefined;
		});
	} finally {
		progress.end();
	}
}
