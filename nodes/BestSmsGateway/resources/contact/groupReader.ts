import type { IDataObject } from 'n8n-workflow';
import type { Reading } from '../../../shared/failure/failure';
import { refusal, success } from '../../../shared/failure/failure';
import { unreadable } from '../../../shared/failure/unreadable';
import { comparable } from '../../../shared/input/phoneNumber';
import type { InTurn } from '../../../shared/operations/inTurn';
import { textOrNull } from '../../../shared/record/values';
import type { GroupContact } from '../../../shared/sync/contact';
import type { GroupContents } from '../../../shared/sync/syncAdapter';
import { SERVICE } from '../../api/account';
import { FETCH_CONTACTS } from '../../api/endpoints';
import type { Search } from '../../api/pages';
import { MOST_PER_PAGE, readList } from '../../api/pages';
import type { Connection } from '../../api/request';
import { groupKeyOf, storedName } from './contactFields';

/** What is known of a group since it was last read. */
interface KnownGroup {
	/** The ids of its contacts. */
	ids: string;
	isWhole: boolean;
	/** Its name as its contacts have it, which may differ in case from the user's. */
	name: string | undefined;
	/** How many requests it took. */
	pages: number;
}

/** Reads the contacts of groups with `fetch_contacts` during one run. Never throws. */
export class GroupReader {
	/** By the groups' keys. */
	private readonly known = new Map<string, KnownGroup>();

	/**
	 * All contacts of a group, 300 per request (vendor document, `perpage`).
	 *
	 * The gateway sorts them by first name, and a contact that is saved again has another id, so that contacts may be missed
	 * unseen while a list changes: it is only whole where no number is in it twice, or where it reads the same twice.
	 */
	async read(
		connection: Connection,
		groupId: string,
		inTurn?: InTurn,
	): Promise<Reading<GroupContents>> {
		const totals = new Set<number | undefined>();
		const records = await readList(connection, {
			...ofGroup(groupId),
			inTurn,
			onTotal: (total) => totals.add(total),
		});
		if (!records.ok) return records;
		const contacts: GroupContact[] = [];
		for (const record of records.value) {
			if (!isInGroup(record, groupId)) continue;
			const contact = readGroupContact(record);
			if (!contact.ok) return contact;
			contacts.push(contact.value);
		}
		const key = groupKeyOf(groupId);
		const ids = contacts
			.map(({ id }) => id)
			.sort()
			.join();
		const isCounted = totals.size === 1 && totals.has(records.value.length);
		const numbers = new Set(contacts.map(({ phone }) => comparable(phone)));
		const isSettled = numbers.size === contacts.length || this.known.get(key)?.ids === ids;
		const isWhole = isCounted && isSettled;
		const name = textOrNull(contacts[0]?.row.group_name) ?? undefined;
		const pages = Math.ceil(records.value.length / MOST_PER_PAGE);
		this.known.set(key, { ids, isWhole, name, pages });
		return success({ contacts, isWhole });
	}

	/**
	 * These contacts of a group as they are now, each by its id, of which the gateway understands one per request
	 * (recorded: "contacts ids 2"); by reading the group again where that takes fewer requests. One that was saved again
	 * has another id, under which nobody asked for it: it counts as changed, and has no number.
	 */
	async readAgain(
		connection: Connection,
		groupId: string,
		contacts: readonly GroupContact[],
	): Promise<Reading<GroupContact[]>> {
		const { pages = Infinity } = this.known.get(groupKeyOf(groupId)) ?? {};
		const group =
			pages < contacts.length ? await this.read(connection, groupId) : success(NOTHING_SEEN);
		if (!group.ok) return group;
		const byId = new Map(group.value.contacts.map((contact) => [contact.id, contact]));
		const byNumber = new Map(group.value.contacts.map((contact) => [contact.phone, contact]));
		const found: GroupContact[] = [];
		for (const { id, phone } of contacts) {
			const seen = byId.get(id) ?? byNumber.get(phone);
			// One that is missing in a list that is not whole may have been on another page.
			const isSure = seen?.id === id || group.value.isWhole;
			const now = isSure ? success(seen) : await this.findAgain(connection, groupId, { id, phone });
			if (!now.ok) return now;
			if (now.value) found.push(now.value.id === id ? now.value : { ...now.value, id, phone: '' });
		}
		return success(found);
	}

