import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { routingOf } from '../../../shared/operations/declarativeRequest';
import { limitField, returnAllField, simplifyField } from '../../../shared/ui/descriptions';
import { success } from '../../../shared/failure/failure';
import { fieldReaderOf } from '../../../shared/input/fieldReader';
import { readAccount } from '../../api/account';
import { FETCH_SMS } from '../../api/endpoints';
import { toMessage } from '../../records/message';
import { fetchRecords } from '../../api/pages';
import { readSmsFilters } from './filters';

const showOnlyForSmsGetAll = { resource: ['sms'], operation: ['getAll'] };

export const smsGetAllFields: INodeProperties[] = [
	{ ...returnAllField, displayOptions: { show: showOnlyForSmsGetAll } },
	{ ...limitField, displayOptions: { show: { ...showOnlyForSmsGetAll, returnAll: [false] } } },
	{ ...simplifyField, displayOptions: { show: showOnlyForSmsGetAll } },
];

/** Newest first. */
export const smsGetAllRouting = routingOf(FETCH_SMS, async (context, http) => {
	const account = await readAccount(context);
	const fields = fieldReaderOf(context);
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
