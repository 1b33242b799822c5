import type { INodeProperties } from 'n8n-workflow';
import { routingOf } from '../../../shared/declarativeRequest';
import { success } from '../../../shared/failure';
import { fieldsOf } from '../../../shared/fields';
import { textOrNull } from '../../../shared/values';
import { readAccount } from '../../account';
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

/**
 * `savecontact` (vendor document, section 6). The list's id goes out under both documented names:
 * `ctag_id`, and `tag_id` as in the vendor's own libraries (fact sheet, section 2.10).
 */
export const contactCreateRouting = routingOf('/savecontact', async (context, target) => {
	const account = await readAccount(context);
	const fields = fieldsOf(context);
	const groupId = fields.digits('groupId', 'Group');
	const phone = fields.phone(
		context.getNodeParameter('phone', ''),
		'Phone',
		account.defaultCountryCode,
	);
	const name = fields.text('name', 'Name');
	const call = {
		form: { phone, fullname: name, ctag_id: groupId, tag_id: groupId },
		expects: ['contact_id'],
	};
	const answer = await callMethod(context, account, target, call);
	if (!answer.ok) return answer;
	return success([{ id: textOrNull(answer.value.contact_id), phone, name, groupId }]);
});
