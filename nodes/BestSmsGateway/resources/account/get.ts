import type { INodeProperties } from 'n8n-workflow';
import { routingOf } from '../../../shared/operations/declarativeRequest';
import { simplifyField } from '../../../shared/ui/descriptions';
import { success } from '../../../shared/failure/failure';
import { fieldReaderOf } from '../../../shared/input/fieldReader';
import { readAccount } from '../../api/account';
import { ACCOUNT_INFO } from '../../api/endpoints';
import { fetchAccountInfo, toAccountInfo } from '../../records/accountInfo';

export const accountGetFields: INodeProperties[] = [
	{
		...simplifyField,
		displayOptions: { show: { resource: ['account'], operation: ['get'] } },
	},
];

export const accountGetRouting = routingOf(ACCOUNT_INFO, async (context, http) => {
	const account = await readAccount(context);
	const info = await fetchAccountInfo(context, account, http);
	if (!info.ok) return info;
	return success([
		fieldReaderOf(context).flag('simplify', true) ? toAccountInfo(info.value) : info.value,
	]);
});
