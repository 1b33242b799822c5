import { comparable } from '../input/phoneNumber';
import { success } from '../failure/failure';
import { readGroups } from './groupReading';
import type { PlannedChange } from './groupPlan';
import { planGroup } from './groupPlan';
import type { ListedGroup } from './listedGroups';
import type { Saving } from './saving';
import { saveAll } from './saving';
import type { Asking, GroupContents, SyncAdapter } from './syncAdapter';
import { CONTACT_GONE, NUMBER_TAKEN, PARTLY_SAVED } from './syncAdapter';
import type { Writing } from './writing';

/**
 * Reads the groups again where it is not known whether contacts were saved, or where the list had not shown a number
 * that is there, or had shown a contact that is not. What is as wanted is settled. What is there but not as wanted is
 * saved again; what is not there only where that is certain: a lost request may still arrive.
 */
export async function settleSavings(
	savings: readonly Saving[],
	adapter: SyncAdapter,
	writing: Writing,
	asking: Asking,
): Promise<void> {
	const open = savings.filter(isOpen);
	if (open.length === 0 || writing.closedBy || writing.context.isStopped()) return;
	const groups = [...new Set(open.map(({ group }) => group))];
	const groupIds = groups.map(({ id }) => id);
	const readings = await readGroups(groupIds, adapter, asking);
	const again: Array<{ saving: Saving; next: Saving }> = [];
	for (const group of groups) {
		const reading = readings.get(group.id);
		if (reading?.ok !== true) continue;
		const changes = changesNow(group, reading.value, adapter);
		for (const saving of open.filter((one) => one.group === group)) {
			const now = changeNow(saving, changes);
			if (now?.change === 'unchanged') {
				if (isOutOfDate(saving)) saving.found = now;
				saving.result = success({ id: now.contact.id });
			} else if (now?.change === 'updated' || (now?.change === 'added' && isMissing(saving))) {
				again.push({ saving, next: { group: saving.group, planned: now } });
			}
		}
	}
	const isOneByOne = again.some(({ saving }) => wasLeftOut(saving));
	const nexts = again.map(({ next }) => next);
	await saveAll(nexts, adapter, writing, isOneByOne ? 1 : undefined);
	for (const { saving, next } of again) {
		if (next.result === undefined) continue;
		if (isOutOfDate(saving)) saving.found = next.planned;
		saving.result = next.result;
	}
}

/** Whether the group, read again, can tell more. */
function isOpen(saving: Saving): boolean {
	const { result } = saving;
	if (result === undefined || result.ok) return false;
	return result.failure.outcome === 'unknown' || isOutOfDate(saving);
}

function meaningOf({ result }: Saving): string | undefined {
	return result?.ok === false ? result.failure.meaning : undefined;
}

/** Whether the group was another one by then than the one that was compared. */
function isOutOfDate(saving: Saving): boolean {
	const meaning = meaningOf(saving);
	return meaning === NUMBER_TAKEN || meaning === CONTACT_GONE;
}

/** Whether it is certain that the contact is not there where the group does not show it. */
function isMissing(saving: Saving): boolean {
	return wasLeftOut(saving) || isOutOfDate(saving);
}

function wasLeftOut(saving: Saving): boolean {
	return meaningOf(saving) === PARTLY_SAVED;
}

/** What is still to be done for a group, by number. The whole list counts: a contact may be somebody else in it. */
function changesNow(
	{ list }: ListedGroup,
	{ contacts }: GroupContents,
	{ defaultCountryCode }: SyncAdapter,
): Map<string, PlannedChange[]> {
	const byNumber = new Map<string, PlannedChange[]>();
	for (const change of planGroup(contacts, list, defaultCountryCode).changes) {
		if (change.change === 'duplicate') continue;
		const number = comparable(change.wanted.phone);
		byNumber.set(number, [...(byNumber.get(number) ?? []), change]);
	}
	return byNumber;
}

/** What is still to be done to the contact of a save, which may have another id than before. */
function changeNow(
	{ planned }: Saving,
	changes: ReadonlyMap<string, PlannedChange[]>,
): PlannedChange | undefined {
	const ofNumber = changes.get(comparable(planned.wanted.phone)) ?? [];
	const id = planned.change === 'updated' ? planned.contact.id : undefined;
	return (
		ofNumber.find((change) => 'contact' in change && change.contact.id === id) ??
		ofNumber.find(({ change }) => change === 'updated') ??
		ofNumber[0]
	);
}
