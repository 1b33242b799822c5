import type { INodeProperties } from 'n8n-workflow';
import { success } from '../../../shared/failure/failure';
import { groupNameField } from '../../../shared/ui/descriptions';
import { SERVICE } from '../../api/account';
import { idOf } from '../../api/ids';
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
	async ({ fields, call }) => {
		const id = fields.id('groupId', 'Group');
		const name = fields.text('name', 'Name');
		const updated = await call({
			body: { ID: id, name },
			read: (body) => idOf(body) ?? undefined,
			notFound: {
				what: `${SERVICE} has no group with the ID ${id}`,
				advice: 'Choose Group again, from the list.',
			},
		});
		return updated.ok ? success([{ id, name }]) : updated;
	},
);
