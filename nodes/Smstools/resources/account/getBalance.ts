import type { IDataObject } from 'n8n-workflow';
import { routingOf } from '../../../shared/declarativeRequest';
import { success } from '../../../shared/failure';
import { isJsonObject } from '../../../shared/httpAnswer';
import { numberOrNull } from '../../../shared/values';
import { readAccount } from '../../account';
import { callMethod } from '../../request';

/** See the fact sheet, section 7: from the vendor's own client; its answer is not documented. */
export const accountGetBalanceRouting = routingOf(
	{ method: 'GET', url: '/balance' },
	async (context, target) => {
		const account = await readAccount(context);
		const answer = await callMethod(context, account, target, { read: readBalance });
		return answer.ok ? success([answer.value]) : answer;
	},
);

/** A balance as a number, with whatever else the answer has; an object without one as it came. */
function readBalance(body: unknown): IDataObject | undefined {
	const number = numberOrNull(body);
	if (number !== null) return { balance: number };
	if (!isJsonObject(body) || Object.keys(body).length === 0) return undefined;
	const balance = numberOrNull(body.balance);
	return balance === null ? body : { ...body, balance };
}
