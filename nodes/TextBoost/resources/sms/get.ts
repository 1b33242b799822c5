import type { INodeProperties } from 'n8n-workflow';
import { success } from '../../../shared/failure/failure';
import { filled } from '../../../shared/http/endpoint';
import { simplifyField } from '../../../shared/ui/descriptions';
import { SMS } from '../../api/endpoints';
import { readRecord } from '../../api/pages';
import { readUid } from '../../fields/values';
import { plainOperation } from '../../gateway';
import { toMessage } from '../../records/message';

const showOnlyForSmsGet = { resource: ['sms'], operation: ['get'] };

export const smsGetFields: INodeProperties[] = [
	{
		displayName: 'Message ID',
		name: 'messageId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 606812e63f78b',
		description: 'The ID that Send returned for the SMS',
		displayOptions: { show: showOnlyForSmsGet },
	},
	{ ...simplifyField, displayOptions: { show: showOnlyForSmsGet } },
];

export const smsGetRouting = plainOperation(SMS, async ({ api, endpoint, fields }) => {
	const uid = readUid(fields, 'messageId', 'Message ID');
	const answer = await api.call(filled(endpoint, { uid }));
	const row = answer.ok ? readRecord(answer.value, 'an SMS') : answer;
	if (!row.ok) return row;
	if (!fields.flag('simplify', true)) return success([row.value]);
	return success([toMessage({ uid, ...row.value }, api.account.timezone)]);
});
