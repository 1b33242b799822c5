import type { INodeProperties } from 'n8n-workflow';
import { routingOf } from '../../../shared/declarativeRequest';
import { success } from '../../../shared/failure';
import { fieldsOf } from '../../../shared/fields';
import { textOrNull } from '../../../shared/values';
import { readAccount } from '../../account';
import { callMethod } from '../../request';

export const groupCreateFields: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Customers',
		description: 'What the contact list is called on SmsGateway24',
		displayOptions: { show: { resource: ['group'], operation: ['create'] } },
	},
];

/** `savetag` (vendor document, section 5). */
export const groupCreateRouting = routingOf('/savetag', async (context, target) => {
	const account = await readAccount(context);
	const name = fieldsOf(context).text('name', 'Name');
	const call = {
		form: { title: name },
		expects: ['tag_id'],
	};
	const answer = await callMethod(context, account, target, call);
	if (!answer.ok) return answer;
	return success([{ id: textOrNull(answer.value.tag_id), name }]);
});
