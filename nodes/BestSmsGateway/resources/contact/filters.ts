import type { INodeProperties } from 'n8n-workflow';
import { groupField } from '../../fields/descriptions';

/** The filters of Get Many and Delete (vendor document, `fetch_contacts` and `delete_contacts`). */
export const contactFilterOptions: INodeProperties[] = [
	{
		displayName: 'Contact IDs',
		name: 'contactIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 5,7',
		description:
			'Only these contacts. Separate several IDs with commas, or pass a list. A contact that is saved again gets a new ID.',
	},
	{ ...groupField, required: false, description: 'Only contacts of this group' },
	{
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2348094309926',
		description:
			'Only the contact with this phone number, or only contacts with all these words in their first and last name. Enter whole words and whole numbers. Not case-sensitive.',
	},
];
