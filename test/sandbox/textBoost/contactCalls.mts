import { laravelRefused, refused, success } from './answers.mts';
import type { Contact, ContactFields, Group } from './contacts.mts';
import { optional, phone, readInput, required, text } from './input.mts';
import { listAnswer, pageRule } from './lists.mts';
import type { Call, Handler, TextBoostState } from './state.mts';

/** The calls about groups and contacts (vendor document, first and second part; answers: fact sheet 5.3). */
export function contactCalls(state: TextBoostState) {
	const { contacts, settings } = state;

	function notFound(): never {
		if (settings.unknownUid === 'model') {
			throw laravelRefused(404, 'No query results for model [App\\Models\\ContactGroups].');
		}
		throw refused('Contact group not found');
	}

	const groupOf = ({ params }: Call): Group => contacts.group(params.group ?? '') ?? notFound();

	const contactOf = (call: Call): Contact =>
		contacts.contact(groupOf(call).uid, call.params.uid ?? '') ?? notFound();

	function nothingIn(values: ReadonlyMap<string, unknown>): void {
		readInput(values, {});
	}

	/** Custom tags of a group are not modelled; newer installs take them too (fact sheet 3.3). */
	function readContact({ body, query }: Call): ContactFields {
		nothingIn(query);
		if (settings.contactFields === 'upper') {
			const upper = readInput(body, {
				PHONE: required(phone),
				FIRST_NAME: optional(text),
				LAST_NAME: optional(text),
			});
			return contactFields(upper.PHONE, upper.FIRST_NAME, upper.LAST_NAME);
		}
		const lower = readInput(body, {
			phone: required(phone),
			first_name: optional(text),
			last_name: optional(text),
		});
		return contactFields(lower.phone, lower.first_name, lower.last_name);
	}

	const groupCreate: Handler = ({ body, query }) => {
		nothingIn(query);
		const { name = '' } = readInput(body, { name: required(text) });
		return success(groupRow(contacts.addGroup(name)), 'Contact group was successfully added');
	};

	const groupShow: Handler = (call) => {
		nothingIn(call.body);
		nothingIn(call.query);
		return success(groupRow(groupOf(call)));
	};

	const groupUpdate: Handler = (call) => {
		nothingIn(call.query);
		const { name = '' } = readInput(call.body, { name: required(text) });
		const group = groupOf(call);
		group.name = name;
		return success(groupRow(group), 'Contact group was successfully updated');
	};

	/** Vendor document: `data` is the text "null". */
	const groupDelete: Handler = (call) => {
		nothingIn(call.body);
		nothingIn(call.query);
		contacts.deleteGroup(groupOf(call).uid);
		return success('null', 'Contact group was successfully deleted');
	};

	const groupList: Handler = (call) => {
		nothingIn(call.body);
		const { page } = readInput(call.query, { page: pageRule });
		return listAnswer(state, call, contacts.groups.map(groupRow), page);
	};

	/** A number that is in the group already is refused with HTTP 200 (fact sheet 8). */
	const contactStore: Handler = (call) => {
		const { uid } = groupOf(call);
		const contact = contacts.addContact(uid, readContact(call));
		if (contact === undefined) throw refused('Contact already exists in this group', 200);
		return success(contactRow(contact), 'Contact was successfully added');
	};

	const contactSearch: Handler = (call) => {
		nothingIn(call.body);
		nothingIn(call.query);
		return success(contactRow(contactOf(call)), 'Contact was successfully retrieved');
	};

	const contactUpdate: Handler = (call) => {
		const contact = contactOf(call);
		const fields = readContact(call);
		contact.phone = fields.phone;
		contact.firstName = fields.firstName ?? contact.firstName;
		contact.lastName = fields.lastName ?? contact.lastName;
		return success(contactRow(contact), 'Contact was successfully updated');
	};

	/** `data` is null (fact sheet 5.3). */
	const contactDelete: Handler = (call) => {
		nothingIn(call.body);
		nothingIn(call.query);
		contacts.deleteContact(contactOf(call).uid);
		return success(null, 'Contact was successfully deleted');
	};

	const contactAll: Handler = (call) => {
		nothingIn(call.body);
		const { page } = readInput(call.query, { page: pageRule });
		const { uid } = groupOf(call);
		const rows = contacts.contacts.filter(({ groupUid }) => groupUid === uid).map(listedContact);
		return listAnswer(state, call, rows, page);
	};

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
	};
}

function contactFields(number = '', firstName?: string, lastName?: string): ContactFields {
	return { phone: number, firstName: firstName ?? null, lastName: lastName ?? null };
}

function groupRow({ uid, name }: Group) {
	return { uid, name };
}

/** The row of create, get and update; `phone` is a number (fact sheet 5.3). */
function contactRow({ uid, phone: number, firstName, lastName }: Contact) {
	return {
		uid,
		phone: Number(number),
		status: 'subscribe',
		custom_fields: { FIRST_NAME: firstName, LAST_NAME: lastName },
	};
}

/** The row of a list (fact sheet 5.3, seen in one copy). */
function listedContact({ uid, phone: number, firstName, lastName }: Contact) {
	return { uid, phone: Number(number), first_name: firstName, last_name: lastName };
}
