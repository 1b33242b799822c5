import type { INodeProperties } from 'n8n-workflow';
import { success } from '../../../shared/failure/failure';
import { simplifyField } from '../../../shared/ui/descriptions';
import { ACCOUNT_INFO } from '../../api/endpoints';
import { plainOperation } from '../../gateway';
import { fetchAccountInfo, toAccountInfo } from '../../records/accountInfo';

export const accountGetFields: INodeProperties[] = [
	{
		...simplifyField,
		displayOptions: { show: { resource: ['account'], operation: ['get'] } },
	},
];

export const accountGetRouting = plainOperation(ACCOUNT_INFO, async ({ connection, fields }) => {
	const info = await fetchAccountInfo(connection);
	if (!info.ok) return info;
	return success([fields.flag('simplify', true) ? toAccountInfo(info.value) : info.value]);
});
