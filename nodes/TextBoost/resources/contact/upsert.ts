import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import type { Failure, Reading } from '../../../shared/failure';
import { refusal, success } from '../../../shared/failure';
import { Fields } from '../../../shared/fields';
import type { OutgoingMessage } from '../../../shared/outgoingMessage';
import { notesOf } from '../../../shared/runMemory';
import type { SendAdapter } from '../../../shared/sendAdapter';
import { sendOperation } from '../../../shared/sendOperation';
import { plainText } from '../../../shared/text';
import { textOrNull } from '../../../shared/values';
import { readAccount, SERVICE } from '../../account';
import { toContact } from '../../contact';
import { readUid } from '../../fieldValues';
import { wireNumber } from '../../outgoingSms';
import type { Api, Call } from '../../request';
import { createApi } from '../../request';
import { readList } from '../../rows';
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
 * and none that finds a number: the contacts of the group are listed, once a run, and once more
 * where it is not certain which contact was created. Items with the same number wait for each other.
 *
 * Where the host's list is broken (fact sheet, section 16.9) a contact is created without it: the host refuses a
 * number that the group has.
 */
export const contactUpsert = sendOperation(createAdapter);

/** A contact to save, checked. */
interface OutgoingContact extends OutgoingMessage {
	groupId: string;
	write: ContactWrite;
}

async function createAdapter(context: IAllExecuteFunctions): Promise<SendAdapter<OutgoingContact>> {
	const account = await readAccount(context);
	const { defaultCountryCode } = account;
	return {
		service: SERVICE,
		defaultCountryCode,
		maxPerRequest: 1,
		// A host refuses a number that the group has, and what may be there is looked for on the next try.
		isRepeatable: true,
		outcomeInWords: SAVED_IN_WORDS,
		prepare(parameter, itemIndex) {
			const fields = new Fields(context.getNode(), itemIndex, parameter);
			const groupId = readUid(fields, 'groupId', 'Group');
			const write = readContactWrite(fields, parameter('phone', ''), defaultCountryCode);
			return [{ itemIndex, recipientKey: write.phone, groupId, write }];
		},
		async transmit([contact], { http }) {
			if (contact === undefined) return [];
			const key = `${contact.groupId} ${contact.write.phone}`;
			const api = createApi(context, account, http);
			return [await oneAfterAnother(context, key, () => saveContact(context, api, contact))];
		},
		failedRow: ({ groupId, write }) => toContact(write.row, groupId),
	};
}

async function saveContact(
	context: IAllExecuteFunctions,
	api: Api,
	{ groupId, write }: OutgoingContact,
): Promise<Reading<IDataObject>> {
	const { phone, row } = write;
	const directory = await directoryOf(context, api, groupId);
	// To list contacts changes nothing.
	if (!directory.ok) return refusal({ ...directory.failure, outcome: 'notSent' });
	const { ids, unlisted } = directory.value;
	const uid = ids.get(phone);
	const call: Call =
		uid === undefined
			? { method: 'POST', path: `/contacts/${groupId}/store`, body: bodyOfNew(write) }
			: {
					method: 'PATCH',
					path: `/contacts/${groupId}/update/${uid}`,
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
	return notesOf<Promise<Reading<Directory>>>(context, 'contacts');
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
	const call = { method: 'POST or GET' as const, path: `/contacts/${groupId}/all` };
	const rows = await readList(api, call, 'contacts', Infinity);
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
	const queues = notesOf<Promise<unknown>>(context, 'contacts being written');
	const mine = (queues.get(key) ?? Promise.resolve()).then(work);
	queues.set(
		key,
		mine.catch(() => undefined),
	);
	return await mine;
}
