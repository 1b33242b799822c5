import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { refusal, success } from '../../shared/failure/failure';
import { unreadable } from '../../shared/failure/unreadable';
import { balanceTrigger } from '../../shared/polling/balanceTrigger';
import type { Trigger } from '../../shared/polling/poll';
import { numberOrNull } from '../../shared/record/values';
import type { Account } from '../api/account';
import { SERVICE } from '../api/account';
import { fetchAccountInfo, toAccountInfo } from '../records/accountInfo';

/** The balance of the sub-account, in units: `account_info` (vendor document). */
export function lowBalance(context: IPollFunctions, account: Account): Trigger<IDataObject> {
	const simplify = context.getNodeParameter('simplify', true) === true;
	return balanceTrigger(context, { ...account, name: account.subAccount }, async (limits) => {
		const info = await fetchAccountInfo({ context, account, http: limits });
		if (!info.ok) return info;
		const amount = numberOrNull(info.value.balance);
		if (amount === null) return refusal(unreadable(SERVICE, 'a balance', info.value.balance));
		return success({ amount, item: simplify ? toAccountInfo(info.value) : info.value });
	});
}
