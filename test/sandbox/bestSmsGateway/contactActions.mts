import { readFields, readJsonObject } from '../fields.mts';
import type { Reader } from '../fields.mts';
import type { Account } from './accounts.mts';
import type { Contact } from './contacts.mts';
import { pageOf, readPaging } from './pages.mts';
import {
	cleanGroupName,
	commaList,
	isBlank,
	plain,
	splitNumbers,
	storedNumber,
} from './parameters.mts';
import { CodedRefusal } from './refusal.mts';
import { jsonText, parseList } from './sendAction.mts';
import type { Action, BestSmsGatewayState } from './state.mts';
import { counted } from './state.mts';

/** Common words that a search leaves out; the source has some hundred more (fact sheet 3; `generate_like_query`). */
const STOP_WORDS = new Set([
	'a',
	'able',
	'about',
	'all',
	'an',
	'and',
	'any',
	'are',
	'as',
	'at',
	'the',
]);

interface GivenContact {
	phone: string;
	firstname?: string;
	lastname?: string;
	group: string;
}

/** Contacts and their groups (vendor document; fact sheet 6). */
export function contactActions(state: BestSmsGatewayState): Record<string, Action> {
	const { clock, contacts, settings } = state;
	const own = (account: Account) =>
		contacts.all.filter(({ accountId }) => accountId === account.id);

	const saveContacts: Action = (fields) => {
		const items = fields.optional('contacts', contactItems);
		const numbers = fields.optional('phone_numbers', plain) ?? '';
		const group = fields.optional('group_name', plain) ?? '';
		return (account) => {
			if (items === undefined && numbers === '') {
				throw new CodedRefusal(7, 'no contacts or phone_numbers supplied');
			}
			const byNumber = new Map<string, GivenContact>();
			const given: GivenContact[] = [
				...(items ?? []),
				...splitNumbers(numbers).map((phone) => ({ phone, group: '' })),
			];
			for (const contact of given) {
				const phone = storedNumber(contact.phone, account.dialCode);
				if (phone !== undefined) byNumber.set(phone, { ...contact, phone });
			}
			if (byNumber.size === 0) throw new CodedRefusal(11, 'No valid contact supplied.');
			contacts.save(
				[...byNumber.values()].map((contact) => ({
					...contact,
					accountId: account.id,
					userId: account.userId,
					// Cut as the columns are (fact sheet 6).
					firstname: contact.firstname?.slice(0, 25),
					lastname: contact.lastname?.slice(0, 25),
					group: cleanGroupName(contact.group || group || 'default').slice(0, 84),
					time: Math.floor(clock.now().getTime() / 1000),
				})),
			);
			return { total: counted(settings, byNumber.size) };
		};
	};

	const fetchContacts: Action = (fields) => {
		const group = fields.optional('group_name', plain) ?? '';
		const search = fields.optional('search_term', plain) ?? '';
		const ids = fields.optional('contact_ids', plain) ?? '';
		const paging = readPaging(fields);
		return (account) => {
			const words = wordsOf(search.replace(/^[ +0]+|[ +0]+$/g, ''));
			const found = own(account)
				.filter(
					(contact) =>
						(group === '' || contact.group === cleanGroupName(group)) &&
						// The source compares the list as one value, of which the database reads the first number.
						(ids === '' || contact.id === Number.parseInt(ids, 10)) &&
						hasWords(contact, words),
				)
				.sort((a, b) => a.firstname.localeCompare(b.firstname) || a.phone.localeCompare(b.phone));
			return pageOf(settings, paging, found, account, (contact) => ({
				contact_id: String(contact.id),
				user_id: String(contact.userId),
				sub_account_id: String(contact.accountId),
				phone: contact.phone,
				firstname: contact.firstname,
				lastname: contact.lastname,
				group_name: contact.group,
				time: String(contact.time),
			}));
		};
	};

	/** A search of nothing but common words does not narrow it (source, `delete_contacts`). */
	const deleteContacts: Action = (fields) => {
		const group = fields.optional('group_name', plain) ?? '';
		const search = fields.optional('search_term', plain) ?? '';
		const ids = fields.optional('contact_ids', commaList) ?? [];
		return (account) => {
			if (group === '' && search === '' && ids.length === 0) {
				throw new CodedRefusal(
					7,
					'No contact_ids, group_name or search_term supplied to be deleted',
				);
			}
			// Cleaned after it was looked at, so that a lone comma is no filter (source).
			const name = cleanGroupName(group);
			const found = own(account).filter(
				(contact) =>
					(name === '' || contact.group === name) &&
					(ids.length === 0 || ids.includes(String(contact.id))) &&
					hasWords(contact, wordsOf(search)),
			);
			contacts.remove(found.map(({ id }) => id));
			return { total: counted(settings, found.length) };
		};
	};

	const getContactGroups: Action = () => (account) => {
		const groups: Record<string, string> = {};
		for (const { group } of own(account)) groups[group] = String(Number(groups[group] ?? 0) + 1);
		const isEmpty = Object.keys(groups).length === 0;
		return { contact_groups: isEmpty && settings.noGroups === '[]' ? [] : groups };
	};

	return {
		save_contacts: saveContacts,
		fetch_contacts: fetchContacts,
		delete_contacts: deleteContacts,
		get_contact_groups: getContactGroups,
	};
}

function wordsOf(search: string): string[] {
	return search
		.toLowerCase()
		.split(' ')
		.filter((word) => word !== '' && !STOP_WORDS.has(word));
}

function hasWords({ phone, firstname, lastname }: Contact, words: readonly string[]): boolean {
	return words.every((word) =>
		[phone, firstname, lastname].some((text) => text.toLowerCase().includes(word)),
	);
}

/** A plain list of numbers in `contacts`, as in the document's GET example, is no JSON (fact sheet 9.4). */
const contactItems: Reader<string, GivenContact[] | undefined> = (value) =>
	isBlank(value)
		? undefined
		: (parseList(value) ?? []).map((item) =>
				readFields(readJsonObject(item, 'A contact'), (fields) => ({
					phone: fields.required('phone', jsonText),
					firstname: fields.optional('firstname', jsonText) ?? '',
					lastname: fields.optional('lastname', jsonText) ?? '',
					group: fields.optional('group_name', jsonText) ?? '',
				})),
			);
