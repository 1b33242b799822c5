import type { IAllExecuteFunctions } from 'n8n-workflow';
import type { Failure, Reading } from '../../../shared/failure/failure';
import { success } from '../../../shared/failure/failure';
import { runCacheOf } from '../../../shared/operations/runMemory';
import { plainText } from '../../../shared/record/text';
import type { Api } from '../../api/request';
import { UID, wireNumber } from '../../fields/values';
import { toContact } from '../../records/contact';
import { listContacts } from './calls';

/** What is known of the contacts of a group. */
export interface Directory {
	/** The ids of the contacts with a number, by the number in digits. */
	ids: Map<string, string[]>;
	/** Why the contacts that were there before the run are not among them, where the host cannot list them. */
	unlisted?: Failure;
}

/** The contacts of a group, which are listed once a run. Never throws. */
export async function directoryOf(
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

/** Lets the contacts of a group be listed again, where it is not certain what happened to one. */
export function forgetContacts(context: IAllExecuteFunctions, groupId: string): void {
	directoriesOf(context).delete(groupId);
}

/** Notes that a contact that was found by a number has another one now; undefined where it is gone. */
export async function noteNumber(
	context: IAllExecuteFunctions,
	{ groupId, uid }: { groupId: string; uid: string },
	found: string,
	phone: string | undefined,
): Promise<void> {
	const directory = await directoriesOf(context).get(groupId);
	if (!directory?.ok || found === phone) return;
	const { ids } = directory.value;
	ids.set(
		found,
		(ids.get(found) ?? []).filter((other) => other !== uid),
	);
	if (phone !== undefined) ids.set(phone, [...(ids.get(phone) ?? []), uid]);
}

function directoriesOf(context: IAllExecuteFunctions): Map<string, Promise<Reading<Directory>>> {
	return runCacheOf<Promise<Reading<Directory>>>(context, 'contacts');
}

async function readDirectory(api: Api, groupId: string): Promise<Reading<Directory>> {
	const rows = await listContacts(api, groupId);
	const ids = new Map<string, string[]>();
	if (!rows.ok) {
		const { failure } = rows;
		return failure.meaning === 'contactListBroken' ? success({ ids, unlisted: failure }) : rows;
	}
	for (const row of rows.value) {
		const { id, phone } = toContact(row, groupId);
		const [uid, number] = [plainText(id), wireNumber(plainText(phone))];
		// An ID becomes part of addresses.
		if (UID.test(uid)) ids.set(number, [...(ids.get(number) ?? []), uid]);
	}
	return success({ ids });
}
