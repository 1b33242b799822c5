import type { IAllExecuteFunctions, IDataObject, INodeProperties } from 'n8n-workflow';
import { success } from '../../../shared/failure/failure';
import { FieldReader } from '../../../shared/input/fieldReader';
import type { ParameterReader } from '../../../shared/input/parameterReader';
import { runCacheOf } from '../../../shared/operations/runMemory';
import { quoted } from '../../../shared/record/text';
import type { OutgoingMessage } from '../../../shared/sending/outgoingMessage';
import type { SendAdapter } from '../../../shared/sending/sendAdapter';
import { sendOperation } from '../../../shared/sending/sendOperation';
import { PHONE_HINT } from '../../../shared/ui/descriptions';
import type { Account } from '../../api/account';
import { readAccount, SERVICE } from '../../api/account';
import { SAVE_CONTACTS } from '../../api/endpoints';
import { groupField, nameChangeField } from '../../fields/descriptions';
import { isBlank, readKeptText, storedNumber } from '../../fields/values';
import { asStored } from '../../records/storedText';
import type { NewContact } from './saving';
import { MOST_PER_SAVE, saveContacts } from './saving';

const showOnlyForContactUpsert = { resource: ['contact'], operation: ['upsert'] };

export const contactUpsertFields: INodeProperties[] = [
	{
		...groupField,
		required: false,
		hint: 'Without a group, the contact is saved in the group “default”',
		description: 'The contact group to save the contact in. A new name creates a new group.',
		displayOptions: { show: showOnlyForContactUpsert },
	},
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +2348094309926',
		hint: PHONE_HINT,
		description: 'The phone number of the contact',
		displayOptions: { show: showOnlyForContactUpsert },
	},
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

/** The group of contacts that have none (vendor document, `group_name`). */
const DEFAULT_GROUP = 'default';

/** How many characters the gateway keeps (fact sheet, section 6). */
const LONGEST_NAME = 25;
const LONGEST_GROUP = 84;

/** How many are sent, for another revision may keep more. */
const LONGEST_SENT = 100;

/** A number of no more digits is none to the gateway (fact sheet, section 2). */
const NO_NUMBER_DIGITS = 6;

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
	const entered = parameter('phone', '');
	const phone = storedNumber(fields.phone(entered, 'Phone', account.defaultCountryCode));
	const groupId = readKeptText(fields, fields.optionalId('groupId', 'Group') ?? '', 'Group', {
		verb: 'save',
	});
	if (/[,'"]/.test(groupId)) {
		throw fields.error(
			`Group is ${quoted(groupId)}, and the gateway removes commas and quotation marks from names.`,
			'Enter a name without them in Group.',
		);
	}
	if (groupId !== '' && isBlank(groupId)) {
		throw fields.error(
			`Group is ${quoted(groupId)}, which the gateway treats as empty.`,
			'Enter another name in Group.',
		);
	}
	const name = (parameterName: string, displayName: string) => {
		const text = fields.trimmedText(parameter(parameterName, ''), displayName);
		const kept = readKeptText(fields, text, displayName, { verb: 'save' });
		return kept === undefined ? undefined : beginningOf(kept);
	};
	return {
		itemIndex,
		recipientKey: phone,
		phone,
		groupId: beginningOf(groupId),
		firstname: name('firstName', 'First Name'),
		lastname: name('lastName', 'Last Name'),
	};
}

function beginningOf(text: string): string {
	return text.length <= LONGEST_SENT ? text : [...text].slice(0, LONGEST_SENT).join('');
}

/** A contact as the gateway has it. */
function toRow({ phone, groupId, firstname, lastname }: Contact): IDataObject {
	return {
		phone,
		firstName: storedName(firstname),
		lastName: storedName(lastname),
		groupId: asStored(groupId).slice(0, LONGEST_GROUP) || DEFAULT_GROUP,
	};
}

function storedName(name: string | undefined): string | null {
	return name === undefined || isBlank(name) ? null : asStored(name).slice(0, LONGEST_NAME);
}
