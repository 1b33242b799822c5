import type { IAllExecuteFunctions, IDataObject, INodeProperties } from 'n8n-workflow';
import { success } from '../../../shared/failure/failure';
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
	readContactPhone,
	readGroupName,
	readName,
	savingGroupField,
	storedGroup,
	storedName,
} from './contactFields';
import type { NewContact } from './saving';
import { MOST_PER_SAVE, NO_NUMBER_DIGITS, saveContacts } from './saving';

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
	/** Of each contact, the last item that was saved in this run, whichever try it was. */
	const lastSaved = runCacheOf<number>(context, 'last item of a contact that was saved');
	const isOutdated = (contact: Contact) =>
		(lastSaved.get(identityOf(contact)) ?? -1) > contact.itemIndex;
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
			const results = await saveContacts({ context, account, http }, due, isStopped);
			for (const result of results) {
				if (result.ok) lastSaved.set(identityOf(result.value), result.value.itemIndex);
			}
			const byContact = new Map(due.map((contact, index) => [contact, results[index]]));
			return contacts.map((contact) => {
				const result = byContact.get(contact) ?? success(contact);
				return result.ok ? success(toRow(contact)) : result;
			});
		},
	};
}

/** What the gateway knows a contact by; upper and lower case are alike to it (recorded: "contacts group case"). */
function identityOf({ phone, groupId }: NewContact): string {
	return `${phone} ${(groupId || DEFAULT_GROUP).toLowerCase()}`;
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
		recipientKey: phone,
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
