import type { Known, Tracking } from './tracker';

/** An open record that is to be asked for again. */
export interface OpenRecord extends Known {
	key: string;
}

/** The open records that a window has not shown, oldest first. */
export function openRecordsOf(
	tracking: Tracking | undefined,
	openStatuses: ReadonlySet<string>,
	shown: ReadonlySet<string>,
): OpenRecord[] {
	return [...(tracking?.known ?? [])]
		.filter(([key, { status }]) => openStatuses.has(status) && !shown.has(key))
		.map(([key, known]) => ({ key, ...known }))
		.sort((a, b) => a.order - b.order);
}

/**
 * Chooses which open records to ask for: all where they are few, else the newest, which change most,
 * and in turn the others.
 *
 * @param turn where the turn of the others ended last time
 */
export function chooseOpenRecords(
	open: readonly OpenRecord[],
	most: number,
	turn: number,
): { chosen: OpenRecord[]; turn: number } {
	if (open.length <= most) return { chosen: [...open], turn: 0 };
	const newest = open.slice(-Math.ceil(most / 2));
	const others = open.slice(0, -newest.length);
	const count = most - newest.length;
	const begin = turn < others.length ? turn : 0;
	const inTurn = others.slice(begin, begin + count);
	return { chosen: [...inTurn, ...newest], turn: begin + inTurn.length };
}
