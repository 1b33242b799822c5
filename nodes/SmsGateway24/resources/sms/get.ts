import type { INodeProperties } from 'n8n-workflow';
import { success } from '../../../shared/failure/failure';
import { simplifyField } from '../../../shared/ui/descriptions';
import { plainOperation } from '../../gateway';
import { toStatusMessage } from '../../records/message';

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
export const smsGetRouting = plainOperation(
	{ method: 'POST', url: '/getsmsstatus' },
	async ({ account, fields }, call) => {
		const id = fields.digits('messageId', 'Message ID');
		const answer = await call({ form: { sms_id: id }, expects: ['status'] });
		if (!answer.ok) return answer;
		const isSimple = fields.flag('simplify', true);
		return success([isSimple ? toStatusMessage(answer.value, id, account.timezone) : answer.value]);
	},
);
