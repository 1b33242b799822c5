import type { IAllExecuteFunctions } from 'n8n-workflow';
import type { Reading } from '../../../shared/failure/failure';
import { refusal } from '../../../shared/failure/failure';
import type { Asking } from '../../../shared/sync/syncAdapter';
import type { Account } from '../../api/account';
import { GROUPS } from '../../api/endpoints';
import { idOf } from '../../api/ids';
import { pagesOf } from '../../api/pages';

/**
 * Which groups the account has. The list of contacts does not tell an empty group from one that does not exist, and
 * Smstools refuses to add contacts to the latter only in that request (code 128; fact sheet, section 2). The list of groups
 * is known by third parties only (fact sheet, section 5.4).
 */
export class ExistingGroups {
	private readonly context: IAllExecuteFunctions;
	private readonly account: Account;
	private readonly existing = new Set<string>();

	constructor(context: IAllExecuteFunctions, account: Account) {
		this.context = context;
		this.account = account;
	}

	/** Notes a group that was seen. */
	add(id: string): void {
		this.existing.add(id);
	}

	/**
	 * Reads the list of groups as far as needed, and not at all where all these groups were seen. Never throws.
	 *
	 * @returns for each of these groups that is not there, or not known to be, why it cannot be synced
	 */
	async objectionsTo(
		groupIds: readonly string[],
		{ http, inTurn }: Asking,
	): Promise<Map<string, Reading<never>>> {
		const unseen = () => groupIds.filter((id) => !this.existing.has(id));
		if (unseen().length === 0) return new Map();
		const target = { ...http, ...GROUPS.endpoint };
		const { context, account } = this;
		for await (const page of pagesOf(context, account, target, GROUPS.list, Infinity, inTurn)) {
			if (!page.ok) return new Map(unseen().map((id) => [id, page]));
			for (const row of page.value) {
				const id = idOf(row);
				if (id !== null) this.add(id);
			}
			if (unseen().length === 0) break;
		}
		return new Map(unseen().map((id) => [id, noGroup(id)]));
	}
}

function noGroup(id: string): Reading<never> {
	return refusal({
		message: `No group has the ID ${id}.`,
		advice: 'Check the ID in Group, or choose the group From List.',
		outcome: 'notSent',
	});
}
