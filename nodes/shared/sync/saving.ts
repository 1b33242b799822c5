import { comparable } from '../input/phoneNumber';
import type { Reading } from '../failure/failure';
import type { OutgoingMessage } from '../sending/outgoingMessage';
import type { ContactValues } from './contact';
import type { PlannedChange } from './groupPlan';
import type { ListedGroup } from './listedGroups';
import type { ContactSave, SavedContact, SyncAdapter } from './syncAdapter';
import type { Writing } from './writing';
import { write } from './writing';

/** A change that is to be written. */
type PlannedSave = Extract<PlannedChange, { change: 'added' | 'updated' }>;

/** A save with what came of it. */
export interface Saving {
	group: ListedGroup;
	planned: PlannedSave;
	/** Missing until it was made. */
	result?: Reading<SavedContact>;
	/** What was to be done in truth, where somebody else had added the contact in the meantime. */
	found?: PlannedChange;
}

interface OutgoingSave extends OutgoingMessage {
	save: ContactSave;
	saving: Saving;
}

/**
 * Saves contacts, and notes what came of each. Where a request with several was refused as a whole, its halves go on their
 * own, and so on, as long as some get through: one contact may be to blame for all.
 *
 * @param most how many may share a request, where that is fewer than the gateway allows
 */
export async function saveAll(
	savings: readonly Saving[],
	adapter: SyncAdapter,
	writing: Writing,
	most = Infinity,
): Promise<void> {
	const { saves } = adapter;
	const sizeOf = (save: ContactSave) => Math.min(most, saves.mostPerRequest(save));
	const results = await write<OutgoingSave, SavedContact>(savings.map(outgoingOf), writing, {
		service: adapter.service,
		maxConcurrency: adapter.maxConcurrency,
		mostTogether: ({ save }) => sizeOf(save),
		groupOf: ({ save }) => JSON.stringify([save.groupId, saves.kindOf?.(save)]),
		transmit: async (messages, http) =>
			await saves.save(
				messages.map(({ save }) => save),
				http,
			),
	});
	for (const [{ saving }, result] of results) saving.result = result;
	const refusedTogether = savings.filter(({ result }) => result && isRefusedTogether(result));
	if (refusedTogether.length === 0) return;
	const largest = Math.max(0, ...new Set(refusedTogether.map(sizeOfRequest)));
	const isSomeSaved = savings.some(({ result }) => result?.ok);
	if (largest < 2 || (most < Infinity && !isSomeSaved)) return;
	await saveAll(refusedTogether, adapter, writing, Math.ceil(largest / 2));
}

/** Whether the gateway said no to a request with several contacts, for a reason that may be one of them. */
function isRefusedTogether(result: Reading<SavedContact>): boolean {
	if (result.ok) return false;
	const { outcome, cause, sharedRequest, isNotStarted } = result.failure;
	return (
		outcome === 'notSent' && cause === undefined && sharedRequest !== undefined && !isNotStarted
	);
}

function sizeOfRequest({ result }: Saving): number {
	return result?.ok === false ? (result.failure.sharedRequest?.messages ?? 1) : 1;
}

function outgoingOf(saving: Saving): OutgoingSave {
	const { group, planned } = saving;
	const { wanted } = planned;
	const contact = planned.change === 'updated' ? planned.contact : undefined;
	return {
		itemIndex: wanted.itemIndex,
		recipientKey: comparable(wanted.phone),
		to: wanted.phone,
		saving,
		save: {
			groupId: group.id,
			phone: contact?.phone ?? wanted.phone,
			...(contact && { contact }),
			values: valuesAfter(planned),
			changed: planned.change === 'updated' ? planned.changed : wanted.values,
		},
	};
}

/** All fields of a contact as they are once a change is made. */
export function valuesAfter(planned: PlannedChange): ContactValues {
	const held = 'contact' in planned ? planned.contact.values : {};
	return { ...held, ...planned.wanted.values };
}
