import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { success } from '../../../shared/failure/failure';
import { limitField, returnAllField, simplifyField } from '../../../shared/ui/descriptions';
import { FETCH_SMS } from '../../api/endpoints';
import { readList } from '../../api/pages';
import { readingOperation } from '../../gateway';
import { toMessage } from '../../records/message';
import { readSmsFilters } from './filters';

const showOnlyForSmsGetAll = { resource: ['sms'], operation: ['getAll'] };

export const smsGetAllFields: INodeProperties[] = [
	{ ...returnAllField, displayOptions: { show: showOnlyForSmsGetAll } },
	{ ...limitField, displayOptions: { show: { ...showOnlyForSmsGetAll, returnAll: [false] } } },
	{ ...simplifyField, displayOptions: { show: showOnlyForSmsGetAll } },
];

/** Newest first. */
export const smsGetAll = readingOperation(
	FETCH_SMS,
	async ({ connection, account, fields, zone }) => {
		const limit = fields.limit();
		const filters = readSmsFilters(fields, account, zone);
		const records = await readList(connection, {
			action: FETCH_SMS,
			idKey: 'sms_id',
			limit,
			...filters,
		});
		if (!records.ok || !fields.flag('simplify', true)) return records;
		return success<IDataObject[]>(records.value.map((record) => toMessage(record, account)));
	},
);
