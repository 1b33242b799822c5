import type { IDataObject } from 'n8n-workflow';
import type { Reading } from '../../../shared/failure';
import { success } from '../../../shared/failure';
import { notesOf } from '../../../shared/runMemory';
import { textOrNull } from '../../../shared/values';
import type { Api } from '../../request';
import { toContact } from '../../contact';
import { readUid } from '../../fieldValues';
import type { Asking } from '../../operation';
import { operationOf } from '../../operation';
import { wireNumber } from '../../outgoingSms';
import { readList } from '../../rows';
import { readContactWrite, writeContact } from './write';

/** The ids of a group's contacts by their numbers. */
type Directory = Map<string, string>;

/**
 * Updates the contact of the group that has the number, or creates it. The server has no such call,
 * and none that finds a number: the contacts of the group are listed, once a run, and once more
 * where it is not certain which contact was created. Items with the same number wait for each other.
 */
export const contactUpsertRouting = operationOf(async (asking) => {
	const { api, context, fields } = asking;
	const groupId = readUid(fields, 'groupId', 'Group');
	const phoneValue = context.getNodeParameter('phone', '');
	const write = readContactWrite(fields, phoneValue, api.account.defaultCountryCode);
	const { phone, body, row } = write;
	return await oneAfterAnother(asking, `${groupId} ${phone}`, async () => {
		const directory = await directoryOf(asking, groupId);
		if (!directory.ok) return directory;
		const uid = directory.value.get(phone);
		const call =
			uid === undefined
				? { method: 'POST' as const, path: `/contacts/${groupId}/store`, body }
				: { method: 'PATCH' as const, path: `/contacts/${groupId}/update/${uid}`, body };
		const known: IDataObject = { ...(uid !== undefined && { uid }), ...row };
		const contact = await writeContact(api, call, write, known, groupId);
		const newUid = contact.ok ? textOrNull(contact.value.id ?? contact.value.uid) : null;
		if (newUid !== null) directory.value.set(phone, newUid);
		else if (contact.ok || contact.failure.outcome === 'unknown') {
			// It may be there now, and must not be created again by the next item or try.
			directoriesOf(context).delete(groupId);
		}
		return contact.ok ? success([contact.value]) : contact;
	});
});

function directoriesOf(context: Asking['context']): Map<string, Promise<Reading<Directory>>> {
	return notesOf<Promise<Reading<Directory>>>(context, 'contacts');
}

async function directoryOf({ api, context }: Asking, groupId: string): Promise<Reading<Directory>> {
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
	if (!rows.ok) return rows;
	const directory: Directory = new Map();
	for (const row of rows.value) {
		const { id, phone } = toContact(row, groupId);
		if (id !== null) directory.set(wireNumber(String(phone ?? '')), String(id));
	}
	return success(directory);
}

/** Runs the work for one number of one group after that of the items before it. */
async function oneAfterAnother<T>(
	{ context }: Asking,
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
