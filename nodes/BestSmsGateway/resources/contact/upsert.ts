import type { IAllExecuteFunctions, IDataObject, INodeProperties } from 'n8n-workflow';
import type { Reading } from '../../../shared/failure/failure';
import { refusal, success } from '../../../shared/failure/failure';
import { FieldReader } from '../../../shared/input/fieldReader';
import type { ParameterReader } from '../../../shared/input/parameterReader';
import { runCacheOf } from '../../../shared/operations/runMemory';
import type { OutgoingMessage } from '../../../shared/sending/outgoingMessage';
import type { SendAdapter } from '../../../shared/sending/sendAdapter';
import { sendOperation } from '../../../shared/sending/sendOperation';
import type { Account } from '../../api/account';
import { readAccount, SERVICE } from '../../api/account';
import { SAVE_CONTACTS } from '../../api/endpoints';
import { nameChangeField } from '../../fields/descriptions';
import {
	contactPhoneField,
	DEFAULT_GROUP,
	groupKeyOf,
	readContactPhone,
	readGroupName,
	readName,
	savingGroupField,
	storedGroup,
	storedName,
} from './contactFields';
import type { NewContact } from './saving';
import { endingOf, MOST_PER_SAVE, NO_NUMBER_DIGITS, resavesOfRun, saveContacts } from './saving';

const showOnlyForContactUpsert = { resource: ['contact'], operation: ['upsert'] };

export const contactUpsertFields: INodeProperties[] = [
	{
		...savingGroupField,
		description: 'The contact group to save the contact in. A new name creates a new group.',
		displayOptions: { show: showOnlyForContactUpsert },
	},
	{ ...contactPhoneField, displayOptions: { show: showOnlyForContactUpsert } },
	{
		displayName: 'First Name',
		name: 'firstName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Ibukun',
		description:
			'If empty, BestSMSGateway removes the first name that the contact has. It keeps the first 25 characters.',
		displayOptions: { show: showOnlyForContactUpsert },
	},
	{
		displayName: 'Last Name',
		name: 'lastName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Oladipo',
		description:
			'If empty, BestSMSGateway removes the last name that the contact has. It keeps the first 25 characters.',
		displayOptions: { show: showOnlyForContactUpsert },
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: showOnlyForContactUpsert },
		options: [nameChangeField],
	},
];

interface Contact extends OutgoingMessage, NewContact {
	/** The ending of its number, so that no request has a number in two spellings. */
	recipientKey: string;
}

/**
 * A contact is known by its number and group: saving it again
 * replaces it, under a new id that is not told (fact sheet, section 6).
 *
 * It runs like a send, one request after the other: where a contact is among the items twice, the
 * later one must stay, and two replacements at the same time could both be kept. Unlike an SMS, what
 * may have been saved goes again on Retry On Fail: that does no harm, but a lost contact does.
 */
export const contactUpsert = sendOperation(SAVE_CONTACTS, createAdapter);

async function createAdapter(context: IAllExecuteFunctions): Promise<SendAdapter<Contact>> {
	const account = await readAccount(context);
	/** Of each contact, what was saved last in this run, whichever try it was. */
	const lastSaved = runCacheOf<Contact>(context, 'contacts that were saved last');
	const isOutdated = (contact: Contact) =>
		(lastSaved.get(identityOf(contact))?.itemIndex ?? -1) > contact.itemIndex;
	const resaves = resavesOfRun();
	return {
		service: SERVICE,
		defaultCountryCode: account.defaultCountryCode,
		maxPerRequest: MOST_PER_SAVE,
		maxConcurrency: 1,
		isRepeatable: true,
		outcomeInWords: {
			nothingDone: 'Nothing was saved for any item.',
			notSent: (count) =>
				count === 1 ? 'The contact was not saved.' : `None of the ${count} contacts was saved.`,
			unknown: (count) =>
				count === 1
					? 'The contact may still have been saved, and can safely be saved again.'
					: `Any of the ${count} contacts may still have been saved, and can safely be saved again.`,
		},
		prepare: (parameter, itemIndex) => [
			readContact(
				new FieldReader(context.getNode(), itemIndex, parameter),
				parameter,
				itemIndex,
				account,
			),
		],
		// What the gateway is sure to refuse has requests of its own, so that it costs the others none.
		groupOf: ({ phone }) => (phone.length > NO_NUMBER_DIGITS ? 'numbers' : 'others'),
		async transmit(contacts, { http }, isStopped) {
			const due = contacts.filter((contact) => !isOutdated(contact));
			const replaced = replacedBy(due, lastSaved.values());
			const later = [...replaced.keys()];
			const connection = { context, account, http };
			const saved = await saveContacts(connection, [...due, ...later], isStopped, resaves);
			for (const result of saved) {
				if (result.ok) lastSaved.set(identityOf(result.value), result.value);
			}
			const results = new Map(due.map((contact, index) => [contact, saved[index]]));
			for (const [index, contact] of later.entries()) {
				const again = saved[due.length + index];
				const earlier = replaced.get(contact);
				if (again?.ok === false && earlier && results.get(earlier)?.ok) {
					results.set(earlier, refusal({ ...again.failure, outcome: 'unknown' }));
				}
			}
			return contacts.map((contact): Reading<IDataObject> => {
				const result = results.get(contact) ?? success(contact);
				return result.ok ? success(toRow(contact)) : result;
			});
		},
	};
}

/** What the gateway knows a contact by; upper and lower case are alike to it (recorded: "contacts group case"). */
function identityOf({ phone, groupId }: NewContact): string {
	return `${phone} ${(groupId || DEFAULT_GROUP).toLowerCase()}`;
}

/**
 * What was saved before and is of later items than contacts that are about to be saved, which may replace it: they may
 * be the same for the gateway, although they are not written alike. It must be saved again after them.
 *
 * @returns in the order of the items, each with the contact that may replace it
 */
function replacedBy(due: Contact[], saved: Iterable<Contact>): Map<Contact, Contact> {
	const dueByKey = new Map(due.map((contact) => [contact.recipientKey, contact]));
	const pairs = [...saved].flatMap((later): Array<[Contact, Contact]> => {
		const earlier = dueByKey.get(later.recipientKey);
		const isReplaced =
			earlier !== undefined &&
			earlier.itemIndex < later.itemIndex &&
			groupKeyOf(storedGroup(earlier.groupId)) === groupKeyOf(storedGroup(later.groupId));
		return isReplaced ? [[later, earlier]] : [];
	});
	return new Map(pairs.sort(([a], [b]) => a.itemIndex - b.itemIndex));
}

function readContact(
	fields: FieldReader,
	parameter: ParameterReader,
	itemIndex: number,
	account: Account,
): Contact {
	const phone = readContactPhone(fields, account);
	const name = (parameterName: string, displayName: string) =>
		readName(fields, parameter(parameterName, ''), displayName);
	return {
		itemIndex,
		recipientKey: endingOf(phone),
		numbers: [phone],
		phone,
		groupId: readGroupName(fields),
		firstname: name('firstName', 'First Name'),
		lastname: name('lastName', 'Last Name'),
	};
}

/** A contact as the gateway has it. */
function toRow({ phone, groupId, firstname, lastname }: Contact): IDataObject {
	return {
		phone,
		firstName: storedName(firstname),
		lastName: storedName(lastname),
		groupId: storedGroup(groupId),
	};
}
