import type { RequestParameters, Note } from '../requestParameters.mts';
import { ignoreUnknown, readParameters, readJsonObject, Refusal } from '../requestParameters.mts';
import { asText } from '../requestParameters.mts';
import type { Contact, ContactFields } from './contacts.mts';
import { readBirthday } from './dates.mts';
import { envelope, readPageNumber } from './lists.mts';
import { bare, isInternational, notePlus } from './numbers.mts';
import { readersOf } from './parameters.mts';
import { CodedRefusal, errorRow, NotFound } from './refusals.mts';
import type { Method, SmstoolsState } from './state.mts';

const EXTRAS = Array.from({ length: 8 }, (_, index) => `extra${index + 1}`);

/** The methods about contacts, groups and opt-outs (fact sheet 5). */
export function contactMethods(state: SmstoolsState) {
	const { contacts, settings } = state;

	function readPhone(value: unknown, note: Note): string {
		if (typeof value === 'number') note('A phone number is not a text');
		notePlus(value, note);
		const phone = typeof value === 'number' ? String(value) : value;
		if (isInternational(phone)) return phone;
		const isNamed = settings.errorsNameNumbers && value !== undefined;
		const shown = isNamed ? ` ${asText(value)}` : '';
		throw new CodedRefusal(103, `Phone number${shown} is not valid`);
	}

	function readGroup(value: unknown): string {
		if (value === undefined || value === '') throw new CodedRefusal(124, 'groupid is required');
		const id = asText(value);
		if (contacts.groups.some((group) => group.id === id)) return id;
		throw new CodedRefusal(128, `Group ${id} not found`);
	}

	function requireNew(phone: string, groupid: string): void {
		const isThere = contacts.contacts.some(
			(contact) => bare(contact.phone) === bare(phone) && contact.groupid === groupid,
		);
		if (!isThere) return;
		const shown = settings.errorsNameNumbers ? ` ${phone}` : '';
		throw new CodedRefusal(129, `Phone number${shown} already exists in this group`);
	}

	function addContact(value: unknown, note: Note): number {
		const fields = readParameters(
			readJsonObject(value, 'A contact'),
			(entries) => ({
				phone: entries.optional('phone', (phone) => phone),
				groupid: entries.optional('groupid', (group) => group),
				...readOptional(entries, note),
			}),
			ignoreUnknown(note),
		);
		const contact: ContactFields = {
			...fields,
			phone: readPhone(fields.phone, note),
			groupid: readGroup(fields.groupid),
		};
		requireNew(contact.phone, contact.groupid);
		return contacts.add(contact);
	}

	/** Vendor document a. */
	const create: Method = ({ body, note }) => {
		if (!Array.isArray(body)) {
			const id = addContact(body, note);
			return { status: 200, body: { ID: settings.contactId === 'array' ? [id] : id } };
		}
		if (body.length === 0) throw new CodedRefusal(122, 'No contacts sent');
		const results = body.map((value: unknown) => {
			try {
				return addContact(value, note);
			} catch (error) {
				if (error instanceof CodedRefusal) return errorRow(error);
				throw error;
			}
		});
		const IDs = results.filter((result) => typeof result === 'number');
		const errors = results.filter((result) => typeof result !== 'number');
		const status = errors.length > 0 ? settings.mixedStatus : 200;
		return { status, body: { IDs, ...(errors.length > 0 && { errors }) } };
	};

	function contactById(value: unknown): Contact {
		const contact = contacts.contacts.find(({ id }) => String(id) === String(value));
		if (contact === undefined) throw new NotFound('contact does not exist');
		return contact;
	}

	/** Fact sheet 5.2: all or nothing, 204 without a body. */
	const update: Method = ({ body, note }) => {
		const values: unknown[] = Array.isArray(body) ? body : [body];
		const changes = values.map((value) => {
			const { ID, phone, groupid, ...rest } = readParameters(
				readJsonObject(value, 'A contact'),
				(entries) => ({
					ID: entries.optional('ID', (id) => id),
					phone: entries.optional('phone', (phone) => readPhone(phone, note)),
					groupid: entries.optional('groupid', readGroup),
					...readOptional(entries, note),
				}),
				ignoreUnknown(note),
			);
			if (ID === undefined || ID === '') throw new CodedRefusal(123, 'An object has no ID');
			return {
				id: contactById(ID).id,
				fields: {
					...rest,
					...(phone !== undefined && { phone }),
					...(groupid !== undefined && { groupid }),
				},
			};
		});
		for (const { id, fields } of changes) contacts.update(id, fields);
		return { status: 204 };
	};

	/** Fact sheet 5.3 (third party): takes `page`, answers `contacts`, whose rows have at least `phone`. */
	const list: Method = ({ query, note }) => {
		const page = readParameters(query, readPageNumber, ignoreUnknown(note));
		const rows = contacts.contacts.map((contact) => contactRow(contact, state));
		return envelope('contacts', rows, { page, limit: settings.defaultPage }, state);
	};

	/** Fact sheet 5.4 (third party): a top-level array of `{ID, name}`; takes `page`. */
	const listGroups: Method = ({ query, note }) => {
		const page = readParameters(query, readPageNumber, ignoreUnknown(note));
		const limit = settings.defaultPage;
		const rows = contacts.groups.map(({ id, name }) => ({ ID: Number(id), name }));
		if (settings.groupList === 'envelope') return envelope('groups', rows, { page, limit }, state);
		if (settings.groupPages === 'ignored') return { status: 200, body: rows };
		return { status: 200, body: rows.slice((page - 1) * limit, page * limit) };
	};

	/** Fact sheet 5.4: all or nothing, answers with the ids. */
	const updateGroups: Method = ({ body, note }) => {
		const values: unknown[] = Array.isArray(body) ? body : [body];
		const changes = values.map((value) =>
			readParameters(
				readJsonObject(value, 'A group'),
				(entries) => {
					const id = entries.optional('ID', (given) => given);
					if (id === undefined || id === '') throw new CodedRefusal(123, 'An object has no ID');
					const name = entries.optional('name', readersOf(note).textOrNothing);
					if (name === undefined) throw new CodedRefusal(126, 'name is required');
					const group = contacts.groups.find((candidate) => candidate.id === asText(id));
					if (group === undefined) throw new NotFound('group does not exist');
					return { group, name };
				},
				ignoreUnknown(note),
			),
		);
		for (const { group, name } of changes) group.name = name;
		const ids = changes.map(({ group }) => Number(group.id));
		return { status: 200, body: Array.isArray(body) ? { IDs: ids } : { ID: ids[0] } };
	};

	/** Fact sheet 5.5 (third party): an opted-out or unknown number is refused; the answer is not documented. */
	const optOut: Method = ({ body, note }) => {
		const number = readParameters(
			readJsonObject(body, 'The body'),
			(entries) =>
				readPhone(
					entries.optional('number', (value) => value),
					note,
				),
			ignoreUnknown(note),
		);
		if (contacts.optOuts.includes(bare(number))) {
			throw new Refusal(`Number ${number} is opted out already`);
		}
		contacts.optOut(bare(number));
		if (settings.optOutAnswer === 'noBody') return { status: 201 };
		return { status: 200, body: { ID: contacts.optOuts.length } };
	};

	return { create, update, list, listGroups, updateGroups, optOut };
}

