import type { IAllExecuteFunctions, IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { Failure, Reading } from '../../../shared/failure/failure';
import { refusal, success } from '../../../shared/failure/failure';
import { isRecord } from '../../../shared/record/json';
import { textOrNull } from '../../../shared/record/values';
import { givenValues } from '../../../shared/sync/givenFields';
import type { ContactSave, SavedContact, SyncAdapter } from '../../../shared/sync/syncAdapter';
import { PARTLY_SAVED, readEach } from '../../../shared/sync/syncAdapter';
import { readAccount, SERVICE } from '../../api/account';
import { MOST_PER_PAGE } from '../../api/pages';
import type { Connection } from '../../api/request';
import {
	groupKeyOf,
	readContactPhone,
	readGroupName,
	readName,
	storedGroup,
	storedName,
} from './contactFields';
import { deleteContacts } from './deleting';
import { GroupReader } from './groupReader';
import type { NewContact } from './saving';
import { MOST_PER_SAVE, NO_NUMBER_DIGITS, saveAtOnce } from './saving';

/**
 * What Sync Group needs to know of BestSMSGateway. A group is known by its name, a contact by its number within it. To
 * save a contact again replaces it, under a new id that is not told: the public script first inserts the new one and
 * then deletes the older (fact sheet, section 13), so that nobody is missing in between. One request at a time: in the
 * script each save compares all contacts of the website.
 */
export async function createSyncAdapter(context: IAllExecuteFunctions): Promise<SyncAdapter> {
	const account = await readAccount(context);
	const groups = new GroupReader();
	const connect = (http: Partial<IHttpRequestOptions>): Connection => ({ context, account, http });
	return {
		service: SERVICE,
		defaultCountryCode: account.defaultCountryCode,
		maxConcurrency: 1,
		fieldNames: ['firstName', 'lastName'],
		readGroup(fields) {
			const name = readGroupName(fields);
			if (name === '' && isFilledIn(context.getNode().parameters.groupId)) {
				throw fields.error(
					'Group is empty.',
					'If an expression fills Group, check that the item has that field. For the contacts without a group, enter default.',
				);
			}
			return { id: storedGroup(name) };
		},
		readContact(fields, given) {
			const name = (path: string, displayName: string) =>
				given.value(path, (value) => storedName(readName(fields, value, displayName)) ?? undefined);
			return {
				phone: readContactPhone(fields, account),
				values: givenValues({
					firstName: name('firstName', 'First Name'),
					lastName: name('lastName', 'Last Name'),
				}),
			};
		},
		groupKeyOf,
		readGroups: async (ids, { http, inTurn }) =>
			await readEach(ids, async (id) => await groups.read(connect(http), id, inTurn)),
		saves: {
			mostPerRequest: () => MOST_PER_SAVE,
			// What the gateway is sure to refuse has requests of its own, so that the others are told apart.
			kindOf: ({ phone }) => (phone.length > NO_NUMBER_DIGITS ? 'numbers' : 'others'),
			save: async (saves, http) => await saveTogether(connect(http), groups, saves),
		},
		removals: {
			mostPerRequest: MOST_PER_PAGE,
			recheck: async (groupId, contacts, http) =>
				await groups.readAgain(connect(http), groupId, contacts),
			async remove(_, contacts, http) {
				const ids = contacts.map(({ id }) => id);
				const { results } = await deleteContacts(connect(http), ids);
				return results.map((result) => (result.ok ? success<true>(true) : result));
			},
		},
	};
}

/** Whether there is anything in a resource locator as the user filled it in. */
function isFilledIn(locator: unknown): boolean {
	const value = isRecord(locator) ? locator.value : locator;
	return value !== undefined && value !== null && value !== '';
}

async function saveTogether(
	connection: Connection,
	groups: GroupReader,
	saves: ContactSave[],
): Promise<Array<Reading<SavedContact>>> {
	const contacts: NewContact[] = [];
	for (const save of saves) {
		const row = await heldRow(connection, groups, save);
		if (!row.ok) return saves.map(() => row);
		contacts.push(wholeContact(save, row.value, groups.nameOf(save.groupId)));
	}
	const saved = await saveAtOnce(connection, contacts);
	if ('missing' in saved) {
		const failed = refusal<SavedContact>(partlySaved(saves.length, saved.missing));
		return saves.map(() => failed);
	}
	return saved.results.map((result) =>
		result.ok
			? success({
					id: null,
					values: {
						firstName: storedName(result.value.firstname),
						lastName: storedName(result.value.lastname),
					},
				})
			: result,
	);
}

/**
 * The row that a save replaces; undefined where there is none. Where not all contacts of a group were seen, one that is
 * added may be there, with names that are not given and would be lost.
 */
async function heldRow(
	connection: Connection,
	groups: GroupReader,
	{ groupId, phone, contact, values }: ContactSave,
): Promise<Reading<IDataObject | undefined>> {
	const isComplete = 'firstName' in values && 'lastName' in values;
	if (contact || isComplete || groups.isWhole(groupId)) return success(contact?.row);
	const found = await groups.findNumber(connection, groupId, phone);
	if (found.ok) return success(found.value?.row);
	return refusal({ ...found.failure, outcome: 'notSent' });
}

/** A contact with all that the gateway is to keep of it: what is not sent is removed there. */
function wholeContact(
	{ phone, changed }: ContactSave,
	row: IDataObject | undefined,
	groupName: string,
): NewContact {
	const { firstName = row?.firstname, lastName = row?.lastname } = changed;
	return {
		phone,
		groupId: textOrNull(row?.group_name) ?? groupName,
		firstname: textOrNull(firstName) ?? undefined,
		lastname: textOrNull(lastName) ?? undefined,
	};
}

function partlySaved(count: number, missing: number): Failure {
	return {
		message: `${SERVICE} accepted ${count - missing} of ${count} contacts, and did not report which it left out.`,
		advice: '',
		meaning: PARTLY_SAVED,
		outcome: 'unknown',
	};
}
