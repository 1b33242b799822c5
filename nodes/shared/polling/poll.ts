import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { toNodeApiError } from '../failure';
import { startBudget } from './budget';
import { dayOf } from './days';
import type { StoredOptions } from './pollState';
import { readPollState, writePollState } from './pollState';
import type { RecordSource } from './recordSource';
import type { Change, Tracking } from './tracker';
import { track } from './tracker';
import type { TriggerOptions } from './triggerOptions';
import { optionsFrom } from './triggerOptions';

/**
 * What the stored state of a trigger belongs to. A credential is told by its id in n8n, so that a
 * new token or password is no new account.
 */
export function identityOf(context: IPollFunctions, event: string): string {
	const ids = Object.values(context.getNode().credentials ?? {}).map(({ id }) => id ?? '');
	return [event, ...ids].join(' ');
}

/** What a trigger reacts to, and what it makes of it. */
export interface Trigger<T> {
	/** What the stored state belongs to: with another event or account a new baseline is taken. */
	identity: string;
	source: RecordSource<T>;
	options: TriggerOptions;
	/** The output for a change by these options; undefined where the user does not want it. */
	toItemBy: (options: TriggerOptions) => (change: Change<T>) => IDataObject | undefined;
	/** What to tell the user who tests the trigger by hand when there is nothing to show. */
	whenNothing: { message: string; advice: string };
}

/** How many records a manual test shows. */
const MOST_SAMPLES = 3;

/** The static data of nodes whose poll is under way: n8n does not wait for one before the next. */
const busy = new WeakSet<object>();

/**
 * One poll of a trigger: reads, compares with what is known, and only then replaces the stored
 * state, as a whole and as the last thing it does. A reading that fails throws, and leaves the state
 * as it was.
 *
 * A manual test shows a few of the newest records, and leaves the state alone.
 *
 * @throws NodeApiError where the gateway could not be read
 * @throws NodeOperationError in a manual test, where there is nothing to show
 */
export async function poll<T>(
	context: IPollFunctions,
	trigger: Trigger<T>,
): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return await showSample(context, trigger);
	const stored = context.getWorkflowStaticData('node');
	if (busy.has(stored)) return null;
	busy.add(stored);
	try {
		return await pollOnce(context, trigger, stored);
	} finally {
		busy.delete(stored);
	}
}

async function pollOnce<T>(
	context: IPollFunctions,
	trigger: Trigger<T>,
	stored: IDataObject,
): Promise<INodeExecutionData[][] | null> {
	const { identity, source, options } = trigger;
	// First, so that options that cannot be used are told before the gateway is asked.
	const toItem = trigger.toItemBy(options);
	const before = readPollState(stored.state, identity);
	const day = dayOfPoll(before?.memory.day);
	const followedSince = day - source.followDays;
	const reading = await source.read({
		before,
		followedSince,
		budget: budgetOf(context),
		isSample: false,
	});
	if (!reading.ok) throw toNodeApiError(context.getNode(), reading.failure);
	const { window, memory } = reading.value;
	const rules = { openStatuses: source.openStatuses, followedSince };
	const { changes, tracking } = track(before?.tracking, window, rules);
	const told = toldByOptionsOf(context, trigger, before?.options);
	const items = itemsOf(changes.filter(told), toItem);
	// A backlog that is not through yet goes on by the options that it was left by.
	const isThrough = memory.start === undefined;
	const by = isThrough ? options : (before?.options ?? options);
	const state = writePollState({ tracking, memory: { ...memory, day }, options: by }, identity);
	// n8n sees that something was assigned, but not what changes within it.
	stored.state = state;
	return items.length > 0 ? [items] : null;
}

/**
 * Whether a change is one that other options, with which the state was stored, would have told. n8n
 * does not save the state when a poll starts nothing: what those options left out is not known any
 * more after the workflow is published anew, and must not come when the user changes them.
 */
function toldByOptionsOf<T>(
	context: IPollFunctions,
	{ options, toItemBy }: Trigger<T>,
	earlier: StoredOptions | undefined,
): (change: Change<T>) => boolean {
	if (earlier === undefined || earlier.entered === options.entered) return () => true;
	const toItem = unlessThrown(() => toItemBy(optionsFrom(context.getNode(), earlier.values)));
	if (toItem === undefined) return () => true;
	return (change) => unlessThrown(() => toItem(change) !== undefined) ?? true;
}

/** Undefined where options cannot be used: then they have left out nothing. */
function unlessThrown<V>(read: () => V): V | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}

/**
 * The day by which open records are given up, in days since 1970. It moves by one at most from one
 * poll to the next: what was open before a long pause, or before the clock jumped ahead, is asked for
 * a few times more.
 */
function dayOfPoll(last: number | undefined): number {
	const today = dayOf(Date.now());
	return Math.min(today, (last ?? today) + 1);
}

async function showSample<T>(
	context: IPollFunctions,
	{ source, options, toItemBy, whenNothing }: Trigger<T>,
): Promise<INodeExecutionData[][]> {
	const toItem = toItemBy(options);
	const reading = await source.read({
		before: undefined,
		followedSince: Infinity,
		budget: budgetOf(context),
		isSample: true,
	});
	if (!reading.ok) throw toNodeApiError(context.getNode(), reading.failure);
	const nothingYet: Tracking = { frontier: -Infinity, floor: -Infinity, known: new Map() };
	const { changes } = track(nothingYet, reading.value.window, {
		openStatuses: source.openStatuses,
		followedSince: Infinity,
	});
	const items = itemsOf(changes, toItem).slice(-MOST_SAMPLES);
	if (items.length > 0) return [items];
	throw new NodeOperationError(context.getNode(), whenNothing.message, {
		description: whenNothing.advice,
	});
}

function itemsOf<T>(
	changes: Array<Change<T>>,
	toItem: (change: Change<T>) => IDataObject | undefined,
): INodeExecutionData[] {
	return changes.flatMap((change) => {
		const item = toItem(change);
		if (item === undefined) return [];
		const json = { ...item };
		// A key of this name of the gateway's would make a failed item of it.
		delete json.error;
		return [{ json }];
	});
}

function budgetOf(context: IPollFunctions) {
	// Versions of n8n before 2.37 do not have it, whatever the type says.
	const hasBudget = 'getPollBudgetMs' in context;
	return startBudget(hasBudget ? context.getPollBudgetMs() : undefined);
}
