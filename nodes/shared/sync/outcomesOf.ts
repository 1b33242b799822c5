import type { GroupContact } from './contact';
import type { ContactOutcome } from './contactOutcome';
import type { PlannedChange } from './groupPlan';
import type { GroupSync } from './groupSync';
import type { PastSync } from './pastSync';
import { pastSaveOf } from './pastSync';
import { valuesAfter } from './saving';
import { mayBeInWords } from './spelledNumbers';
import { failureOf } from './syncOutput';

/**
 * What came of each contact of a group, or would come of it where changes are only shown.
 *
 * @param past what the tries of this run did to the group
 */
export function outcomesOf(sync: GroupSync, past: PastSync | undefined): ContactOutcome[] {
	const { plan } = sync;
	const toRemove = new Set(sync.removals.contacts);
	const held = new Set(plan.others.map(({ id }) => id));
	const removedBefore = [...(past?.removed.values() ?? [])].filter(({ id }) => !held.has(id));
	return [
		...plan.changes.map((planned) => outcomeOfListed(sync, planned, past)),
		...plan.others.map((contact) =>
			toRemove.has(contact) ? outcomeOfRemoval(sync, contact) : outcomeOfExtra(sync, contact),
		),
		...removedBefore.map(
			(contact): ContactOutcome => ({ ...unlisted(sync, contact), change: 'removed' }),
		),
	];
}

function outcomeOfListed(
	{ group, savings }: GroupSync,
	planned: PlannedChange,
	past: PastSync | undefined,
): ContactOutcome {
	const saving = savings.get(planned);
	const { found = planned, result } = saving ?? {};
	const { wanted } = planned;
	const contact = 'contact' in found ? found.contact : undefined;
	const outcome = {
		isListed: true,
		itemIndex: wanted.itemIndex,
		groupId: group.id,
		id: contact?.id ?? null,
		phone: contact?.phone ?? wanted.phone,
		values: valuesAfter(found),
	};
	if (planned.change === 'duplicate') {
		return {
			...outcome,
			change: 'duplicate',
			reason: `Item ${planned.firstItem} has the same number, and only the first item with a number counts.`,
		};
	}
	if (result?.ok === false) {
		return { ...outcome, change: 'failed', failure: failureOf(result.failure, 'saved') };
	}
	const id = result?.ok ? result.value.id : outcome.id;
	const done = past && pastSaveOf(past, { id, phone: wanted.phone });
	const change = done?.change ?? found.change;
	const changedFields =
		done?.changedFields ?? (found.change === 'updated' ? Object.keys(found.changed) : []);
	return {
		...outcome,
		change,
		...(change === 'updated' && { changedFields }),
		id,
		...(result?.ok && { values: { ...outcome.values, ...result.value.values } }),
	};
}

function outcomeOfRemoval(sync: GroupSync, contact: GroupContact): ContactOutcome {
	const outcome = unlisted(sync, contact);
	const result = sync.removing.get(contact)?.result;
	if (result?.ok === false) {
		return { ...outcome, change: 'failed', failure: failureOf(result.failure, 'removed') };
	}
	if (result?.value !== 'kept') return { ...outcome, change: 'removed' };
	return { ...outcome, reason: 'Not removed, because it changed while the group was synced.' };
}

function outcomeOfExtra(sync: GroupSync, contact: GroupContact): ContactOutcome {
	const { group, removals, plan } = sync;
	const outcome = unlisted(sync, contact);
	if (!group.settings.removeMissing) return outcome;
	const mayBe = plan.mayBe.get(contact);
	const whyNot = mayBe ? mayBeInWords(mayBe) : removals.whyNot;
	return whyNot === undefined ? outcome : { ...outcome, reason: `Not removed, because ${whyNot}.` };
}

function unlisted({ group }: GroupSync, { id, phone, values }: GroupContact): ContactOutcome {
	return {
		change: 'extra',
		isListed: false,
		itemIndex: group.list[0]?.itemIndex ?? 0,
		groupId: group.id,
		id,
		phone,
		values,
	};
}
