import type { Failure } from '../failure/failure';

/** A record of the gateway, as the tracker sees it. */
export interface PolledRecord<T> {
	/** What tells the record apart from all others. */
	key: string;
	/** Where it stands among the others: a later one has the same number or a higher one. */
	order: number;
	status: string;
	/** The day on which it was made, in days since 1970. */
	day: number;
	/** The day on which it is to go out, where that is later. */
	dueDay?: number;
	record: T;
}

/** What is remembered of a record. */
export interface Known {
	order: number;
	status: string;
	/** Only of open ones, see `PolledRecord`. */
	day?: number;
	dueDay?: number;
	/** How many polls in a row did not find it where they asked for it. */
	missed?: number;
	/** Final statuses that it had before this one. */
	past?: readonly string[];
}

/** What is remembered between two polls. It is never changed, only replaced. */
export interface Tracking {
	/** See `Window`. */
	frontier: number;
	/** Records below this order are old: an unknown one among them is not new. */
	floor: number;
	/** The records from the floor on, and the open ones below it, by key. */
	known: ReadonlyMap<string, Known>;
}

/** What one poll has read. */
export interface Window<T> {
	/** In any order. A record that was read twice counts as it was read last. */
	polledRecords: ReadonlyArray<PolledRecord<T>>;
	/** The highest order up to which everything has been read; -Infinity where there is nothing. */
	frontier: number;
	/** The order below which nothing needs to be remembered any more. */
	floor: number;
	/** By how much orders differ at least where the list is sorted by them. Default: 1. */
	unit?: number;
	/** Whether the frontier is that of the whole list. Default: true. */
	hasTop?: boolean;
	/** Keys of open records that the gateway does not have by this answer. */
	gone?: readonly string[];
	/** Records that could not be read. */
	odd?: readonly OddRecord[];
}

/** A record that lacks what the tracker needs. It is set aside, so that it does not hold up the others. */
export interface OddRecord {
	/** What tells it apart from other odd ones. */
	key: string;
	/** What is odd about it. */
	failure: Failure;
}

export interface TrackingRules {
	/** Statuses that may still change. */
	openStatuses: ReadonlySet<string>;
	/** Open records whose day is before this one, in days since 1970, are given up. */
	followedSince: number;
}

/** A record that is new, or whose status is. */
export interface Change<T> {
	record: T;
	status: string;
	/** The status that it had when it was last seen; null for a new record. */
	previousStatus: string | null;
}

/** More than this is not remembered: the oldest records then count as old ones. */
const MOST_KNOWN = 50_000;
/** This many answers in a row must say that a record is not there: one alone may be a fault. */
const MOST_MISSED = 5;
/** How far an open record has come, by its status. What a gateway does not tell is no step. */
const STEPS = ['unknown', 'queued', 'sent'];

/**
 * Compares what was read with what is known. The first reading is the baseline: nothing in it is
 * new.
 *
 * A record is told by its key, never by its order alone, so that neither records of equal order nor
 * one that turns up late, but above the floor, is lost or comes twice.
 *
 * @returns the changes, oldest record first, and what to remember
 */
export function track<T>(
	before: Tracking | undefined,
	window: Window<T>,
	rules: TrackingRules,
): { changes: Array<Change<T>>; tracking: Tracking } {
	const polledRecords = oncePerKey(window.polledRecords);
	const previous: Tracking = before ?? {
		frontier: -Infinity,
		floor: -Infinity,
		known: new Map(),
	};
	const changes: Array<Change<T>> = [];
	const known = new Map(previous.known);
	for (const key of window.gone ?? []) {
		const last = known.get(key);
		if (last) known.set(key, missedOnce(last));
	}

	let highestOld = -Infinity;
	// What an empty baseline could not show is part of it, as far as it is older than the floor.
	const wasEmpty =
		before !== undefined && before.frontier === -Infinity && before.floor > -Infinity;
	for (const polled of polledRecords) {
		const last = previous.known.get(polled.key);
		const isOld = last === undefined && polled.order < previous.floor;
		if (isOld && !wasEmpty) continue;
		if (isOld) highestOld = Math.max(highestOld, polled.order);
		const now = settled(last, polled, rules);
		known.set(polled.key, now);
		if (before === undefined || isOld || last?.status === now.status) continue;
		const { record, status } = polled;
		changes.push({ record, status, previousStatus: last?.status ?? null });
	}

	const frontier = Math.max(previous.frontier, window.frontier);
	// That floor went by the clock of n8n. As soon as there are records, all of which were read, they tell what is old.
	const isWhole = window.hasTop !== false && window.floor !== previous.floor;
	const isFirstFilled = wasEmpty && frontier > -Infinity && isWhole;
	const floor = Math.max(
		isFirstFilled ? endOfUnit(highestOld, window.unit) : previous.floor,
		window.floor,
	);
	return { changes, tracking: forget({ frontier, floor, known }, rules) };
}

