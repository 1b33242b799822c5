import type { IDataObject } from 'n8n-workflow';
import type { Reading } from '../../shared/failure';
import { success } from '../../shared/failure';
import type { NewestFirst } from '../../shared/polling/newestFirst';
import type { OpenRecord } from '../../shared/polling/openRecords';
import type { PollMemory } from '../../shared/polling/pollState';
import type { Sighting } from '../../shared/polling/tracker';

/** How many pages one poll reads for open messages alone. */
const MOST_PAGES = 3;
/** The page below the one that every poll reads. */
const FIRST_PAGE = 2;

export interface OpenMessages {
	sightings: Array<Sighting<IDataObject>>;
	/** What to hand in next time. */
	memory: Pick<PollMemory, 'turn'>;
}

/**
 * Looks for open messages further down the list, which has no filter by id: a few pages in each poll,
 * from the page where the last poll ended down to the oldest of them, and again from the newest of them on. New
 * messages push others down, towards the pages that are still to come, so that none is missed.
 *
 * @param open the messages that are sought, oldest first
 * @param turn the page to begin with
 */
export async function readOpenMessages(
	list: NewestFirst<IDataObject>,
	open: readonly OpenRecord[],
	turn: number = FIRST_PAGE,
): Promise<Reading<OpenMessages>> {
	const oldest = open[0];
	const newest = open.at(-1);
	if (oldest === undefined || newest === undefined) return success({ sightings: [], memory: {} });
	const sought = new Set(open.map(({ key }) => key));
	const sightings: Array<Sighting<IDataObject>> = [];
	let firstWithAny: number | undefined;
	let isBelowNewest = turn > FIRST_PAGE;
	let number = Math.max(FIRST_PAGE, turn);
	for (let pages = 0; pages < MOST_PAGES; pages += 1, number += 1) {
		const reading = await list.readPage(number);
		if (!reading.ok) return reading;
		const { rows, isLast } = reading.value;
		const found = rows.filter(({ key }) => sought.has(key));
		for (const sighting of found) sightings.push(sighting);
		if (found.length > 0) firstWithAny ??= number;
		if (pages === 0 && rows.some(({ order }) => order > newest.order)) isBelowNewest = false;
		if (isLast || rows.length === 0 || rows.some(({ order }) => order < oldest.order)) {
			// All of them are from here on down, unless the walk began below the newest of them.
			const next = isBelowNewest ? FIRST_PAGE : (firstWithAny ?? FIRST_PAGE);
			return success({ sightings, memory: { turn: next } });
		}
	}
	return success({ sightings, memory: { turn: number } });
}
