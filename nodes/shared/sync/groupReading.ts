import type { Reading } from '../failure/failure';
import { refusal } from '../failure/failure';
import type { Asking, GroupContents, SyncAdapter } from './syncAdapter';

/** How often a list that changes while it is read is read. */
const MOST_READS = 3;

/**
 * Reads groups, and again those whose list changed while it was read. To read changes nothing, so that a failure means that
 * nothing was done.
 */
export async function readGroups(
	groupIds: readonly string[],
	adapter: SyncAdapter,
	asking: Asking,
): Promise<Map<string, Reading<GroupContents>>> {
	const readings = new Map<string, Reading<GroupContents>>();
	let open = groupIds;
	for (let reads = 0; reads < MOST_READS && open.length > 0; reads++) {
		const read = await adapter.readGroups(open, asking);
		for (const id of open) readings.set(id, asUndone(read.get(id) ?? notRead(adapter.service)));
		open = open.filter((id) => {
			const reading = readings.get(id);
			return reading?.ok === true && !reading.value.isWhole;
		});
	}
	return readings;
}

function asUndone<T>(reading: Reading<T>): Reading<T> {
	return reading.ok ? reading : refusal({ ...reading.failure, outcome: 'notSent' });
}

function notRead(service: string): Reading<GroupContents> {
	return refusal({
		message: `The contacts of this group at ${service} were not read.`,
		advice: 'Run the workflow again.',
		outcome: 'notSent',
	});
}