	private async findAgain(
		connection: Connection,
		groupId: string,
		{ id, phone }: Pick<GroupContact, 'id' | 'phone'>,
	): Promise<Reading<GroupContact | undefined>> {
		const contact = await this.find(connection, groupId, {
			form: { contact_ids: id },
			keep: (record) => textOrNull(record.contact_id) === id,
		});
		if (!contact.ok || contact.value) return contact;
		return await this.findNumber(connection, groupId, phone);
	}

	/** The contact of a group with exactly this number: the gateway's own search finds more (fact sheet, section 12.6). */
	async findNumber(
		connection: Connection,
		groupId: string,
		phone: string,
	): Promise<Reading<GroupContact | undefined>> {
		return await this.find(connection, groupId, {
			form: { ...ofGroup(groupId).form, search_term: phone },
			keep: (record) => comparable(textOrNull(record.phone) ?? '') === comparable(phone),
		});
	}

	/** Whether all contacts of a group were seen when it was last read. */
	isWhole(groupId: string): boolean {
		return this.known.get(groupKeyOf(groupId))?.isWhole === true;
	}

	/** The name of a group as the gateway has it; as it is given where there is no contact in it. */
	nameOf(groupId: string): string {
		return this.known.get(groupKeyOf(groupId))?.name ?? groupId;
	}

	private async find(
		connection: Connection,
		groupId: string,
		{ form, keep }: Required<Pick<Search, 'form' | 'keep'>>,
	): Promise<Reading<GroupContact | undefined>> {
		const records = await readList(connection, {
			...ofGroup(groupId),
			form,
			keep: (record) => isInGroup(record, groupId) && keep(record),
			limit: 1,
		});
		if (!records.ok) return records;
		const [record] = records.value;
		return record === undefined ? success(undefined) : readGroupContact(record);
	}
}

const NOTHING_SEEN: GroupContents = { contacts: [], isWhole: false };

function ofGroup(groupId: string) {
	return { action: FETCH_CONTACTS, idKey: 'contact_id', form: { group_name: groupId } } as const;
}

function isInGroup(record: IDataObject, groupId: string): boolean {
	return groupKeyOf(textOrNull(record.group_name) ?? '') === groupKeyOf(groupId);
}

/**
 * Reads a record of `fetch_contacts` (vendor document). Without an id it cannot be removed alone, and without a name it
 * cannot be saved again as it is.
 */
function readGroupContact(row: IDataObject): Reading<GroupContact> {
	const id = textOrNull(row.contact_id) ?? '';
	if (!/^[1-9]\d*$/.test(id)) {
		return refusal(unreadable(SERVICE, 'a contact', row, 'it has no valid ID'));
	}
	const { firstname, lastname } = row;
	if (firstname === undefined || lastname === undefined) {
		return refusal(unreadable(SERVICE, 'a contact', row, 'a name is missing in it'));
	}
	const phone = textOrNull(row.phone) ?? '';
	return success({
		id,
		phone,
		...(!isKept(phone) && { isSavedAsAnother: true }),
		values: { firstName: shownName(firstname), lastName: shownName(lastname) },
		row,
	});
}

/**
 * Whether a save keeps a number as it is: the gateway puts a dial code in the place of a leading 0 (vendor document,
 * `recipients`), and stores digits only (fact sheet, sections 2 and 3).
 */
function isKept(phone: string): boolean {
	return /^(?:[1-9][0-9]*)?$/.test(phone);
}

function shownName(name: unknown): string | null {
	return storedName(textOrNull(name) ?? undefined);
}
