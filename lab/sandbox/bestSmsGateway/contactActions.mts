import trim from 'lodash/trim.js';
import type { Account } from './accounts.mts';
import { readContactItems } from './contactItems.mts';
import type { Contact, NewContact } from './contacts.mts';
import { cleanGroupName } from './contacts.mts';
import { areSame, compare, numberIn } from './database.mts';
import { splitNumbers, storedNumber } from './numbers.mts';
import { pageOf } from './pages.mts';
import type { Parameters } from './parameters.mts';
import { isEmpty } from './php.mts';
import { CodedRefusal } from './refusal.mts';
import { searchFor } from './search.mts';
import type { Action, BestSmsGatewayState } from './state.mts';
import { secondsNow } from './state.mts';

/** Contacts and their groups (vendor document; fact sheet 6). */
export function contactActions(state: BestSmsGatewayState): Record<string, Action> {
	const { contacts, refusedContacts, settings } = state;
	const own = (account: Account) =>
		contacts.all.filter(({ accountId }) => accountId === account.id);

	const saveContacts: Action = (parameters, account) => {
		const numbers = parameters.text('phone_numbers');
		if (isEmpty(parameters.get('contacts')) && numbers === '') {
			throw new CodedRefusal(7, 'no contacts or phone_numbers supplied');
		}
		const group = cleanGroupName(parameters.text('group_name') || 'default');
		const owner = { accountId: account.id, userId: account.userId, time: secondsNow(state) };
		const given = new Map<string, NewContact>();
		const items = readContactItems(parameters.get('contacts'), account.dialCode, group);
		for (const [phone, { firstname, lastname, group: name }] of items) {
			given.set(phone, { ...owner, phone, firstname, lastname, group: name });
		}
		for (const number of splitNumbers(numbers)) {
			const phone = storedNumber(number, account.dialCode);
			if (phone !== undefined) given.set(phone, { ...owner, phone, group });
		}
		const isRefused = refusedContacts.ofNextRequest();
		for (const phone of [...given.keys()].filter(isRefused)) given.delete(phone);
		if (given.size === 0) throw new CodedRefusal(11, 'No valid contact supplied.');
		contacts.save([...given.values()]);
		return { total: given.size };
	};

	const fetchContacts: Action = (parameters, account) => {
		const group = cleanGroupName(parameters.text('group_name'));
		const ids = parameters.text('contact_ids');
		const term = parameters.text('search_term');
		// Zeros, blanks and pluses at both ends are taken away first (recorded: "contacts search zero end").
		const matches = term === '' ? () => true : searchFor(trim(term, ' +0'));
		const found = own(account)
			.filter(
				(contact) =>
					(group === '' || areSame(contact.group, group)) &&
					// A list is compared as one value, of which the database reads the first number (recorded).
					(ids === '' || contact.id === numberIn(ids)) &&
					matches(textsOf(contact)),
			)
			.sort((a, b) => compare(a.firstname, b.firstname) || compare(a.phone, b.phone));
		const filters = {
			contact_ids: ids,
			group_name: group,
			search_term: term,
			p: parameters.text('p'),
		};
		const { records, ...page } = pageOf(parameters, filters, found, account, (contact) => ({
			contact_id: String(contact.id),
			user_id: String(contact.userId),
			sub_account_id: String(contact.accountId),
			phone: contact.phone,
			firstname: contact.firstname,
			lastname: contact.lastname,
			group_name: contact.group,
			time: String(contact.time),
		}));
		return { ...page, [settings.contactsUnder]: records };
	};

	const deleteContacts: Action = (parameters, account) => {
		const group = parameters.text('group_name');
		const term = parameters.text('search_term');
		const ids = idsOf(parameters);
		if (group === '' && term === '' && ids.length === 0) {
			throw new CodedRefusal(7, 'No contact_ids, group_name or search_term supplied to be deleted');
		}
		// Cleaned after it was checked, so that a lone comma is no filter (recorded: "del contacts comma").
		const name = cleanGroupName(group);
		const matches = term === '' ? () => true : searchFor(term);
		const found = own(account).filter(
			(contact) =>
				(name === '' || areSame(contact.group, name)) &&
				(ids.length === 0 || ids.includes(contact.id)) &&
				matches(textsOf(contact)),
		);
		contacts.remove(found.map(({ id }) => id));
		return { total: found.length };
	};

	const getContactGroups: Action = (_parameters, account) => {
		const groups: Record<string, string> = {};
		for (const { group } of own(account).sort((a, b) => compare(a.group, b.group))) {
			const name = Object.keys(groups).find((known) => areSame(known, group)) ?? group;
			groups[name] = String(Number(groups[name] ?? 0) + 1);
		}
		// PHP's empty array (recorded: "groups empty").
		return { contact_groups: Object.keys(groups).length === 0 ? [] : groups };
	};

	return {
		save_contacts: saveContacts,
		fetch_contacts: fetchContacts,
		delete_contacts: deleteContacts,
		get_contact_groups: getContactGroups,
	};
}

const textsOf = ({ phone, firstname, lastname }: Contact) => [phone, firstname, lastname];

function idsOf(parameters: Parameters): number[] {
	const ids = parameters.text('contact_ids');
	return ids === '' ? [] : ids.split(',').map(numberIn);
}
