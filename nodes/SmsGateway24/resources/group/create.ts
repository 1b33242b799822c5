import type { IAllExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { groupNameField } from '../../../shared/descriptions';
import { success } from '../../../shared/failure';
import { Fields } from '../../../shared/fields';
import type { OutgoingMessage } from '../../../shared/outgoingMessage';
import type { SendAdapter } from '../../../shared/sendAdapter';
import { sendOperation } from '../../../shared/sendOperation';
import { textOrNull } from '../../../shared/values';
import { readAccount, SERVICE } from '../../account';
import { callMethod } from '../../request';

export const groupCreateFields: INodeProperties[] = [
	{
		...groupNameField,
		description: 'What the contact list is called on SmsGateway24',
		displayOptions: { show: { resource: ['group'], operation: ['create'] } },
	},
];

interface Group extends OutgoingMessage {
	name: string;
}

/**
 * `savetag` (vendor document, section 5). Whether it makes a second list of the same name is not
 * documented (fact sheet, section 2.9), so that it is guarded like a send.
 */
export const groupCreate = sendOperation(createAdapter);

async function createAdapter(context: IAllExecuteFunctions): Promise<SendAdapter<Group>> {
	const account = await readAccount(context);
	return {
		service: SERVICE,
		maxPerRequest: 1,
		outcomeInWords: {
			nothingDone: 'Nothing was created for any item.',
			notSent: () => 'The group was not created.',
			unknown: () => 'The group may still have been created, so it was not created again.',
		},
		prepare: (parameter, itemIndex) => {
			const name = new Fields(context.getNode(), itemIndex, parameter).text('name', 'Name');
			return [{ itemIndex, recipientKey: '', name }];
		},
		async transmit([group], { http }) {
			if (group === undefined) return [];
			const call = { form: { title: group.name }, expects: ['tag_id'] };
			const answer = await callMethod(context, account, { ...http, url: '/savetag' }, call);
			if (!answer.ok) return [answer];
			return [success({ id: textOrNull(answer.value.tag_id), name: group.name })];
		},
		failedRow: ({ name }) => ({ id: null, name }),
	};
}
