import { createHash } from 'crypto';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Failure } from '../failure/failure';
import { toNodeApiError } from '../failure/failure';
import { startBudget } from './budget';
import { dayOf } from './days';
import {
	isDue,
	isTemporary,
	isTemporaryForKnown,
	outageAfter,
	outageAfterGoodPoll,
	reportedOutage,
	withDuration,
} from './outage';
import type { StoredOptions, TriggerIdentity } from './pollState';
import { countsOf, isStored, readPollState, writePollState } from './pollState';
import type { RecordSource } from './recordSource';
import type { RunningTrigger } from './runningTrigger';
import { noteBeginning, runningTriggerOf, stateOf } from './runningTrigger';
import type { Change, OddRecord, Tracking } from './tracker';
import { track } from './tracker';
import type { TriggerOptions } from './triggerOptions';
import { optionsFrom } from './triggerOptions';
import { untilTurn } from './turns';
import { unlessThrown } from './unlessThrown';

/**
 * What the stored state of a trigger belongs to. A credential is identified by its id in n8n, and the account in it by its
 * server and its name, so that a new token or password is no new account.
 *
 * @param account its server, and its name where the credential has one
 */
export function identityOf(
	context: IPollFunctions,
	event: string,
	account: { baseUrl: string; name?: string },
): TriggerIdentity {
	const ids = Object.values(context.getNode().credentials ?? {}).map(({ id }) => id ?? '');
	const names = JSON.stringify([account.baseUrl, account.name ?? '']);
	const digest = createHash('sha256').update(names).digest('base64url').slice(0, 12);
	return { trigger: [event, ...ids].join(' '), account: digest };
}