/** The fields of vendor document a that may be left out. */
function readOptional(fields: RequestParameters<unknown>, note: Note) {
	const { text } = readersOf(note);
	const extras: Record<string, string> = {};
	for (const name of EXTRAS) {
		const value = fields.optional(name, text);
		if (value !== undefined) extras[name] = value;
	}
	const birthday = fields.optional('birthday', text);
	const optional = {
		firstname: fields.optional('firstname', text),
		lastname: fields.optional('lastname', text),
		birthday: birthday === undefined ? undefined : readBirthday(birthday, 'birthday'),
		unsubscribed: fields.optional('unsubscribed', (value, name) => unsubscribed(value, name, note)),
	};
	const given = Object.entries(optional).filter(([, value]) => value !== undefined);
	return { extras, ...(Object.fromEntries(given) as typeof optional) };
}

/** The document gives no values (fact sheet 5.1), so that what can mean yes or no is not noted. */
function unsubscribed(value: unknown, name: string, note: Note): boolean | number | string {
	if (typeof value === 'boolean' || value === 0 || value === 1 || value === '0' || value === '1') {
		return value;
	}
	note(`Parameter ${name} is neither yes nor no`);
	return String(value);
}

function contactRow(contact: Contact, { settings }: SmstoolsState): object {
	const { id, groupid, extras, ...rest } = contact;
	const phone = `${settings.contactPhones === 'withPlus' ? '+' : ''}${bare(contact.phone)}`;
	if (settings.contactRows === 'phoneOnly') return { phone };
	if (settings.contactRows === 'namesOnly') {
		const { firstname, lastname } = rest;
		return { ID: id, firstname, lastname, phone, groupid: Number(groupid) };
	}
	return {
		ID: id,
		...rest,
		phone,
		...extras,
		...(settings.contactRows === 'full' && { groupid: Number(groupid) }),
	};
}
