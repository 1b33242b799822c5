import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { success } from '../../../shared/failure/failure';
import { simplifyField } from '../../../shared/ui/descriptions';
import { FETCH_SMS } from '../../api/endpoints';
import { fetchMessages } from '../../api/pages';
import { readIds } from '../../fields/values';
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
		placeholder: 'e.g. 572',
		description:
			'The ID that Send returned for the SMS. Separate several IDs with commas. An ID that the gateway does not know returns no item.',
		displayOptions: { show: showOnlyForSmsGet },
	},
	{ ...simplifyField, displayOptions: { show: showOnlyForSmsGet } },
];

/** By `sms_ids` (vendor document). */
export const smsGetRouting = plainOperation(FETCH_SMS, async ({ connection, account, fields }) => {
	const ids = readIds(fields, fields.value('messageId'), 'Message ID');
	if (ids.length === 0) {
		throw fields.error(
			'Message ID is empty.',
			'Fill in Message ID. If an expression fills it, check that the item has that field.',
		);
	}
	const records = await fetchMessages(connection, ids);
	if (!records.ok || !fields.flag('simplify', true)) return records;
	return success<IDataObject[]>(records.value.map((record) => toMessage(record, account)));
});
