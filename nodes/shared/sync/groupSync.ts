import type { GroupContact } from './contact';
import type { GroupPlan, PlannedChange } from './groupPlan';
import type { GroupRemovals } from './groupRemovals';
import type { ListedGroup } from './listedGroups';
import { noteSave, pastSyncOf } from './pastSync';
import type { Removal } from './removing';
import { removeAll, settleRemovals } from './removing';
import type { Saving } from './saving';
import { saveAll } from './saving';
import { settleSavings } from './settling';
import type { Asking, SyncAdapter } from './syncAdapter';
import type { Writing } from './writing';

/** A group that was compared with its list, with what is to be done, and what came of it. */
export interface GroupSync {
	group: ListedGroup;
	plan: GroupPlan;
	removals: GroupRemovals;
	/** Empty until something was written. */
	savings: Map<PlannedChange, Saving>;
	removing: Map<GroupContact, Removal>;
}

/**
 * Writes what differs: saves first, and removals only once everything was saved that could be. A run that is to end with an
 * error, or in which nothing more may start, removes nobody.
 */
export async function carryOut(
	syncs: readonly GroupSync[],
	{ adapter, asking, writing }: { adapter: SyncAdapter; asking: Asking; writing: Writing },
): Promise<void> {
	const { context } = writing;
	for (const { group, plan, savings } of syncs) {
		for (const planned of plan.changes) {
			if (planned.change !== 'added' && planned.change !== 'updated') continue;
			savings.set(planned, { group, planned });
		}
	}
	const savings = inOrderOfItems(syncs.flatMap((sync) => [...sync.savings.values()]));
	await saveAll(savings, adapter, writing);
	await settleSavings(savings, adapter, writing, asking);
	noteSaved(savings, writing);

	const isSomeFailed = savings.some(({ result }) => !result?.ok);
	const whyNot = context.isStopped()
		? 'the execution was stopped'
		: writing.closedBy
			? `${adapter.service} accepts no more requests at the moment`
			: isSomeFailed && !context.continueOnFail
				? 'other contacts could not be saved'
				: undefined;
	if (whyNot !== undefined) {
		for (const sync of syncs) {
			if (sync.removals.contacts.length === 0) continue;
			sync.removals = { contacts: [], whyNot };
		}
		return;
	}
	for (const { group, removals, removing } of syncs) {
		for (const contact of removals.contacts) removing.set(contact, { group, contact });
	}
	const removals = syncs.flatMap(({ removing }) => [...removing.values()]);
	await removeAll(removals, adapter, writing);
	await settleRemovals(removals, adapter, writing);
	for (const { group, contact, result } of removals) {
		if (!result?.ok || result.value === 'kept') continue;
		pastSyncOf(context.past, group.key).removed.set(contact.id, contact);
	}
}

function noteSaved(savings: readonly Saving[], { context }: Writing): void {
	for (const { group, planned, found = planned, result } of savings) {
		if (!result?.ok || found.change === 'unchanged' || found.change === 'duplicate') continue;
		const contact = { id: result.value.id, phone: planned.wanted.phone };
		const changedFields = found.change === 'updated' ? Object.keys(found.changed) : [];
		noteSave(pastSyncOf(context.past, group.key), contact, {
			change: found.change,
			changedFields,
		});
	}
}

function inOrderOfItems(savings: Saving[]): Saving[] {
	return savings.sort(
		(one, other) => one.planned.wanted.itemIndex - other.planned.wanted.itemIndex,
	);
}
