import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import type { Failure, Reading } from '../../../shared/failure/failure';
import { refusal, success } from '../../../shared/failure/failure';
import type { RequestOptions } from '../../../shared/http/requestOptions';
import type { FieldReader } from '../../../shared/input/fieldReader';
import type { InTurn } from '../../../shared/operations/inTurn';
import { textOrNull } from '../../../shared/record/values';
import type { ContactValues, GroupContact } from '../../../shared/sync/contact';
import type { GivenFields } from '../../../shared/sync/givenFields';
import { givenValues } from '../../../shared/sync/givenFields';
import type {
	ContactSave,
	GroupContents,
	SavedContact,
	SyncAdapter,
} from '../../../shared/sync/syncAdapter';
import { CONTACT_GONE, NUMBER_TAKEN, PARTLY_SAVED } from '../../../shared/sync/syncAdapter';
import { readAccount, SERVICE } from '../../api/account';
import { CONTACT_CHANGE, CONTACTS } from '../../api/endpoints';
import { readWholeList } from '../../api/pages';
import type { HttpSettings } from '../../api/request';
import { callMethod } from '../../api/request';
import { wireNumber } from '../../api/wireNumber';
import { choiceOf, finderOf } from '../../fields/choices';
import { phoneOf } from '../../fields/values';
import { CONTACT_FIELDS, EXTRA_NAMES, vendorNames } from '../../records/contact';
import { ExistingGroups } from './existingGroups';
import { membersOf } from './groupMembers';
import { changeOf, CONTACTS_PER_REQUEST, createContacts, IN_GROUP_ALREADY } from './requests';
import { ShownFields } from './shownFields';

const EXTRA_DISPLAY_NAMES: Array<[string, string]> = EXTRA_NAMES.map((name, index) => [
	name,
	`Extra ${index + 1}`,
]);

const DISPLAY_NAMES = new Map([
	['firstName', 'First Name'],
	['lastName', 'Last Name'],
	['birthday', 'Birthday'],
	['unsubscribed', 'Unsubscribed'],
	...EXTRA_DISPLAY_NAMES,
]);

type Http = RequestOptions['http'];

/**
 * What Sync Group does at Smstools. All contacts of the account are read, for that is the only list (fact sheet,
 * section 5.3). No way to remove a contact is documented, and none to empty a field: empty text means that a field is
 * left out (fact sheet, section 14.6, of sends).
 */
export async function createSyncAdapter(context: IAllExecuteFunctions): Promise<SyncAdapter> {
	const account = await readAccount(context);
	const zone = context.getTimezone();
	const shown = new ShownFields();
	const groups = new ExistingGroups(context, account);
	const stopSignal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;

	const readMembers = async (
		groupIds: readonly string[],
		http: HttpSettings,
		inTurn: InTurn,
	): Promise<Reading<{ members: Map<string, GroupContact[]>; isWhole: boolean }>> => {
		const target = { ...http, ...CONTACTS.endpoint };
		const list = await readWholeList(context, account, target, CONTACTS.list, inTurn);
		if (!list.ok) return list;
		const members = membersOf(list.value.rows, groupIds);
		if (!members.ok) return members;
		return success({ members: members.value, isWhole: list.value.isWhole });
	};

	const add = async (saves: ContactSave[], http: Http): Promise<Array<Reading<SavedContact>>> => {
		const contacts = saves.map(({ groupId, phone, changed }) => ({
			groupId,
			phone,
			details: detailsOf(changed),
		}));
		const rows = await createContacts(context, account, http, contacts);
		return rows.map((row) => savedContactIn(row, saves.length));
	};

	const change = async (
		{ groupId, changed }: ContactSave,
		{ id }: GroupContact,
		http: Http,
	): Promise<Reading<SavedContact>> =>
		await shown.change(
			changed,
			async () => {
				if (stopSignal?.aborted) return { isMade: false, result: refusal(STOPPED) };
				const hidden = shown.hiddenOf(Object.keys(changed));
				if (hidden.length > 0) return { isMade: false, result: refusal(notShown(hidden)) };
				const call = { ...changeOf(id, detailsOf(changed)), notFound: noLongerThere(id) };
				const answer = await callMethod(context, account, { ...http, ...CONTACT_CHANGE }, call);
				return { isMade: answer.ok, result: answer.ok ? success({ id }) : answer };
			},
			async () => {
				const reading = await readMembers([groupId], http, async (ask) => await ask());
				const members = reading.ok ? reading.value.members.get(groupId) : undefined;
				return members?.find((contact) => contact.id === id)?.values;
			},
		);

	return {
		service: SERVICE,
		defaultCountryCode: account.defaultCountryCode,
		fieldNames: CONTACT_FIELDS,
		readGroup: (fields) => choiceOf(fields, 'groupId', 'Group'),
		readContact(fields, given) {
			const phone = wireNumber(phoneOf(fields, fields.value('phone'), 'Phone', account));
			const values = valuesIn(fields, given, zone);
			shown.want(phone, values);
			return { phone, values };
		},
		async findGroup(name, { http }) {
			const found = await finderOf(context, account, http).groupId({ name });
			if (found.ok) groups.add(found.value);
			return found;
		},
		async readGroups(groupIds, asking) {
			const reading = await readMembers(groupIds, asking.http, asking.inTurn);
			if (!reading.ok) return new Map(groupIds.map((id) => [id, reading]));
			const { members, isWhole } = reading.value;
			const contactsOf = (id: string) => members.get(id) ?? [];
			for (const id of groupIds) if (contactsOf(id).length > 0) groups.add(id);
			const objections = await groups.objectionsTo(groupIds, asking);
			return new Map(
				groupIds.map((id): [string, Reading<GroupContents>] => {
					const contacts = contactsOf(id);
					shown.see(contacts);
					return [id, objections.get(id) ?? success({ contacts, isWhole })];
				}),
			);
		},
		saves: {
			mostPerRequest: ({ contact }) => (contact ? 1 : CONTACTS_PER_REQUEST),
			kindOf: ({ contact }) => (contact ? 'change' : 'add'),
			async save(saves, http) {
				const [first] = saves;
				if (first?.contact === undefined) return await add(saves, http);
				return [await change(first, first.contact, http)];
			},
		},
	};
}

