import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { success } from '../../../shared/failure/failure';
import { limitField, returnAllField, simplifyField } from '../../../shared/ui/descriptions';
import { DEVICES } from '../../api/endpoints';
import { readRows } from '../../api/pages';
import { readingOperation } from '../../gateway';
import { toDevice } from '../../records/device';

const showOnlyForDeviceGetAll = { resource: ['device'], operation: ['getAll'] };

export const deviceGetAllFields: INodeProperties[] = [
	{ ...returnAllField, displayOptions: { show: showOnlyForDeviceGetAll } },
	{ ...limitField, displayOptions: { show: { ...showOnlyForDeviceGetAll, returnAll: [false] } } },
	{ ...simplifyField, displayOptions: { show: showOnlyForDeviceGetAll } },
];

/** It has no paging. */
export const deviceGetAll = readingOperation(DEVICES, async ({ account, fields }, call) => {
	const limit = fields.limit();
	const answer = await call({ form: {}, expects: ['device', 'count'] });
	const rows = answer.ok ? readRows(answer.value.device, 'devices') : answer;
	if (!rows.ok) return rows;
	const kept = rows.value.slice(0, limit);
	return success<IDataObject[]>(
		fields.flag('simplify', true) ? kept.map((row) => toDevice(row, account.timezone)) : kept,
	);
});
