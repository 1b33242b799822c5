import type { INodeProperties } from 'n8n-workflow';
import { success } from '../../../shared/failure/failure';
import { limitField, returnAllField, simplifyField } from '../../../shared/ui/descriptions';
import { SMS_LIST } from '../../api/endpoints';
import { readList } from '../../api/pages';
import { readingOperation } from '../../gateway';
import { toMessage } from '../../records/message';
import { readMessageFilter } from './filters';

const showOnlyForSmsGetAll = { resource: ['sms'], operation: ['getAll'] };

export const smsGetAllFields: INodeProperties[] = [
	{
		displayName:
			'On some hosts, this also returns the SMS of other customers. The node cannot tell them apart from yours: before you act on an SMS, check that its sender or recipient is yours, e.g. with a Filter node, and ask your host to fix it.',
		name: 'othersNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: showOnlyForSmsGetAll },
	},
	{ ...returnAllField, displayOptions: { show: showOnlyForSmsGetAll } },
	{ ...limitField, displayOptions: { show: { ...showOnlyForSmsGetAll, returnAll: [false] } } },
	{ ...simplifyField, displayOptions: { show: showOnlyForSmsGetAll } },
];

/** The oldest version lists the oldest first, others the newest. */
export const smsGetAll = readingOperation(SMS_LIST, async (asking) => {
	const { api, endpoint, fields } = asking;
	const limit = fields.limit();
	const { query, keep } = readMessageFilter(asking);
	const rows = await readList(api, { ...endpoint, query }, 'SMS', limit, keep);
	if (!rows.ok || !fields.flag('simplify', true)) return rows;
	return success(rows.value.map((row) => toMessage(row, api.account.timezone)));
});
