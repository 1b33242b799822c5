import type { Failure } from '../failure/failure';
import type { ContactValues } from './contact';

/** What happened to a contact, or would happen, in the order of the summary. */
const CHANGES = [
	'added',
	'updated',
	'unchanged',
	'removed',
	'extra',
	'duplicate',
	'failed',
] as const;

type Change = (typeof CHANGES)[number];

/** What happened to one contact of a group. */
export interface ContactOutcome {
	change: Change;
	/** Whether it is in an item. */
	isListed: boolean;
	/** The item that it comes from; of a contact that is in no item, the first of its group. */
	itemIndex: number;
	groupId: string;
	id: string | null;
	phone: string | null;
	values: ContactValues;
	/** The names of the fields that were updated. */
	changedFields?: string[];
	/** Why nothing was done to it, where that is not plain. */
	reason?: string;
	/** Of one that failed. */
	failure?: Failure;
}

/** How many contacts had which change, e.g. "3 added, 2 updated, 995 unchanged". */
export function summaryOf(outcomes: ReadonlyArray<Pick<ContactOutcome, 'change'>>): string {
	const counts = CHANGES.map((change) => ({
		change,
		count: outcomes.filter((outcome) => outcome.change === change).length,
	}));
	return counts
		.filter(({ count }) => count > 0)
		.map(({ change, count }) => `${count} ${change}`)
		.join(', ');
}
