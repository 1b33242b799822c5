import type { Known, Tracking, TrackingRules } from './tracker';
import { isFollowed } from './tracker';

/** An open record that is to be asked for again. */
export interface OpenRecord extends Known {
	key: string;
}

/** The open records that are still followed, oldest first. */
export function openRecordsOf(tracking: Tracking | undefined, rules: TrackingRules): OpenRecord[] {
	return [...(tracking?.known ?? [])]
		.filter(([, known]) => isFollowed(known, rules))
		.map(([key, known]) => ({ key, ...known }))
		.sort((a, b) => a.order - b.order);
}

/** Which open records to ask for, the first ones first, where there is not time for all. */
export interface Choice {
	chosen: OpenRecord[];
	/** Where the turn is after this many of them were asked for. */
	turnAfter: (asked: number) => number;
}

/**
 * Chooses which open records to ask for: all where they are few, else the newest, which change most,
 * and between them the others in turn.
 *
 * @param most how many, 1 or more
 * @param turn where the turn of the others is
 */
export function chooseOpenRecords(open: readonly OpenRecord[], most: number, turn: number): Choice {
	const hasNewest = open.length > most && most > 1;
	const newest = hasNewest ? open.slice(-Math.ceil(most / 2)).reverse() : [];
	const others = open.slice(0, open.length - newest.length);
	const begin = turn < others.length ? turn : 0;
	const inTurn = [...others.slice(begin), ...others.slice(0, begin)];
	const chosen = inTurn
		.slice(0, most - newest.length)
		.flatMap((record, index) => [record, ...newest.slice(index, index + 1)]);
	const left = newest.slice(most - newest.length);
	const isOther = new Set(others);
	return {
		chosen: [...chosen, ...left],
		turnAfter: (asked) => {
			const count = [...chosen, ...left].slice(0, asked).filter((one) => isOther.has(one)).length;
			return (begin + count) % Math.max(1, others.length);
		},
	};
}
