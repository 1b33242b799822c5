import type { INodeProperties } from 'n8n-workflow';
import { routingOf } from '../../../shared/declarativeRequest';
import { success } from '../../../shared/failure';
import { fieldsOf } from '../../../shared/fields';
import { readAccount } from '../../account';
import { groupField } from '../../descriptions';
import { storedNumber } from '../../input';
import { callAction } from '../../request';

const showOnlyForContactUpsert = { resource: ['contact'], operation: ['upsert'] };

export const contactUpsertFields: INodeProperties[] = [
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +2348094309926',
		description: 'The phone number of the contact, with the country code',
		displayOptions: { show: showOnlyForContactUpsert },
	},
	{
		...groupField,
		required: false,
		description:
			'The contact group to save in. A name that does not exist yet makes a new group. Leave empty for the group “default”.',
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
					'Up to 25 characters are kept. Without it, a first name that was saved before is removed.',
			},
			{
				displayName: 'Last Name',
				name: 'lastName',
				type: 'string',
				default: '',
				placeholder: 'e.g. Oladipo',
				description:
					'Up to 25 characters are kept. Without it, a last name that was saved before is removed.',
			},
		],
	},
];

/**
 * `save_contacts` (vendor document). A contact is known by its number and group: saving it again
 * replaces it, under a new id that is not told (fact sheet, section 6).
 */
export const contactUpsertRouting = routingOf('', async (context, http) => {
	const account = await readAccount(context);
	const fields = fieldsOf(context);
	const entered = context.getNodeParameter('phone', '');
	const phone = storedNumber(fields.phone(entered, 'Phone', account.defaultCountryCode));
	const groupId = fields.optionalId('groupId') ?? '';
	if (/[,'"]/.test(groupId)) {
		throw fields.error(
			`Group is “${groupId}”, and the gateway takes commas and quotation marks out of names.`,
			'Enter a name without them in Group.',
		);
	}
	const { firstName, lastName } = fields.collection('additionalFields');
	const names = { firstname: nameOf(firstName), lastname: nameOf(lastName) };
	const answer = await callAction(context, account, http, {
		action: 'save_contacts',
		form: { contacts: JSON.stringify([{ phone, ...names }]), group_name: groupId },
		expects: ['total'],
	});
	if (!answer.ok) return answer;
	return success([
		{
			phone,
			firstName: names.firstname ?? null,
			lastName: names.lastname ?? null,
			groupId: groupId || 'default',
		},
	]);
});

function nameOf(value: unknown): string | undefined {
	return value === undefined || value === null ? undefined : String(value).trim() || undefined;
}
