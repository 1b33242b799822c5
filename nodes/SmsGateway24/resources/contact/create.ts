import type { INodeProperties } from 'n8n-workflow';
import { comparable } from '../../../shared/input/phoneNumber';
import { textOrNull } from '../../../shared/record/values';
import { PHONE_HINT } from '../../../shared/ui/descriptions';
import { groupField } from '../../fields/descriptions';
import { creationOperation } from '../../gateway';

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
		description: 'The phone number of the contact',
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

/**
 * See the vendor document, section 6. The list's id goes out under both documented names: `ctag_id`, and `tag_id` as in
 * the vendor's own libraries (fact sheet, section 2.10).
 *
 * Whether a second call makes a second contact is not documented (fact sheet, section 2.10), and
 * who stands twice in a group gets a campaign twice.
 */
export const contactCreate = creationOperation(
	{ method: 'POST', url: '/savecontact' },
	{
		thing: 'contact',
		read: ({ account, fields }) => ({
			groupId: fields.digits('groupId', 'Group'),
			phone: fields.phone(fields.value('phone'), 'Phone', account.defaultCountryCode),
			name: fields.text('name', 'Name'),
		}),
		numberOf: ({ phone }) => comparable(phone),
		call: ({ phone, name, groupId }) => ({
			form: { phone, fullname: name, ctag_id: groupId, tag_id: groupId },
			expects: ['contact_id'],
		}),
		toRow: ({ phone, name, groupId }, answer) => ({
			id: textOrNull(answer.contact_id),
			phone,
			name,
			groupId,
		}),
	},
);
