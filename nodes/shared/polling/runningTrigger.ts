import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { Failure } from '../failure/failure';
import type { Outage } from './outage';
import type { PollCounts, PollMemory } from './pollState';

/** What this process knows of a trigger besides its state, which n8n does not keep over every poll. */
export interface RunningTrigger {
	/** Tells it from all others. */
	readonly key: string;
	outage?: Outage;
	/** Where to go on after a poll that failed. */
	hints?: PollMemory;
	/** The counts of the last poll that was read, which may not be stored. */
	counts?: PollCounts;
	/** What to report in a poll that has nothing else to report. */
	notices: Failure[];
	/** When notices were last reported. */
	notified?: Outage;
	/** Keys of records that could not be read and were reported. */
	reportedOdd: Set<string>;
	/** The state that a poll without items has left, and the one before it, as JSON. */
	left?: { before: string; state: IDataObject };
	/** How many polls in a row found data that no poll had seen, as each activation does. */
	freshInARow: number;
	/** Whether no poll of this activation has come to an end without throwing. */
	isActivating: boolean;
}

/** More triggers than one n8n has. Past it the oldest one is forgotten. */
const MOST_TRIGGERS = 1000;

const running = new Map<string, RunningTrigger>();
/** The static data of nodes that a poll of this process has seen: n8n makes it again with each activation. */
const seen = new WeakSet<object>();

/**
 * What this process knows of the trigger that is polled.
 *
 * @param identity what the trigger reads; with another one it is another trigger
 */
export function runningTriggerOf(context: IPollFunctions, identity: string): RunningTrigger {
	const { id, name } = context.getNode();
	const key = JSON.stringify([context.getWorkflow().id, id, name, identity]);
	const known: RunningTrigger = running.get(key) ?? {
		key,
		notices: [],
		reportedOdd: new Set(),
		freshInARow: 0,
		isActivating: true,
	};
	// The ones that are polled stand last.
	running.delete(key);
	running.set(key, known);
	const [oldest] = running.keys();
	if (running.size > MOST_TRIGGERS && oldest !== undefined) running.delete(oldest);
	return known;
}

/**
 * Notes that a poll begins. n8n gives a trigger up for good when the first poll of an activation throws again and again.
 * n8n makes static data again for each activation. Where its scheduler runs the polls, it does so for each of them, and
 * says "update": there the second poll in a row of that kind is no activation.
 */
export function noteBeginning(
	context: IPollFunctions,
	trigger: RunningTrigger,
	stored: IDataObject,
): void {
	const isFresh = !seen.has(stored);
	seen.add(stored);
	trigger.freshInARow = isFresh ? trigger.freshInARow + 1 : 0;
	const isByScheduler = context.getActivationMode() === 'update' && trigger.freshInARow > 1;
	if (!isFresh || isByScheduler) return;
	trigger.isActivating = true;
	// What was reported of an earlier activation says nothing of the time between.
	trigger.outage = undefined;
	trigger.notified = undefined;
}

/**
 * The state that a poll starts with. With durable cursors n8n drops what the poll of an activation has left where that
 * poll started nothing: then the one that this process still has goes on. Only polls of n8n's scheduler, and those
 * after a change of the workflow, get "update".
 */
export function stateOf(
	context: IPollFunctions,
	{ left }: RunningTrigger,
	stored: IDataObject,
): unknown {
	const isDropped =
		left !== undefined &&
		context.getActivationMode() === 'update' &&
		JSON.stringify(stored.state ?? null) === left.before;
	return isDropped ? left.state : stored.state;
}
