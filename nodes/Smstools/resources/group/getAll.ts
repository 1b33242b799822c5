import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { routingOf } from '../../../shared/declarativeRequest';
import { limitField, returnAllField, simplifyField } from '../../../shared/descriptions';
import { success } from '../../../shared/failure';
import { fieldsOf } from '../../../shared/fields';
import { readAccount } from '../../account';
import { GROUPS, toNamed } from '../../group';
import { readList } from '../../list';

const showOnlyForGroupGetAll = { resource: ['group'], operation: ['getAll'] };

export const groupGetAllFields: INodeProperties[] = [
	{ ...returnAllField, displayOptions: { show: showOnlyForGroupGetAll } },
	{ ...limitField, displayOptions: { show: { ...showOnlyForGroupGetAll, returnAll: [false] } } },
	{ ...simplifyField, displayOptions: { show: showOnlyForGroupGetAll } },
];

/** See the fact sheet, section 5.4; known by third parties only. */
export const groupGetAllRouting = routingOf(GROUPS.endpoint, async (context, target) => {
	const account = await readAccount(context);
	const fields = fieldsOf(context);
	const rows = await readList(context, account, target, GROUPS.list, fields.limit());
	if (!rows.ok) return rows;
	return success<IDataObject[]>(
		fields.flag('simplify', true) ? rows.value.map(toNamed) : rows.value,
	);
});
