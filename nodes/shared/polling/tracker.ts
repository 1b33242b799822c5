/** A record of the gateway, as the tracker sees it. */
export interface Sighting<T> {
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
	/** Only of open ones, see `Sighting`. */
	day?: number;
	dueDay?: number;
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
	sightings: ReadonlyArray<Sighting<T>>;
	/** The highest order up to which everything has been read; -Infinity where there is nothing. */
	frontier: number;
	/** The order below which nothing needs to be remembered any more. */
	floor: number;
	/** Keys of open records that the gateway no longer has. They are not followed any more. */
	gone?: readonly string[];
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

/** More than this is not remembered: the oldest records are then taken for old ones. */
const MOST_KNOWN = 50_000;

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
	const sightings = oncePerKey(window.sightings);
	const previous: Tracking = before ?? {
		frontier: -Infinity,
		floor: -Infinity,
		known: new Map(),
	};
	const changes: Array<Change<T>> = [];
	const known = new Map(previous.known);
	for (const key of window.gone ?? []) {
		const last = known.get(key);
		// Known it stays above the floor: a list that still had it would show it as new.
		if (last) known.set(key, { order: last.order, status: last.status });
	}

	for (const sighting of sightings) {
		const last = previous.known.get(sighting.key);
		if (last === undefined && sighting.order < previous.floor) continue;
		known.set(sighting.key, remembered(sighting, rules));
		if (before === undefined || last?.status === sighting.status) continue;
		const { record, status } = sighting;
		changes.push({ record, status, previousStatus: last?.status ?? null });
	}

	const frontier = Math.max(previous.frontier, window.frontier);
	const floor = Math.max(previous.floor, window.floor);
	return { changes, tracking: forget({ frontier, floor, known }, rules) };
}

/** Whether a record has been read before, or is too old to be new. */
export function isFamiliar(
	{ floor, known }: Tracking,
	{ key, order }: Pick<Sighting<unknown>, 'key' | 'order'>,
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
function oncePerKey<T>(sightings: ReadonlyArray<Sighting<T>>): Array<Sighting<T>> {
	const byKey = new Map(sightings.map((sighting) => [sighting.key, sighting]));
	return [...byKey.values()].sort(byAge);
}

function byAge(a: Pick<Sighting<unknown>, 'key' | 'order'>, b: typeof a): number {
	return a.order - b.order || a.key.localeCompare(b.key, 'en', { numeric: true });
}

function remembered<T>(
	{ order, status, day, dueDay }: Sighting<T>,
	{ openStatuses }: TrackingRules,
): Known {
	if (!openStatuses.has(status)) return { order, status };
	return { order, status, day, ...(dueDay !== undefined && dueDay > day && { dueDay }) };
}

function forget({ frontier, floor, known }: Tracking, rules: TrackingRules): Tracking {
	const kept = [...known].filter(([, entry]) => entry.order >= floor || isFollowed(entry, rules));
	if (kept.length <= MOST_KNOWN) return { frontier, floor, known: new Map(kept) };

	const newest = kept.sort(([, a], [, b]) => b.order - a.order).slice(0, MOST_KNOWN);
	const lowest = newest.at(-1)?.[1].order ?? floor;
	// Of those of the lowest order some may have been cut off.
	return { frontier, floor: Math.max(floor, lowest + 1), known: new Map(newest) };
}
