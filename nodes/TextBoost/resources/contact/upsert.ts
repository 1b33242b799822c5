import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import type { Failure, Reading } from '../../../shared/failure/failure';
import { refusal, success } from '../../../shared/failure/failure';
import { filled } from '../../../shared/http/endpoint';
import { runCacheOf } from '../../../shared/operations/runMemory';
import { plainText } from '../../../shared/record/text';
import { textOrNull } from '../../../shared/record/values';
import { CONTACT_CHANGE, contactsOf, NEW_CONTACT } from '../../api/endpoints';
import { readList } from '../../api/pages';
import type { Api, Call } from '../../api/request';
import { readUid, wireNumber } from '../../fields/values';
import { creationOperation } from '../../gateway';
import { toContact } from '../../records/contact';
import type { ContactWrite } from './write';
import { bodyOfChange, bodyOfNew, readContactWrite, SAVED_IN_WORDS, writeContact } from './write';

/** What is known of the contacts of a group. */
interface Directory {
	/** The ids of contacts by their numbers. */
	ids: Map<string, string>;
	/** Why the contacts that were there before the run are not among them, where the host cannot list them. */
	unlisted?: Failure;
}

/**
 * Updates the contact of the group that has the number, or creates it. The server has no such call,
 * and none that finds a number: the contacts of the group are listed, once a run, and again
 * where it is not certain which contact was created. Items with the same number wait for each other.
 *
 * Where the host's list is broken (fact sheet, section 16.9) a contact is created without it: the host refuses a
 * number that the group has.
 */
export const contactUpsert = creationOperation(NEW_CONTACT, {
	// A host refuses a number that the group has, and what may be there is looked for on the next try.
	isRepeatable: true,
	outcomeInWords: SAVED_IN_WORDS,
	read: ({ account, fields }): ContactToSave => ({
		groupId: readUid(fields, 'groupId', 'Group'),
		write: readContactWrite(fields, account.defaultCountryCode),
	}),
	numberOf: ({ write }) => write.phone,
	async create(contact, { api, context }) {
		const key = `${contact.groupId} ${contact.write.phone}`;
		return await oneAfterAnother(context, key, () => saveContact(context, api, contact));
	},
});

/** A contact to save, checked. */
interface ContactToSave {
	groupId: string;
	write: ContactWrite;
}

async function saveContact(
	context: IAllExecuteFunctions,
	api: Api,
	{ groupId, write }: ContactToSave,
): Promise<Reading<IDataObject>> {
	const { phone, row } = write;
	const directory = await directoryOf(context, api, groupId);
	// To list contacts changes nothing.
	if (!directory.ok) return refusal({ ...directory.failure, outcome: 'notSent' });
	const { ids, unlisted } = directory.value;
	const uid = ids.get(phone);
	const call: Call =
		uid === undefined
			? { ...filled(NEW_CONTACT, { group_id: groupId }), body: bodyOfNew(write) }
			: {
					...filled(CONTACT_CHANGE, { group_id: groupId, uid }),
					body: bodyOfChange(write),
				};
	const known: IDataObject = { ...(uid !== undefined && { uid }), ...row };
	const contact = await writeContact(api, call, write, known, groupId);
	const newUid = contact.ok ? uidOf(contact.value, write.simplify) : null;
	const isTaken = !contact.ok && contact.failure.meaning === 'numberTaken';
	if (newUid !== null) ids.set(phone, newUid);
	else if (contact.ok || contact.failure.outcome === 'unknown' || isTaken) {
		// It may be there now, or is, and must be found by the next item or try.
		directoriesOf(context).delete(groupId);
	}
	if (contact.ok) return contact;
	return isTaken && uid === undefined ? refusal(notFound(contact.failure, unlisted)) : contact;
}

/** The uid of a contact that comes out. The `id` of a raw row is another number of the server's (recorded). */
function uidOf({ id, uid }: IDataObject, isSimple: boolean): string | null {
	return textOrNull(isSimple ? id : uid);
}

/** Why a contact that is in the group could not be updated. */
function notFound(taken: Failure, unlisted: Failure | undefined): Failure {
	if (unlisted === undefined) {
		return {
			...taken,
			message: `${taken.message} It was not there when the contacts of the group were read.`,
			advice: 'Run this item again.',
		};
	}
	return {
		...taken,
		message: `${taken.message} It was not updated: to find it, the contacts of the group have to be listed. ${unlisted.message}`,
		advice: `${unlisted.advice} Contact > Update changes a contact by its ID.`,
	};
}

function directoriesOf(context: IAllExecuteFunctions): Map<string, Promise<Reading<Directory>>> {
	return runCacheOf<Promise<Reading<Directory>>>(context, 'contacts');
}

async function directoryOf(
	context: IAllExecuteFunctions,
	api: Api,
	groupId: string,
): Promise<Reading<Directory>> {
	const memory = directoriesOf(context);
	const reading = memory.get(groupId) ?? readDirectory(api, groupId);
	memory.set(groupId, reading);
	const directory = await reading;
	if (!directory.ok && memory.get(groupId) === reading) memory.delete(groupId);
	return directory;
}

async function readDirectory(api: Api, groupId: string): Promise<Reading<Directory>> {
	const rows = await readList(api, contactsOf(groupId), 'contacts', Infinity);
	const ids = new Map<string, string>();
	if (!rows.ok) {
		const { failure } = rows;
		return failure.meaning === 'contactListBroken' ? success({ ids, unlisted: failure }) : rows;
	}
	for (const row of rows.value) {
		const { id, phone } = toContact(row, groupId);
		if (id !== null) ids.set(wireNumber(plainText(phone)), plainText(id));
	}
	return success({ ids });
}

/** Runs the work for one number of one group after that of the items before it. */
async function oneAfterAnother<T>(
	context: IAllExecuteFunctions,
	key: string,
	work: () => Promise<T>,
): Promise<T> {
	const queues = runCacheOf<Promise<unknown>>(context, 'contacts being written');
	const mine = (queues.get(key) ?? Promise.resolve()).then(work);
	queues.set(
		key,
		mine.catch(() => undefined),
	);
	return await mine;
}
