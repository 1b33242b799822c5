import type { INodeProperties } from 'n8n-workflow';
import { success } from '../../../shared/failure/failure';
import { groupNameField } from '../../../shared/ui/descriptions';
import { SERVICE } from '../../api/account';
import { idOf } from '../../api/ids';
import { choiceOf } from '../../fields/choices';
import { groupField } from '../../fields/descriptions';
import { plainOperation } from '../../gateway';

const showOnlyForGroupUpdate = { resource: ['group'], operation: ['update'] };

export const groupUpdateFields: INodeProperties[] = [
	{
		...groupField,
		description: 'The contact group to rename',
		displayOptions: { show: showOnlyForGroupUpdate },
	},
	{
		...groupNameField,
		description: 'The new name of the group',
		displayOptions: { show: showOnlyForGroupUpdate },
	},
];

/** See the fact sheet, section 5.4; with the slash at the end as documented. */
export const groupUpdateRouting = plainOperation(
	{ method: 'PATCH', url: '/groups/' },
	async ({ fields, call, find }) => {
		const group = choiceOf(fields, 'groupId', 'Group');
		const name = fields.text('name', 'Name');
		const found = await find.groupId(group);
		if (!found.ok) return found;
		const id = found.value;
		const updated = await call({
			body: { ID: id, name },
			read: (body) => idOf(body) ?? undefined,
			notFound: {
				what: `${SERVICE} has no group with the ID ${id}`,
				advice: 'Choose Group from the list. If you entered a name there, set it to By Name.',
			},
		});
		return updated.ok ? success([{ id, name }]) : updated;
	},
);
