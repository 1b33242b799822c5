import type { INodeProperties } from 'n8n-workflow';
import { routingOf } from '../../../shared/declarativeRequest';
import { simplifyField } from '../../../shared/descriptions';
import { success } from '../../../shared/failure';
import { fieldsOf } from '../../../shared/fields';
import { readAccount } from '../../account';
import { toStatusMessage } from '../../message';
import { callMethod } from '../../request';

const showOnlyForSmsGet = { resource: ['sms'], operation: ['get'] };

export const smsGetFields: INodeProperties[] = [
	{
		displayName: 'Message ID',
		name: 'messageId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 62807347',
		description: 'The ID that Send returned for the SMS',
		displayOptions: { show: showOnlyForSmsGet },
	},
	{ ...simplifyField, displayOptions: { show: showOnlyForSmsGet } },
];

/** See the vendor document, section 9; answer: fact sheet, section 2.6. */
export const smsGetRouting = routingOf(
	{ method: 'POST', url: '/getsmsstatus' },
	async (context, target) => {
		const account = await readAccount(context);
		const fields = fieldsOf(context);
		const call = {
			form: { sms_id: fields.digits('messageId', 'Message ID') },
			expects: ['status'],
		};
		const answer = await callMethod(context, account, target, call);
		if (!answer.ok) return answer;
		return success([
			fields.flag('simplify', true)
				? toStatusMessage(answer.value, account.timezone)
				: answer.value,
		]);
	},
);
