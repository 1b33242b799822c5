import type { INodeProperties } from 'n8n-workflow';
import { comparable } from '../../../shared/input/phoneNumber';
import { textOrNull } from '../../../shared/record/values';
import { PHONE_HINT } from '../../../shared/ui/descriptions';
import { groupField } from '../../fields/descriptions';
import type { Item } from '../../gateway';
import { creationOperation } from '../../gateway';

const showOnlyForContactCreate = { resource: ['contact'], operation: ['create'] };

const NAME_DESCRIPTION =
	'SmsGateway24 saves first and last name as one name. Leave empty if you do not have it: without both, the phone number is saved as the name.';

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
		displayName: 'First Name',
		name: 'firstName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Nathan',
		description: NAME_DESCRIPTION,
		displayOptions: { show: showOnlyForContactCreate },
	},
	{
		displayName: 'Last Name',
		name: 'lastName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Smith',
		description: NAME_DESCRIPTION,
		displayOptions: { show: showOnlyForContactCreate },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Skip Unchanged',
				name: 'skipUnchanged',
				type: 'boolean',
				default: false,
				description:
					'Whether to leave out contacts that this node has already saved to the group with the same name. It remembers what it has saved with this option in the database of n8n, as hashes only.',
			},
		],
		displayOptions: { show: showOnlyForContactCreate },
	},
];

const GROUP_ADVICE =
	'Enter the ID of one tag in Group, e.g. 8303. SmsGateway24 cannot find a tag by its name.';

interface NewContact {
	groupId: string;
	phone: string;
	firstName?: string;
	lastName?: string;
	/** What it is saved as. */
	name: string;
	skipsUnchanged: boolean;
}

/**
 * See the vendor document, section 6. The list's id goes out under both documented names: `ctag_id`, and `tag_id` as in
 * the vendor's own libraries (fact sheet, section 2.10).
 *
 * Whether a second call makes a second contact is not documented (fact sheet, section 2.10), and
 * who stands twice in a group gets a campaign twice.
 */
export const contactCreate = creationOperation<NewContact>(
	{ method: 'POST', url: '/savecontact' },
	{
		thing: 'contact',
		read: readContact,
		numberOf: ({ phone }) => comparable(phone),
		call: ({ phone, name, groupId }) => ({
			form: { phone, fullname: name, ctag_id: groupId, tag_id: groupId },
			expects: ['contact_id'],
		}),
		savedOf: ({ skipsUnchanged, groupId, phone, name }) =>
			skipsUnchanged
				? {
						key: JSON.stringify([groupId, comparable(phone)]),
						// Another spelling of a number that stands in for the name is no change.
						state: JSON.stringify(name === phone ? null : name),
					}
				: undefined,
		toRow: (
			{ phone, firstName = null, lastName = null, name, groupId, skipsUnchanged },
			answer,
		) => ({
			...(skipsUnchanged && { change: 'saved' }),
			id: textOrNull(answer.contact_id),
			phone,
			firstName,
			lastName,
			name,
			groupId,
		}),
	},
);

/** The vendor document requires a name (section 6), newer pages do not (fact sheet, section 2.10): the number stands in for it. */
function readContact({ account, fields }: Item): NewContact {
	const [groupId = '', ...others] = fields.ids('groupId', 'Group', /^\d+$/, GROUP_ADVICE);
	if (others.length > 0) throw fields.error('Group contains more than one ID.', GROUP_ADVICE);
	const phone = fields.phone(fields.value('phone'), 'Phone', account.defaultCountryCode);
	const firstName = fields.trimmedText(fields.value('firstName'), 'First Name');
	const lastName = fields.trimmedText(fields.value('lastName'), 'Last Name');
	const name = [firstName, lastName].filter((part) => part !== undefined).join(' ') || phone;
	const { skipUnchanged } = fields.collection('options');
	const skipsUnchanged = fields.switch(skipUnchanged, 'Skip Unchanged') ?? false;
	return { groupId, phone, firstName, lastName, name, skipsUnchanged };
}
