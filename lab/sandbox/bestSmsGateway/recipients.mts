import trim from 'lodash/trim.js';
import { isMagicRefusal } from '../magicRefusals.mts';
import type { Account } from './accounts.mts';
import type { ContactItem } from './contactItems.mts';
import { readContactItems } from './contactItems.mts';
import type { Contact } from './contacts.mts';
import { cleanGroupName } from './contacts.mts';
import { splitNumbers, storedNumber } from './numbers.mts';
import type { Parameters } from './parameters.mts';
import { itemsOf } from './php.mts';
import { CodedRefusal } from './refusal.mts';
import type { BestSmsGatewayState } from './state.mts';
import { secondsNow } from './state.mts';

/** One recipient of a send. */
export interface Recipient {
	number: string;
	/** What words in brackets stand for, by name, in the order in which they are filled in (fact sheet 12.9). */
	placeholders: Record<string, string>;
	/** '' for the text of all. */
	message: string;
	/** '' for the time of all. */
	time: string;
	extraData: string;
}

/**
 * The recipients of a send, each number once (vendor document: duplicates are removed): those of groups, of `contacts`
 * and of `recipients`, without those of ignored groups. Saves those of the request where `save_as` says so.
 *
 * @throws CodedRefusal where nobody is left
 * @throws DatabaseFailure where some of those to be saved have names
 */
export function recipientsOf(
	{ clock, contacts, droppedNumbers }: BestSmsGatewayState,
	parameters: Parameters,
	account: Account,
): Recipient[] {
	const isLeftOut = droppedNumbers.ofNextRequest();
	// The gateway has no word for either: what it does not take is left out (fact sheet 2).
	const isDropped = (number: string) =>
		isMagicRefusal(number, 'refused') || isMagicRefusal(number, 'optedOut') || isLeftOut(number);
	const saveAs = parameters.text('save_as');
	const group = saveAs === '' ? 'default' : cleanGroupName(saveAs);
	const owner = { accountId: account.id, userId: account.userId, time: secondsNow({ clock }) };
	const ids = {
		user_id: String(account.userId),
		sub_account_id: String(account.id),
		time: String(owner.time),
	};

	const listed = new Map<string, Listed>();
	const items = readContactItems(parameters.get('contacts'), account.dialCode, group);
	for (const [phone, item] of items) if (!isDropped(phone)) listed.set(phone, item);
	const numbers = splitNumbers(parameters.text('recipients'))
		.flatMap((number) => storedNumber(number, account.dialCode) ?? [])
		.filter((number) => !isDropped(number));
	// A number in `recipients` takes the place of a contact, but not of its text and time (source, `api_v1`).
	for (const phone of numbers) {
		const { message = '', time = '', extraData = '' } = listed.get(phone) ?? {};
		listed.set(phone, { phone, group, message, time, extraData });
	}
	const ofGroups = contacts.ofGroups(account.id, groupsIn(parameters, 'contact_groups'));
	if (listed.size + ofGroups.length === 0) throw new CodedRefusal(11, 'No valid recipient found');
	// Only numbers in `recipients` let anything be saved, but then those of `contacts` are too (fact sheet 2).
	if (saveAs !== '' && numbers.length > 0) {
		contacts.save(
			[...listed.values()].map(({ phone, firstname, lastname, group: name }) => ({
				...owner,
				phone,
				firstname,
				lastname,
				group: name,
			})),
		);
	}

	const found = new Map(ofGroups.map((contact) => [contact.phone, ofContact(contact)] as const));
	for (const [number, one] of listed) found.set(number, ofListed(one, ids));
	for (const { phone } of contacts.ofGroups(account.id, groupsIn(parameters, 'ignore_groups'))) {
		found.delete(phone);
	}
	// Source, `_send_sms`; recorded: "send ignore all".
	if (found.size === 0) throw new CodedRefusal(11, 'No recipient contact found.');
	return [...found.values()];
}

/** A recipient that the request itself names; one of `recipients` has no names. */
type Listed = Omit<ContactItem, 'firstname' | 'lastname'> &
	Partial<Pick<ContactItem, 'firstname' | 'lastname'>>;

function ofListed(
	{ phone, group, firstname, lastname, message, time, extraData }: Listed,
	ids: Record<string, string>,
): Recipient {
	return {
		number: phone,
		placeholders: {
			phone,
			group_name: group,
			...(firstname !== undefined && { firstname, lastname: lastname ?? '' }),
			...ids,
		},
		message,
		time,
		extraData,
	};
}

function ofContact(contact: Contact): Recipient {
	const { id, userId, accountId, phone, firstname, lastname, group, time } = contact;
	const placeholders = {
		contact_id: String(id),
		user_id: String(userId),
		sub_account_id: String(accountId),
		phone,
		firstname,
		lastname,
		group_name: group,
		time: String(time),
	};
	return { number: phone, placeholders, message: '', time: '', extraData: '' };
}

/** Names split by commas, which are not trimmed but at both ends of the list (source, `get_group_contacts`). */
function groupsIn(parameters: Parameters, name: string): string[] {
	const list = trim(parameters.text(name), ' ,');
	const given = parameters.get(name);
	if (typeof given === 'object') return itemsOf(given).map(String);
	return list === '' ? [] : list.split(',');
}
