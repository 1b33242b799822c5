import type { INodeProperties } from 'n8n-workflow';
import { textOrNull } from '../../../shared/record/values';
import { groupNameField } from '../../../shared/ui/descriptions';
import { creationOperation } from '../../gateway';

export const groupCreateFields: INodeProperties[] = [
	{
		...groupNameField,
		description: 'The name of the contact list on SmsGateway24',
		displayOptions: { show: { resource: ['group'], operation: ['create'] } },
	},
];

/**
 * See the vendor document, section 5. Whether it makes a second list of the same name is not documented (fact sheet,
 * section 2.9).
 */
export const groupCreate = creationOperation(
	{ method: 'POST', url: '/savetag' },
	{
		thing: 'group',
		read: ({ fields }) => ({ name: fields.text('name', 'Name') }),
		call: ({ name }) => ({ form: { title: name }, expects: ['tag_id'] }),
		toRow: ({ name }, answer) => ({ id: textOrNull(answer.tag_id), name }),
	},
);
