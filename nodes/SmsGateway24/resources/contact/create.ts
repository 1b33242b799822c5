import type { IAllExecuteFunctions, IDataObject, INodeProperties } from 'n8n-workflow';
import { PHONE_HINT } from '../../../shared/descriptions';
import { success } from '../../../shared/failure';
import { Fields } from '../../../shared/fields';
import type { OutgoingMessage } from '../../../shared/outgoingMessage';
import { comparable } from '../../../shared/phoneNumber';
import type { SendAdapter } from '../../../shared/sendAdapter';
import { sendOperation } from '../../../shared/sendOperation';
import { textOrNull } from '../../../shared/values';
import { readAccount, SERVICE } from '../../account';
import { groupField } from '../../descriptions';
import { callMethod } from '../../request';

const showOnlyForContactCreate = { resource: ['contact'], operation: ['create'] };

export const contactCreateFields: INodeProperties[] = [
	{ ...groupField, displayOptions: { show: showOnlyForContactCreate } },
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +33612345678',
		hint: PHONE_HINT,
		description: 'The phone number of the contact, with the country code',
		displayOptions: { show: showOnlyForContactCreate },
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Nathan Smith',
		description: 'The full name of the contact',
		displayOptions: { show: showOnlyForContactCreate },
	},
];

interface Contact extends OutgoingMessage {
	phone: string;
	name: string;
	groupId: string;
}

/**
 * `savecontact` (vendor document, section 6). The list's id goes out under both documented names:
 * `ctag_id`, and `tag_id` as in the vendor's own libraries (fact sheet, section 2.10).
 *
 * Whether a second call makes a second contact is not documented (fact sheet, section 2.10), and
 * who stands twice in a group gets a campaign twice. So it is guarded like a send.
 */
export const contactCreate = sendOperation(createAdapter);

async function createAdapter(context: IAllExecuteFunctions): Promise<SendAdapter<Contact>> {
	const account = await readAccount(context);
	return {
		service: SERVICE,
		defaultCountryCode: account.defaultCountryCode,
		maxPerRequest: 1,
		outcomeInWords: {
			nothingDone: 'Nothing was created for any item.',
			notSent: () => 'The contact was not created.',
			unknown: () => 'The contact may still have been created, so it was not created again.',
		},
		prepare: (parameter, itemIndex) => {
			const fields = new Fields(context.getNode(), itemIndex, parameter);
			const groupId = fields.digits('groupId', 'Group');
			const phone = fields.phone(parameter('phone', ''), 'Phone', account.defaultCountryCode);
			const name = fields.text('name', 'Name');
			return [{ itemIndex, recipientKey: comparable(phone), phone, name, groupId }];
		},
		async transmit([contact], { http }) {
			if (contact === undefined) return [];
			const { phone, name, groupId } = contact;
			const call = {
				form: { phone, fullname: name, ctag_id: groupId, tag_id: groupId },
				expects: ['contact_id'],
			};
			const answer = await callMethod(context, account, { ...http, url: '/savecontact' }, call);
			if (!answer.ok) return [answer];
			return [success(toRow(contact, textOrNull(answer.value.contact_id)))];
		},
		failedRow: (contact) => toRow(contact, null),
	};
}

function toRow({ phone, name, groupId }: Contact, id: string | null): IDataObject {
	return { id, phone, name, groupId };
}
