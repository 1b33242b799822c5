import type { IDataObject } from 'n8n-workflow';
import { success } from '../../../shared/failure/failure';
import { isJsonObject } from '../../../shared/record/json';
import { numberOrNull } from '../../../shared/record/values';
import { plainOperation } from '../../gateway';

/** See the fact sheet, section 7: from the vendor's own client; its answer is not documented. */
export const accountGetBalanceRouting = plainOperation(
	{ method: 'GET', url: '/balance' },
	async ({ call }) => {
		const answer = await call({ read: readBalance });
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
