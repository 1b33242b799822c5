import type { IDataObject } from 'n8n-workflow';
import type { Reading } from '../failure/failure';
import type { RequestOptions } from '../http/requestOptions';
import type { FieldReader } from '../input/fieldReader';
import type { InTurn } from '../operations/inTurn';
import type { ContactValues, GroupContact, WantedContact } from './contact';
import type { GivenFields } from './givenFields';

/** The group that an item is about. */
export type GroupReference = { id: string } | { name: string };

/** How the adapter makes requests: with what the user set, and each when its turn comes. */
export interface Asking {
	http: RequestOptions['http'];
	/** Wrap each single request of a list in it, not the whole list: it waits where the gateway asks to slow down. */
	inTurn: InTurn;
}

/** The contacts of a group. */
export interface GroupContents {
	contacts: GroupContact[];
	/**
	 * Whether these are certainly all: false where the list changed while its pages were read, e.g. because the number of
	 * rows is not the total that the gateway gives. A list that cannot be read to its end is a failure.
	 */
	isWhole: boolean;
}

/** A contact to add, or to bring to the values of the list. */
export interface ContactSave {
	groupId: string;
	/** As the gateway stores it: of the contact where there is one, else of the list. */
	phone: string;
	/** The contact to change; missing where one is to be added. */
	contact?: GroupContact;
	/** All fields as they shall be afterwards, for gateways whose save replaces the contact. */
	values: ContactValues;
	/** Only those that change; null where one is to be cleared. */
	changed: ContactValues;
}

/** A contact that was saved. */
export interface SavedContact {
	/** The id that it has now; null where the gateway does not tell. */
	id: string | null;
	/** What the gateway made of its fields, where it differs from what was sent. */
	values?: ContactValues;
}

/** Of a failure: the number is in the group already, though the list did not show it. */
export const NUMBER_TAKEN = 'numberTaken';

/** Of a failure: the contact to change is no longer in the group. */
export const CONTACT_GONE = 'contactGone';

/** Of a failure with an unknown outcome: the gateway took some contacts of a request, and does not tell which. */
export const PARTLY_SAVED = 'partlySaved';

/** What a gateway knows of the contacts of a group; the sync is the same for all of them. */
export interface SyncAdapter {
	/** The gateway's name in sentences. */
	service: string;
	/** That with which numbers are read, empty where there is none. */
	defaultCountryCode: string;
	/** How many requests may be under way at once, where the gateway bears no more than that. */
	maxConcurrency?: number;
	/** The fields that a contact has besides its number, in the order of the output, such as "firstName". */
	fieldNames: readonly string[];
	/** What the output shows of the fields besides, where not each has a place of its own. */
	moreFields?(values: ContactValues): IDataObject;
	/** The group of an item, without any request. Throws NodeOperationError naming the field at fault. */
	readGroup(fields: FieldReader): GroupReference;
	/** Reads and checks what one item wants, without any request. Throws NodeOperationError naming the field at fault. */
	readContact(fields: FieldReader, given: GivenFields): Omit<WantedContact, 'itemIndex'>;
	/** The id of a group; missing where groups are known by their ids only. Called once for each name. Never throws. */
	findGroup?(name: string, asking: Asking): Promise<Reading<string>>;
	/** The same for two spellings of a group's id. Default: the id. */
	groupKeyOf?(id: string): string;
	/**
	 * Reads the contacts of groups, in as few requests as the gateway allows, each time that it is called. Never throws.
	 *
	 * @returns what was read of each, by the ids given; see `readEach`
	 */
	readGroups(
		groupIds: readonly string[],
		asking: Asking,
	): Promise<Map<string, Reading<GroupContents>>>;
	saves: {
		/** How many may share a request with this one, the same for all of its kind and group. */
		mostPerRequest(save: ContactSave): number;
		/** Saves of different kinds never share a request. Default: all are of one kind. */
		kindOf?(save: ContactSave): string;
		/**
		 * Saves contacts of one group and kind in one request, no number twice; what happened to each, in their order.
		 * Must not throw once the request has left: what is thrown counts as an unknown outcome. Of a number that is in the
		 * group already the failure has the meaning `NUMBER_TAKEN`, and of a contact that is gone `CONTACT_GONE`; where it is
		 * not told which of them were saved, all fail with `PARTLY_SAVED`.
		 */
		save(saves: ContactSave[], http: RequestOptions['http']): Promise<Array<Reading<SavedContact>>>;
	};
	/** Missing where the gateway documents no deletion. */
	removals?: {
		mostPerRequest: number;
		/**
		 * These contacts of one group as they are now; those that are no longer in the group are left out. Never throws.
		 */
		recheck(
			groupId: string,
			contacts: GroupContact[],
			http: RequestOptions['http'],
		): Promise<Reading<GroupContact[]>>;
		/** Removes contacts of one group in one request, by their ids; what happened to each, in their order. As `save`. */
		remove(
			groupId: string,
			contacts: GroupContact[],
			http: RequestOptions['http'],
		): Promise<Array<Reading<true>>>;
	};
	/** What the user is to know at the end of a run, although nothing failed; a sentence each. */
	notices?(): string[];
}

/** Reads groups each on its own, for gateways that list the contacts of one group. */
export async function readEach(
	groupIds: readonly string[],
	read: (groupId: string) => Promise<Reading<GroupContents>>,
): Promise<Map<string, Reading<GroupContents>>> {
	return new Map(
		await Promise.all(
			groupIds.map(async (id): Promise<[string, Reading<GroupContents>]> => [id, await read(id)]),
		),
	);
}