/** What a trigger reacts to, and what it makes of it. */
export interface Trigger<T> {
	/** What the stored state belongs to: with another event or account a new baseline is taken. */
	identity: TriggerIdentity;
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

/** What to say where a stored state could not be read. */
const FORGOTTEN: Record<'some' | 'all', Failure> = {
	some: {
		message:
			'Part of what this trigger stored could not be read. It continues, but an SMS that was listed late may be missing, and a status may lack the previous one.',
		advice: 'Nothing needs to be done. Check the SMS of the last hours at the gateway.',
		outcome: 'unknown',
	},
	all: {
		message:
			'What this trigger stored could not be read, so it starts over: anything from before this did not start the workflow.',
		advice: 'Check at the gateway which SMS came since the last execution of this workflow.',
		outcome: 'unknown',
	},
};

/**
 * One poll of a trigger: reads, compares with what is known, and only then replaces the stored
 * state, as a whole and as the last thing it does, and only where it is another one. A reading that fails leaves the
 * state as it was.
 *
 * A failure is thrown when it begins, and then less and less often as long as it lasts. The first poll of an activation
 * does not throw for what goes away by itself, for then n8n would give the trigger up; the next one does.
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
	const budget = budgetOf(context);
	// First, so that options that cannot be used are reported before the gateway is called.
	const toItem = trigger.toItemBy(options);
	const running = runningTriggerOf(context, `${identity.trigger} ${identity.account}`);
	noteBeginning(context, running, stored);
	// n8n waits for the polls of activations, and makes them one after the other.
	if (!running.isActivating) await untilTurn(identity.account, running.key);
	const saved = stateOf(context, running, stored);
	const { state: before, damage } = readPollState(saved, identity);
	const day = dayOfPoll(before?.memory.day);
	const followedSince = day - source.followDays;
	const reading = await source.read({
		before: before && {
			...before,
			memory: { ...before.memory, ...running.counts, ...running.hints },
		},
		followedSince,
		budget,
		isSample: false,
	});
	if (!reading.ok) {
		running.hints = { ...running.hints, ...reading.failure.hints };
		reportFailure(context, running, reading.failure, before !== undefined);
		running.isActivating = false;
		return null;
	}
	running.hints = undefined;
	const { window, memory, trouble } = reading.value;
	if (trouble) context.logger.warn(logLine(context, trouble.failure));
	const rules = { openStatuses: source.openStatuses, followedSince };
	const { changes, tracking } = track(before?.tracking, window, rules);
	const isMatch = matchesStoredOptions(context, trigger, before?.options);
	const items = itemsOf(changes.filter(isMatch), toItem);
	if (damage !== 'none') running.notices.push(FORGOTTEN[damage]);
	const odd = noteOdd(running, before?.odd ?? [], window.odd ?? []);
	if (trouble?.mustReport && items.length === 0) {
		// What is in turns goes on, so that one record that cannot be asked for does not hold up the others.
		running.hints = { turn: memory.turn ?? 0 };
		reportFailure(context, running, trouble.failure, before !== undefined);
	} else {
		running.outage = outageAfterGoodPoll(running.outage, Date.now());
	}
	if (items.length === 0 && !running.isActivating) reportNotices(context, running);
	running.hints = undefined;
	running.isActivating = false;
	// A backlog that is not through yet goes on by the options that it was left by.
	const isThrough = memory.start === undefined;
	const by = isThrough ? options : (before?.options ?? options);
	const written = writePollState(
		{ tracking, memory: { ...memory, day }, options: by, odd },
		identity,
	);
	const state = damage === 'none' && isStored(written, saved) ? saved : written;
	running.counts = countsOf(memory);
	running.left =
		items.length > 0 ? undefined : { before: JSON.stringify(stored.state ?? null), state };
	// n8n takes whatever is assigned for a change, and sees none within it.
	if (stored.state !== state) stored.state = state;
	return items.length > 0 ? [items] : null;
}

/** @throws NodeApiError where it is time to tell the failure */
function reportFailure(
	context: IPollFunctions,
	running: RunningTrigger,
	failure: Failure,
	isKnown: boolean,
): void {
	const now = Date.now();
	const outage = outageAfter(running.outage, now);
	running.outage = outage;
	// n8n is only starting: nobody is there to correct anything, and the next poll tells.
	const isStart = isKnown && context.getActivationMode() === 'init';
	const isPatient = isStart || (isKnown ? isTemporaryForKnown(failure) : isTemporary(failure));
	const { isActivating } = running;
	if (isActivating && isPatient) {
		context.logger.warn(`${logLine(context, failure)} The trigger tries again with its next poll.`);
		return;
	}
	// n8n tries an activation again at once: it must not come to think that the keys are right.
	if (!isActivating && !isDue(outage, failure, now)) {
		context.logger.debug(logLine(context, failure));
		return;
	}
	running.outage = reportedOutage(outage, failure, now);
	throw toNodeApiError(context.getNode(), withDuration(failure, outage, now));
}

/** @throws NodeApiError where there is something to tell besides what starts the workflow, and it is time for it */
function reportNotices(context: IPollFunctions, running: RunningTrigger): void {
	const [notice, ...others] = running.notices;
	if (notice === undefined) return;
	const now = Date.now();
	const notified = outageAfter(running.notified, now);
	if (!isDue(notified, notice, now)) return;
	running.notified = reportedOutage(notified, notice, now);
	running.notices = [];
	const rest = others.length > 0 ? ` There are ${others.length} more of this kind.` : '';
	throw toNodeApiError(context.getNode(), { ...notice, message: notice.message + rest });
}

/**
 * Notes the malformed records that are not reported yet.
 *
 * @returns the keys of all that are reported, to be stored
 */
function noteOdd(
	{ notices, reportedOdd }: RunningTrigger,
	before: readonly string[],
	found: readonly OddRecord[],
): string[] {
	for (const key of before) reportedOdd.add(key);
	for (const { key, failure } of found) {
		if (reportedOdd.has(key)) continue;
		reportedOdd.add(key);
		const advice = `It was set aside, and the others start the workflow as usual. ${failure.advice}`;
		notices.push({ ...failure, advice });
	}
	return [...new Set([...before, ...found.map(({ key }) => key)])];
}

function logLine(context: IPollFunctions, failure: Failure): string {
	return `${context.getNode().name}: ${failure.message}`;
}

/**
 * Whether a change is one that other options, with which the state was stored, would have reported. n8n
 * does not save the state when a poll starts nothing: what those options left out is not known any
 * more after the workflow is published again, and must not come when the user changes them.
 */
function matchesStoredOptions<T>(
	context: IPollFunctions,
	{ options, toItemBy }: Trigger<T>,
	earlier: StoredOptions | undefined,
): (change: Change<T>) => boolean {
	if (earlier === undefined || earlier.entered === options.entered) return () => true;
	// Options that cannot be used have left out nothing.
	const toItem = unlessThrown(() => toItemBy(optionsFrom(context.getNode(), earlier.values)));
	if (toItem === undefined) return () => true;
	return (change) => unlessThrown(() => toItem(change) !== undefined) ?? true;
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
