import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { limitField, returnAllField, simplifyField } from '../../../shared/descriptions';
import { success } from '../../../shared/failure';
import { listOperation } from '../../../shared/listOperation';
import { readAccount } from '../../account';
import { FETCH_SMS } from '../../actions';
import { toMessage } from '../../message';
import { fetchRecords } from '../../records';
import { readSmsFilters } from './filters';

const showOnlyForSmsGetAll = { resource: ['sms'], operation: ['getAll'] };

export const smsGetAllFields: INodeProperties[] = [
	{ ...returnAllField, displayOptions: { show: showOnlyForSmsGetAll } },
	{ ...limitField, displayOptions: { show: { ...showOnlyForSmsGetAll, returnAll: [false] } } },
	{ ...simplifyField, displayOptions: { show: showOnlyForSmsGetAll } },
];

/** Newest first. */
export const smsGetAll = listOperation(FETCH_SMS, async (context, http, fields) => {
	const account = await readAccount(context);
	const limit = fields.limit();
	const filters = readSmsFilters(fields, account, context.getTimezone());
	const records = await fetchRecords(context, account, http, {
		action: FETCH_SMS,
		idKey: 'sms_id',
		limit,
		...filters,
	});
	if (!records.ok || !fields.flag('simplify', true)) return records;
	return success<IDataObject[]>(records.value.map((record) => toMessage(record, account)));
});
