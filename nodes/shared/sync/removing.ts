import { comparable } from '../input/phoneNumber';
import type { Failure, Reading } from '../failure/failure';
import { refusal, success } from '../failure/failure';
import type { RequestOptions } from '../http/requestOptions';
import type { OutgoingMessage } from '../sending/outgoingMessage';
import type { GroupContact } from './contact';
import type { ListedGroup } from './listedGroups';
import type { SyncAdapter } from './syncAdapter';
import type { Writing } from './writing';
import { write } from './writing';

/** A contact that is to be removed, with what came of it. */
export interface Removal {
	group: ListedGroup;
	contact: GroupContact;
	/** Whether it is gone, or was kept because it is no longer what was compared; missing until it was tried. */
	result?: Reading<'removed' | 'kept'>;
}

interface OutgoingRemoval extends OutgoingMessage {
	removal: Removal;
}

type Removals = NonNullable<SyncAdapter['removals']>;

/**
 * Removes contacts, and notes what came of each. Each is read again right before: whoever has another number by now, which
 * may be one of the list, is kept.
 */
export async function removeAll(
	removals: readonly Removal[],
	adapter: SyncAdapter,
	writing: Writing,
): Promise<void> {
	const { removals: calls } = adapter;
	if (calls === undefined) return;
	const results = await write<OutgoingRemoval, 'removed' | 'kept'>(
		removals.map(outgoingOf),
		writing,
		{
			service: adapter.service,
			maxConcurrency: adapter.maxConcurrency,
			mostTogether: () => calls.mostPerRequest,
			groupOf: ({ removal }) => removal.group.key,
			transmit: async (messages, http) => {
				const [first] = messages;
				if (first === undefined) return [];
				const contacts = messages.map(({ removal }) => removal.contact);
				const isStopped = () => writing.context.isStopped();
				return await removeUnchanged(first.removal.group.id, contacts, { calls, http, isStopped });
			},
		},
	);
	for (const [{ removal }, result] of results) removal.result = result;
}

interface Removing {
	calls: Removals;
	http: RequestOptions['http'];
	isStopped: () => boolean;
}

/** Reads contacts of one group again, and removes those that still have the number that is nobody's in the list. */
async function removeUnchanged(
	groupId: string,
	contacts: GroupContact[],
	{ calls, http, isStopped }: Removing,
): Promise<Array<Reading<'removed' | 'kept'>>> {
	const reading = await calls.recheck(groupId, contacts, http);
	if (!reading.ok) {
		const failed = refusal<'removed'>({ ...reading.failure, outcome: 'notSent' });
		return contacts.map(() => failed);
	}
	const now = new Map(reading.value.map((contact) => [contact.id, contact]));
	const toRemove = contacts.filter(({ id, phone }) => {
		const held = now.get(id);
		return held && comparable(held.phone) === comparable(phone);
	});
	if (toRemove.length > 0 && isStopped()) {
		return contacts.map(() => refusal(STOPPED));
	}
	const removed = toRemove.length > 0 ? await calls.remove(groupId, toRemove, http) : [];
	const results = new Map(toRemove.map(({ id }, place) => [id, removed[place]]));
	return contacts.map(({ id }): Reading<'removed' | 'kept'> => {
		// Somebody else has removed it.
		if (!now.has(id)) return success('removed');
		if (!results.has(id)) return success('kept');
		const result = results.get(id) ?? refusal(NOT_MENTIONED);
		return result.ok ? success('removed') : result;
	});
}

/** Reads those again of which it is not known whether they were removed. */
export async function settleRemovals(
	removals: readonly Removal[],
	{ removals: calls }: SyncAdapter,
	{ context, options, closedBy }: Writing,
): Promise<void> {
	const open = removals.filter(
		({ result }) => result?.ok === false && result.failure.outcome === 'unknown',
	);
	for (const group of new Set(open.map((removal) => removal.group))) {
		if (calls === undefined || closedBy || context.isStopped()) return;
		const ofGroup = open.filter((removal) => removal.group === group);
		const contacts = ofGroup.map(({ contact }) => contact);
		const reading = await calls.recheck(group.id, contacts, options.http);
		if (!reading.ok) continue;
		const left = new Set(reading.value.map(({ id }) => id));
		for (const removal of ofGroup) {
			if (!left.has(removal.contact.id)) removal.result = success('removed');
		}
	}
}

function outgoingOf(removal: Removal): OutgoingRemoval {
	const { group, contact } = removal;
	// By the id, which no request holds twice; each stands for itself, so that one that fails does not concern others.
	return {
		itemIndex: group.list[0]?.itemIndex ?? 0,
		recipientKey: contact.id,
		to: contact.phone,
		removal,
	};
}

const NOT_MENTIONED: Failure = {
	message: 'The response does not mention this contact.',
	advice: '',
	outcome: 'unknown',
};

const STOPPED: Failure = {
	message: 'The execution was stopped before this contact was removed.',
	advice: 'Run the workflow again.',
	outcome: 'notSent',
	isNotStarted: true,
};
