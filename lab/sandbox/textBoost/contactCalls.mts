import { Exception, Refused, success } from './answers.mts';
import type { Contact, ContactFields, Group } from './contacts.mts';
import { jsonTime } from './dates.mts';
import { complain, missing, textOf } from './input.mts';
import { listAnswer, pageOf, ROWS_PER_PAGE } from './lists.mts';
import { complaintAbout, stripNumber } from './phoneNumbers.mts';
import type { Call, Handler, TextBoostState } from './state.mts';
import { isSince } from './versions.mts';

/** Recorded of 3.9: the fields of a contact beside its names, all empty. */
const FIELDS_OF_3_9 = [
	'ADDRESS',
	'CITY',
	'STATE',
	'ZIPCODE',
	'OFFER_AMOUNT',
	'SALES_PERSON',
	'AGE',
	'Gender',
	'LEAD_SCORE',
	'EMAIL',
];

const NO_PHONE = 'Cannot assign null to property App\\Rules\\Phone::$value of type string';
const TAKEN = 'The p h o n e has already been taken.';
const NOT_THERE = 'Sorry, but the page you were trying to view does not exist.';

/** The calls about groups and contacts (vendor document, first and second part; recorded: "group …", "contact …"). */
export function contactCalls(state: TextBoostState) {
	const { clock, contacts, settings } = state;

	/** Whether contacts have custom fields, whose tags are in capitals (fact sheet 16.8). */
	const hasTags = () => isSince(settings.version, '3.9');

	function groupOf({ params: { group: uid = '' } }: Call): Group {
		const group = contacts.group(uid);
		if (group !== undefined) return group;
		throw new Exception(
			'noRecord',
			`No query results for model [App\\Models\\ContactGroups] ${uid}`,
		);
	}

	/** Looked for in all groups (recorded: "contact get, other group"). */
	function contactOf({ params: { uid = '' } }: Call): Contact {
		const contact = contacts.contact(uid);
		if (contact !== undefined) return contact;
		throw new Exception('noRecord', `No query results for model [App\\Models\\Contacts] ${uid}`);
	}

	/** What is wrong with the name of a group; it may keep its own. */
	function complaintsAboutName(call: Call, group?: Group): string[] {
		const name = textOf(call.input, 'name');
		const isTaken = contacts.groups.some(
			(other) => other.owner === call.owner && other.name === name && other !== group,
		);
		if (!isTaken) return missing(call.input, ['name']);
		return [`${name} already available as your contact group.`];
	}

	/** @throws Exception for a number that is missing or bad */
	function readPhone({ input }: Call): string {
		const field = hasTags() ? 'PHONE' : 'phone';
		const written = textOf(input, field);
		if (written === null && hasTags()) throw new Exception('php', NO_PHONE);
		complain(missing(input, [field]));
		const number = stripNumber(written ?? '');
		if (complaintAbout(number) !== undefined) complain([`${written} is a invalid phone number`]);
		return number;
	}

	/** The fields that a request has; a name that it does not have is undefined. */
	function readNames({ input }: Call): Partial<Pick<ContactFields, 'firstName' | 'lastName'>> {
		const [first, last] = hasTags() ? ['FIRST_NAME', 'LAST_NAME'] : ['first_name', 'last_name'];
		return {
			...(input.has(first ?? '') && { firstName: textOf(input, first ?? '') }),
			...(input.has(last ?? '') && { lastName: textOf(input, last ?? '') }),
		};
	}

	/** The tags of groups beside those of number and names. */
	const tags = (): readonly string[] =>
		settings.contactTags ?? (settings.version === '3.9' ? FIELDS_OF_3_9 : []);

	/** A copy of the server goes through the fields of the group, so that a tag it does not have is not read. */
	function storeCustomFields(contact: Contact, { input }: Call): void {
		if (!hasTags()) return;
		for (const tag of tags()) {
			if (input.has(tag)) contact.customFields.set(tag, textOf(input, tag) ?? '');
		}
	}

	const groupCreate: Handler = (call) => {
		complain(complaintsAboutName(call));
		const { name, uid } = contacts.addGroup(textOf(call.input, 'name') ?? '', call.owner);
		return success({ name, uid }, 'Contact group was successfully added');
	};

	const groupShow: Handler = (call) => success(groupRow(groupOf(call)));

	/** 3.1.0 wants a field that no document shows (recorded: "group update"). */
	const groupUpdate: Handler = (call) => {
		const group = groupOf(call);
		const more = isSince(settings.version, '3.8.0') ? [] : missing(call.input, ['sending_server']);
		complain([...complaintsAboutName(call, group), ...more]);
		group.name = textOf(call.input, 'name') ?? '';
		const { name, uid } = group;
		return success({ name, uid }, 'Contact group was successfully updated');
	};

	const groupDelete: Handler = (call) => {
		contacts.deleteGroup(groupOf(call).uid);
		return success(null, 'Contact group was successfully deleted');
	};

	const groupList: Handler = (call) =>
		listAnswer(
			state,
			call,
			contacts.groups.filter(({ owner }) => owner === call.owner),
			groupRow,
		);

	/** Up to 3.8.0 both names must be there, be they empty (recorded: "contact create, no names"). */
	const contactStore: Handler = (call) => {
		const group = groupOf(call);
		const phone = readPhone(call);
		if (contacts.has(group.uid, phone)) {
			throw hasTags() ? new Refused(TAKEN, 422) : alreadyIn(group);
		}
		const { firstName, lastName } = readNames(call);
		if (!hasTags()) {
			if (firstName === undefined) throw new Exception('php', 'Undefined array key "first_name"');
			if (lastName === undefined) throw new Exception('php', 'Undefined array key "last_name"');
		}
		const contact = contacts.addContact(group.uid, {
			phone,
			firstName: firstName ?? null,
			lastName: lastName ?? null,
		});
		storeCustomFields(contact, call);
		const row = hasTags() ? taggedRow(contact) : createdRow(contact, group);
		return success(row, 'Contact was successfully added');
	};

	const contactSearch: Handler = (call) => {
		const { uid } = groupOf(call);
		const contact = contactOf(call);
		const isElsewhere = contact.groupUid !== uid;
		if (!hasTags()) return success(isElsewhere ? null : plainRow(contact));
		if (isElsewhere) throw new Refused(NOT_THERE);
		return success(taggedRow(contact), 'Contact was successfully retrieved');
	};

	/** That one of another group is refused was not recorded, but read (fact sheet 0, server copies). */
	const contactUpdate: Handler = (call) => {
		const group = groupOf(call);
		const contact = contactOf(call);
		const phone = readPhone(call);
		if (phone !== contact.phone && contacts.has(group.uid, phone)) {
			throw hasTags() ? new Refused(TAKEN, 200) : alreadyIn(group);
		}
		if (contact.groupUid !== group.uid) throw new Refused(NOT_THERE);
		Object.assign(contact, { phone, ...readNames(call), updatedAt: clock.now() });
		storeCustomFields(contact, call);
		const row = hasTags() ? taggedRow(contact) : wholeRow(contact, group);
		return success(row, 'Contact was successfully updated');
	};

	/** That one of another group is refused was not recorded, but read (fact sheet 0, server copies). */
	const contactDelete: Handler = (call) => {
		const { uid } = groupOf(call);
		const contact = contactOf(call);
		if (contact.groupUid !== uid) throw new Refused('Something went wrong. Please try again');
		contacts.deleteContact(contact.uid);
		return success(null, 'Contact was successfully deleted');
	};

	/** It asks for columns that no longer exist (fact sheet 16.9); the row of a host that fixed it is inferred. */
	const contactAll: Handler = (call) => {
		const { id, uid } = groupOf(call);
		if (settings.contactListFails ?? hasTags()) {
			const offset = (pageOf(call) - 1) * ROWS_PER_PAGE;
			throw new Exception(
				'php',
				`SQLSTATE[42S22]: Column not found: 1054 Unknown column 'first_name' in 'SELECT' (Connection: mysql, SQL: select \`uid\`, \`phone\`, \`first_name\`, \`last_name\` from \`contacts\` where \`group_id\` = ${id} limit ${ROWS_PER_PAGE} offset ${offset})`,
			);
		}
		const rows = contacts.contacts.filter(({ groupUid }) => groupUid === uid);
		return listAnswer(state, call, rows, hasTags() ? taggedRow : plainRow);
	};

	function taggedRow({ uid, phone, firstName, lastName, customFields }: Contact) {
		const others = tags().map((tag) => [tag, customFields.get(tag) ?? ''] as const);
		const names = { FIRST_NAME: firstName ?? '', LAST_NAME: lastName ?? '' };
		return {
			uid,
			phone: Number(phone),
			status: 'subscribe',
			custom_fields: { ...names, ...Object.fromEntries(others) },
		};
	}

	return {
		groupCreate,
		groupShow,
		groupUpdate,
		groupDelete,
		groupList,
		contactStore,
		contactSearch,
		contactUpdate,
		contactDelete,
		contactAll,
		tags,
	};
}

/** With HTTP 200, as a separate response (recorded: "contact create, same number"). */
function alreadyIn({ name }: Group): Refused {
	return new Refused(`You have already subscribed to ${name}`, 200);
}

function groupRow({ uid, name }: Group) {
	return { uid, name };
}

function plainRow({ uid, phone, firstName, lastName }: Contact) {
	return { uid, phone: Number(phone), first_name: firstName, last_name: lastName };
}

function createdRow(contact: Contact, { id: groupId }: Group) {
	const { id, createdAt, updatedAt } = contact;
	return {
		customer_id: 2,
		group_id: groupId,
		...plainRow(contact),
		status: 'subscribe',
		updated_at: jsonTime(updatedAt),
		created_at: jsonTime(createdAt),
		id,
	};
}

function wholeRow(contact: Contact, group: Group) {
	return {
		...createdRow(contact, group),
		email: null,
		username: null,
		company: null,
		address: null,
		birth_date: null,
		anniversary_date: null,
	};
}
