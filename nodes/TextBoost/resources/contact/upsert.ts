import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import type { Failure, Reading } from '../../../shared/failure/failure';
import { refusal } from '../../../shared/failure/failure';
import { runCacheOf } from '../../../shared/operations/runMemory';
import { NEW_CONTACT } from '../../api/endpoints';
import type { Api } from '../../api/request';
import { groupIdOf, readGroup } from '../../fields/groupChoice';
import { creationOperation } from '../../gateway';
import { changeContact, createContact } from './calls';
import { directoryOf, forgetContacts } from './directory';
import type { ContactWrite } from './write';
import { readContactWrite, SAVED_IN_WORDS, uidIn, writtenContact } from './write';

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
	read: ({ account, fields }) => ({
		group: readGroup(fields),
		write: readContactWrite(fields, account.defaultCountryCode),
	}),
	numberOf: ({ write }) => write.row.phone,
	async create({ group, write }, { api, context }) {
		const groupId = await groupIdOf(context, api, group);
		if (!groupId.ok) return groupId;
		const key = `${groupId.value} ${write.row.phone}`;
		const save = async () => await saveContact(context, api, groupId.value, write);
		return await oneAfterAnother(context, key, save);
	},
});

async function saveContact(
	context: IAllExecuteFunctions,
	api: Api,
	groupId: string,
	write: ContactWrite,
): Promise<Reading<IDataObject>> {
	const { phone } = write.row;
	const directory = await directoryOf(context, api, groupId);
	// To list contacts changes nothing.
	if (!directory.ok) return refusal({ ...directory.failure, outcome: 'notSent' });
	const { ids, unlisted } = directory.value;
	const uid = ids.get(phone)?.at(-1);
	const answer =
		uid === undefined
			? await createContact(api, groupId, write)
			: await changeContact(api, groupId, uid, write);
	const newUid = answer.ok ? uidIn(answer.value) : null;
	const isTaken = !answer.ok && answer.failure.meaning === 'numberTaken';
	if (newUid !== null) ids.set(phone, [newUid]);
	else if ((answer.ok && uid === undefined) || isUnknown(answer) || isTaken) {
		// It may be there now, or is, and must be found by the next item or try.
		forgetContacts(context, groupId);
	}
	if (answer.ok) return writtenContact(answer.value, write, groupId, uid);
	if (answer.failure.meaning === 'noContact') {
		forgetContacts(context, groupId);
		return refusal(goneMeanwhile(answer.failure));
	}
	return isTaken && uid === undefined ? refusal(notFound(answer.failure, unlisted)) : answer;
}

function isUnknown(reading: Reading<unknown>): boolean {
	return !reading.ok && reading.failure.outcome === 'unknown';
}

/** Why a contact that was listed could not be updated; the user has named none. */
function goneMeanwhile(failure: Failure): Failure {
	return {
		...failure,
		message: `${failure.message} It was removed after the contacts of the group were read.`,
		advice: 'Run this item again.',
	};
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
