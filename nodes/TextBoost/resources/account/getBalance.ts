import type { INodeProperties } from 'n8n-workflow';
import { success } from '../../../shared/failure/failure';
import { simplifyField } from '../../../shared/ui/descriptions';
import { BALANCE } from '../../api/endpoints';
import { readRecord } from '../../api/pages';
import { plainOperation } from '../../gateway';
import { toBalance } from '../../records/balance';

export const accountGetBalanceFields: INodeProperties[] = [
	{
		...simplifyField,
		displayOptions: { show: { resource: ['account'], operation: ['getBalance'] } },
	},
];

export const accountGetBalanceRouting = plainOperation(
	BALANCE,
	async ({ api, endpoint, fields }) => {
		const answer = await api.call(endpoint);
		const record = answer.ok ? readRecord(answer.value, 'a balance') : answer;
		if (!record.ok) return record;
		return success([fields.flag('simplify', true) ? toBalance(record.value) : record.value]);
	},
);
