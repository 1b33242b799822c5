import type { INodeProperties } from 'n8n-workflow';
import { routingOf } from '../../../shared/declarativeRequest';
import { groupNameField } from '../../../shared/descriptions';
import { success } from '../../../shared/failure';
import { fieldsOf } from '../../../shared/fields';
import { readAccount, SERVICE } from '../../account';
import { groupField } from '../../descriptions';
import { idOf } from '../../ids';
import { callMethod } from '../../request';

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
export const groupUpdateRouting = routingOf(
	{ method: 'PATCH', url: '/groups/' },
	async (context, target) => {
		const account = await readAccount(context);
		const fields = fieldsOf(context);
		const id = fields.id('groupId', 'Group');
		const name = fields.text('name', 'Name');
		const updated = await callMethod(context, account, target, {
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
