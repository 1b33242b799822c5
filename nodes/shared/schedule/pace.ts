/** A message that waits for its turn. */
export interface Waiting {
	/** The first moment at which it may go out, in milliseconds since 1970. */
	earliest: number;
	/** The first moment at which it may go out that is not before another one; without it, all are open. */
	opening?: (instant: number) => number;
}

const MINUTE_MS = 60_000;

/**
 * Spreads the messages of one phone evenly, so that no minute, whenever it begins, has more of them than allowed. Each
 * goes as early as it can; of two with the same time, the first one goes first.
 *
 * @param perMinute a whole number, 1 or more
 * @param stepMs what the gateway's times are whole multiples of, such as a second; a minute is a whole multiple of it
 * @returns the instant of each message, in their order, in milliseconds since 1970
 */
export function paced(messages: readonly Waiting[], perMinute: number, stepMs: number): number[] {
	const queue = messages
		.map(({ earliest, opening = same }, index) => ({ index, opening, at: opening(earliest) }))
		.sort((one, other) => one.at - other.at);
	const instants = new Array<number>(messages.length).fill(0);
	const start = Math.floor((queue[0]?.at ?? 0) / stepMs) * stepMs;
	// Counted from the start in parts of a millisecond, which a minute divided by the pace is a whole number of.
	let free = 0;
	// Grows while it is walked through: a message that meets a closed time gets in line again.
	for (let turn = 0; turn < queue.length; turn++) {
		const message = queue[turn];
		if (message === undefined) break;
		const due = Math.max((message.at - start) * perMinute, free);
		const instant = start + Math.ceil(due / (perMinute * stepMs)) * stepMs;
		const at = message.opening(instant);
		if (at > instant) {
			queue.splice(placeOf(queue, at, turn + 1), 0, { ...message, at });
			continue;
		}
		instants[message.index] = instant;
		free = due + MINUTE_MS;
	}
	return instants;
}

/** Where in a queue, from a turn on, those end that are not later than an instant. */
function placeOf(queue: ReadonlyArray<{ at: number }>, instant: number, turn: number): number {
	let [low, high] = [turn, queue.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((queue[middle]?.at ?? Infinity) <= instant) low = middle + 1;
		else high = middle;
	}
	return low;
}

function same(instant: number): number {
	return instant;
}
