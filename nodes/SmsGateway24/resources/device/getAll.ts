import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { routingOf } from '../../../shared/declarativeRequest';
import { limitField, returnAllField, simplifyField } from '../../../shared/descriptions';
import { success } from '../../../shared/failure';
import { fieldsOf } from '../../../shared/fields';
import { readAccount } from '../../account';
import { toDevice } from '../../device';
import { DEVICES } from '../../endpoints';
import { callMethod } from '../../request';
import { readRows } from '../../rows';

const showOnlyForDeviceGetAll = { resource: ['device'], operation: ['getAll'] };

export const deviceGetAllFields: INodeProperties[] = [
	{ ...returnAllField, displayOptions: { show: showOnlyForDeviceGetAll } },
	{ ...limitField, displayOptions: { show: { ...showOnlyForDeviceGetAll, returnAll: [false] } } },
	{ ...simplifyField, displayOptions: { show: showOnlyForDeviceGetAll } },
];

/** It has no paging. */
export const deviceGetAllRouting = routingOf(DEVICES, async (context, target) => {
	const account = await readAccount(context);
	const fields = fieldsOf(context);
	const limit = fields.limit();
	const call = {
		form: {},
		expects: ['device', 'count'],
	};
	const answer = await callMethod(context, account, target, call);
	const rows = answer.ok ? readRows(answer.value.device, 'devices') : answer;
	if (!rows.ok) return rows;
	const kept = rows.value.slice(0, limit);
	return success<IDataObject[]>(
		fields.flag('simplify', true) ? kept.map((row) => toDevice(row, account.timezone)) : kept,
	);
});
