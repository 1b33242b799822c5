import type { Reading } from '../../../shared/failure/failure';
import { refusal, success } from '../../../shared/failure/failure';
import { DELETE_CONTACTS } from '../../api/endpoints';
import { actAndCount, inParts } from '../../api/pages';
import type { Connection } from '../../api/request';

/** What came of deleting contacts. */
export interface Deletion {
	/**
	 * For each id in turn: success where no contact has it any more, which may also have been so before. A failure that
	 * is `unknown` may have deleted it, and deleting it again does no harm.
	 */
	results: Array<Reading<string>>;
	/** How many contacts the gateway says that it deleted. */
	count: number;
}

/**
 * Deletes contacts with `delete_contacts`, by `contact_ids` only: by a name or a search it deletes more than is meant,
 * and with one of which nothing is left every contact (recorded: "del contacts comma"). The answer is how many it
 * deleted; none is no failure (recorded: "del contacts zero"). Never throws. Nothing more is asked after a failure.
 *
 * @param ids digits only
 */
export async function deleteContacts(connection: Connection, ids: string[]): Promise<Deletion> {
	const results: Array<Reading<string>> = [];
	let count = 0;
	for (const some of inParts(ids)) {
		const done = await actAndCount(connection, DELETE_CONTACTS, { contact_ids: some.join() });
		if (!done.ok) {
			const notAsked = refusal<string>({ ...done.failure, outcome: 'notSent' });
			const others = ids.slice(results.length + some.length);
			return {
				results: [...results, ...some.map(() => done), ...others.map(() => notAsked)],
				count,
			};
		}
		for (const id of some) results.push(success(id));
		count += done.value;
	}
	return { results, count };
}
