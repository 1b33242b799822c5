import type { INodeProperties } from 'n8n-workflow';
import { routingOf } from '../../../shared/declarativeRequest';
import { simplifyField } from '../../../shared/descriptions';
import { success } from '../../../shared/failure';
import { readAccount } from '../../account';
import { ACCOUNT_INFO } from '../../actions';
import { fetchAccountInfo, toAccountInfo } from '../../accountInfo';

export const accountGetFields: INodeProperties[] = [
	{
		...simplifyField,
		displayOptions: { show: { resource: ['account'], operation: ['get'] } },
	},
];

export const accountGetRouting = routingOf(ACCOUNT_INFO, async (context, http, fields) => {
	const account = await readAccount(context);
	const info = await fetchAccountInfo(context, account, http);
	if (!info.ok) return info;
	return success([fields.flag('simplify', true) ? toAccountInfo(info.value) : info.value]);
});
