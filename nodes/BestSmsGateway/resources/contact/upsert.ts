import type { IAllExecuteFunctions, IDataObject, INodeProperties } from 'n8n-workflow';
import type { Failure } from '../../../shared/failure/failure';
import { refusal, success } from '../../../shared/failure/failure';
import { FieldReader } from '../../../shared/input/fieldReader';
import type { ParameterReader } from '../../../shared/input/parameterReader';
import { quoted } from '../../../shared/record/text';
import { numberOrNull } from '../../../shared/record/values';
import type { OutgoingMessage } from '../../../shared/sending/outgoingMessage';
import type { SendAdapter } from '../../../shared/sending/sendAdapter';
import { sendOperation } from '../../../shared/sending/sendOperation';
import { PHONE_HINT } from '../../../shared/ui/descriptions';
import type { Account } from '../../api/account';
import { readAccount, SERVICE } from '../../api/account';
import { SAVE_CONTACTS } from '../../api/endpoints';
import { callMethod } from '../../api/request';
import { groupField, nameChangeField } from '../../fields/descriptions';
import { readKeptText, storedNumber } from '../../fields/values';
import { asStored } from '../../records/storedText';

const showOnlyForContactUpsert = { resource: ['contact'], operation: ['upsert'] };

export const contactUpsertFields: INodeProperties[] = [
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
		...groupField,
		required: false,
		description:
			'The contact group to save the contact in. A new name creates a new group. Leave empty for the group “default”.',
		displayOptions: { show: showOnlyForContactUpsert },
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: showOnlyForContactUpsert },
		options: [
			{
				displayName: 'First Name',
				name: 'firstName',
				type: 'string',
				default: '',
				placeholder: 'e.g. Ibukun',
				description:
					'Only the first 25 characters are kept. If empty, an existing first name is removed.',
			},
			nameChangeField,
			{
				displayName: 'Last Name',
				name: 'lastName',
				type: 'string',
				default: '',
				placeholder: 'e.g. Oladipo',
				description:
					'Only the first 25 characters are kept. If empty, an existing last name is removed.',
			},
		],
	},
];

/** How many characters of a name the gateway keeps (fact sheet, section 6). */
const LONGEST_NAME = 25;

interface Contact extends OutgoingMessage {
	phone: string;
	groupId: string;
	firstname?: string;
	lastname?: string;
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
	return {
		service: SERVICE,
		defaultCountryCode: account.defaultCountryCode,
		maxPerRequest: 1,
		maxConcurrency: 1,
		isRepeatable: true,
		outcomeInWords: {
			nothingDone: 'Nothing was saved for any item.',
			notSent: () => 'The contact was not saved.',
			unknown: () => 'The contact may still have been saved, and can safely be saved again.',
		},
		prepare: (parameter, itemIndex) => [
			readContact(
				new FieldReader(context.getNode(), itemIndex, parameter),
				parameter,
				itemIndex,
				account,
			),
		],
		async transmit([contact], { http }) {
			if (contact === undefined) return [];
			const { phone, groupId, firstname, lastname } = contact;
			const answer = await callMethod(
				{ context, account, http },
				{
					action: SAVE_CONTACTS,
					form: { contacts: JSON.stringify([{ phone, firstname, lastname }]), group_name: groupId },
					expects: ['total'],
				},
			);
			if (!answer.ok) return [answer];
			// It counts the numbers that it considered valid (fact sheet, section 6).
			const isSaved = numberOrNull(answer.value.total) !== 0;
			return [isSaved ? success(toRow(contact)) : refusal(notTaken(phone))];
		},
	};
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
	const { firstName, lastName } = fields.collection('additionalFields');
	const name = (value: unknown, displayName: string) =>
		readKeptText(fields, fields.trimmedText(value, displayName), displayName, { verb: 'save' });
	return {
		itemIndex,
		recipientKey: phone,
		phone,
		groupId,
		firstname: name(firstName, 'First Name'),
		lastname: name(lastName, 'Last Name'),
	};
}

/** A contact as the gateway has it. */
function toRow({ phone, groupId, firstname, lastname }: Contact): IDataObject {
	return {
		phone,
		firstName: storedName(firstname),
		lastName: storedName(lastname),
		groupId: asStored(groupId) || 'default',
	};
}

function storedName(name: string | undefined): string | null {
	return name === undefined ? null : asStored(name).slice(0, LONGEST_NAME);
}

function notTaken(phone: string): Failure {
	return {
		message: `${SERVICE} did not accept ${phone} as a phone number.`,
		advice: 'Check the number in Phone: the gateway only accepts numbers with more than 6 digits.',
		outcome: 'notSent',
	};
}
