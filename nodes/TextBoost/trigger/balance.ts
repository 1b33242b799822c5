import type { Reading } from '../../shared/failure/failure';
import { refusal, success } from '../../shared/failure/failure';
import { unreadable } from '../../shared/failure/unreadable';
import type { Balance } from '../../shared/polling/balanceTrigger';
import { numberOrNull } from '../../shared/record/values';
import { SERVICE } from '../api/account';
import { BALANCE } from '../api/endpoints';
import { readRecord } from '../api/pages';
import type { Api } from '../api/request';
import { isUnlimited, toBalance } from '../records/balance';

/** `GET /balance` (vendor document), whose fields are not documented (fact sheet, section 5.4). */
export async function readBalance(api: Api, simplify: boolean): Promise<Reading<Balance>> {
	const answer = await api.call(BALANCE);
	const record = answer.ok ? readRecord(answer.value, 'a balance') : answer;
	if (!record.ok) return record;
	const balance = toBalance(record.value);
	const amount = isUnlimited(balance.balanceText) ? Infinity : numberOrNull(balance.balance);
	if (amount === null) {
		return refusal(unreadable(SERVICE, 'a balance', record.value, 'it contains no number'));
	}
	return success({ amount, item: simplify ? balance : record.value });
}
