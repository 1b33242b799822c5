import type { Sandbox } from '../../test/sandbox/sandbox.mts';
import { Failure } from '../n8n/failure.mts';
import { showProgress } from '../n8n/progress.mts';
import type { ExecutionOutput } from '../n8n/restClient.mts';
import type { Session } from '../n8n/session.mts';
import { waitFor } from '../n8n/waitFor.mts';
import { compareArrivals } from './arrivals.mts';
import type { TriggeredGateway } from './gateways.mts';
import { lastNode } from './workflow.mts';

/** A gateway's trigger, in a workflow of its own. */
export interface Watched {
	gateway: TriggeredGateway;
	workflowId: string;
}

/** How long to wait for what the next poll brings: two and a half, for n8n polls once a minute at most. */
export const secondsForPoll = 150;
const millisecondsBetweenLooks = 1000;
/** Of one poll, the requests follow each other faster than this. */
const millisecondsOfQuiet = 3000;

/**
 * Waits until every trigger has started its workflow for the SMS with these texts, and all that was
 * started has ended.
 *
 * @returns the executions, in the order of `watched`
 * @throws Failure when one does not come in time, came twice, or something else came
 */
export async function waitForArrivals(
	texts: readonly string[],
	watched: readonly Watched[],
	{ rest, signal }: Session,
): Promise<ExecutionOutput[][]> {
	let missing: string[] = [];
	const late = new Set<string>();
	const progress = showProgress(`waiting for SMS "${texts.at(-1)}"`);
	const look = async () => {
		const executions: ExecutionOutput[][] = [];
		const wrong: string[] = [];
		missing = [];
		late.clear();
		for (const { gateway, workflowId } of watched) {
			const runs = await rest.executionsOf(workflowId, lastNode);
			const compared = compareArrivals(runs, texts, gateway.status);
			wrong.push(...compared.wrong.map((phrase) => `${gateway.title}: ${phrase}`));
			missing.push(...compared.missing.map((phrase) => `${phrase} of ${gateway.title}`));
			if (compared.missing.length > 0) late.add(gateway.title);
			executions.push(runs);
		}
		if (wrong.length > 0) throw new Failure('Not every SMS came once:', wrong);
		progress.update(`waiting for ${[...late].join(', ')}`);
		return missing.length === 0 ? executions : undefined;
	};
	try {
		const what = () => missing.join(', ');
		return await waitFor(what, secondsForPoll, signal, look, millisecondsBetweenLooks);
	} finally {
		progress.end();
	}
}

/** Waits until every trigger has polled its gateway once more from now on. */
export async function waitForAnotherPoll(
	watched: readonly Watched[],
	{ requests }: Sandbox,
	signal: AbortSignal,
): Promise<void> {
	const known = requests.all.length;
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