/** The order above all that the list does not sort. */
function endOfUnit(order: number, unit = 1): number {
	return (Math.floor(order / unit) + 1) * unit;
}

/** Known it stays above the floor, though it is not followed any more: a list that still had it would show it as new. */
function missedOnce({ order, status, past, ...rest }: Known): Known {
	const missed = (rest.missed ?? 0) + 1;
	const kept = { order, status, ...(past && { past }) };
	return missed < MOST_MISSED ? { ...kept, ...rest, missed } : kept;
}

/**
 * What is remembered of a record that was read. A final status that it had does not come back, nor does an open one
 * after it: a gateway with several servers may answer with what one of them knew earlier.
 */
function settled<T>(last: Known | undefined, polled: PolledRecord<T>, rules: TrackingRules): Known {
	const { openStatuses } = rules;
	const next = remembered(polled, rules);
	// Without open statuses there are no final ones, such as with a balance.
	if (last === undefined || openStatuses.size === 0) return next;
	const { status } = polled;
	const wasOpen = openStatuses.has(last.status);
	const isOpen = openStatuses.has(status);
	const comesBack = wasOpen
		? isOpen && STEPS.indexOf(status) < STEPS.indexOf(last.status)
		: isOpen || (last.past?.includes(status) ?? false);
	if (comesBack) {
		const kept: Known = { ...last, order: polled.order };
		delete kept.missed;
		return kept;
	}
	if (wasOpen) return next;
	const past = last.status === status ? last.past : [...(last.past ?? []), last.status];
	return { ...next, ...(past && { past }) };
}

/** Whether a record has been read before, or is too old to be new. */
export function isFamiliar(
	{ floor, known }: Tracking,
	{ key, order }: Pick<PolledRecord<unknown>, 'key' | 'order'>,
): boolean {
	return order < floor || known.has(key);
}

/** Whether a record is open, and not given up yet. */
export function isFollowed(
	{ status, day, dueDay }: Known,
	{ openStatuses, followedSince }: TrackingRules,
): boolean {
	return openStatuses.has(status) && (dueDay ?? day ?? -Infinity) >= followedSince;
}

/** Each record as it was read last, oldest first. */
function oncePerKey<T>(polledRecords: ReadonlyArray<PolledRecord<T>>): Array<PolledRecord<T>> {
	const byKey = new Map(polledRecords.map((polled) => [polled.key, polled]));
	return [...byKey.values()].sort(byAge);
}

function byAge(a: Pick<PolledRecord<unknown>, 'key' | 'order'>, b: typeof a): number {
	return a.order - b.order || a.key.localeCompare(b.key, 'en', { numeric: true });
}

function remembered<T>(
	{ order, status, day, dueDay }: PolledRecord<T>,
	{ openStatuses }: TrackingRules,
): Known {
	if (!openStatuses.has(status)) return { order, status };
	return { order, status, day, ...(dueDay !== undefined && dueDay > day && { dueDay }) };
}

function forget({ frontier, floor, known }: Tracking, rules: TrackingRules): Tracking {
	const kept = [...known].filter(([, entry]) => entry.order >= floor || isFollowed(entry, rules));
	if (kept.length <= MOST_KNOWN) return { frontier, floor, known: new Map(kept) };

	return withoutOldest({ frontier, floor, known: new Map(kept) }, kept.length - MOST_KNOWN);
}

/** Forgets this many records, the oldest ones: those below the floor are no longer followed, the others are old. */
export function withoutOldest({ frontier, floor, known }: Tracking, count: number): Tracking {
	const sorted = [...known].sort(([, a], [, b]) => a.order - b.order);
	const highest = sorted[Math.min(count, sorted.length) - 1]?.[1].order ?? -Infinity;
	return {
		frontier,
		floor: highest >= floor ? highest + 1 : floor,
		known: new Map(sorted.slice(count)),
	};
}