/** @param zone n8n's time zone, in which the user enters dates */
function valuesIn(fields: FieldReader, given: GivenFields, zone: string): ContactValues {
	const extras = EXTRA_DISPLAY_NAMES.map(
		([name, displayName]): [string, string | null | undefined] => [
			name,
			given.text(`additionalFields.${name}`, displayName),
		],
	);
	return givenValues({
		firstName: given.text('firstName', 'First Name'),
		lastName: given.text('lastName', 'Last Name'),
		birthday: given.value('additionalFields.birthday', (value) =>
			fields.day(value, 'Birthday', zone),
		),
		unsubscribed: given.value('additionalFields.unsubscribed', (value) =>
			fields.switch(value, 'Unsubscribed'),
		),
		...Object.fromEntries(extras),
	});
}

function detailsOf(values: ContactValues): IDataObject {
	return vendorNames({ ...values });
}

/** What a creation says of one contact of a request with this many. */
function savedContactIn(row: Reading<IDataObject>, together: number): Reading<SavedContact> {
	if (row.ok) {
		const id = textOrNull(row.value.id);
		const said = textOrNull(row.value.vendorStatus);
		if (id !== null || said === null) return success({ id });
		return refusal({
			message: `${SERVICE} did not report whether it created this contact: “${said}”.`,
			advice: '',
			outcome: 'unknown',
			meaning: PARTLY_SAVED,
		});
	}
	const { failure } = row;
	if (failure.outcome === 'notSent' && failure.vendorCode === IN_GROUP_ALREADY) {
		const advice = `The contact list of ${SERVICE} does not show this contact in the group. Check it at ${SERVICE}.`;
		return refusal({ ...failure, advice, meaning: NUMBER_TAKEN });
	}
	// One error for a request with several: which of them it is about, and what happened to the others, is not documented.
	const isAboutSome =
		together > 1 &&
		failure.outcome === 'unknown' &&
		failure.vendorCode !== undefined &&
		failure.cause === 'configuration-invalid';
	return isAboutSome ? refusal({ ...failure, meaning: PARTLY_SAVED }) : row;
}

function notShown(names: readonly string[]): Failure {
	const fields = names.map((name) => DISPLAY_NAMES.get(name) ?? name).join(', ');
	return {
		message: `The contact list of ${SERVICE} does not show ${fields} as this run saved it for another contact, so contacts cannot be compared by it.`,
		advice: `Remove ${fields} from this node, or use Create or Update to save it.`,
		outcome: 'notSent',
	};
}

function noLongerThere(id: string) {
	return {
		what: `${SERVICE} no longer has the contact with the ID ${id}`,
		advice: 'Run the workflow again: it adds the contact again.',
		meaning: CONTACT_GONE,
	};
}

const STOPPED: Failure = {
	message: 'The execution was stopped before this contact was saved.',
	advice: 'Run the workflow again.',
	outcome: 'notSent',
	isNotStarted: true,
};
