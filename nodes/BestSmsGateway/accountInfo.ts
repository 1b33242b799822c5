import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import type { Reading } from '../shared/failure';
import { success } from '../shared/failure';
import { numberOrNull, textOrNull } from '../shared/values';
import type { Account } from './account';
import { ACCOUNT_INFO } from './actions';
import { filledOrNull } from './message';
import type { HttpSettings } from './request';
import { callAction } from './request';

/** Asks for balance and settings of the sub-account (vendor document). */
export async function fetchAccountInfo(
	context: IAllExecuteFunctions,
	account: Account,
	http: HttpSettings,
): Promise<Reading<IDataObject>> {
	const answer = await callAction(context, account, http, {
		action: ACCOUNT_INFO,
		expects: ['balance'],
	});
	if (!answer.ok) return answer;
	// The gateway leaves the password out; should another revision not, it goes no further.
	const shown = Object.entries(answer.value).filter(([key]) => !/pass/i.test(key));
	return success(Object.fromEntries(shown));
}

/** The response to `account_info`, simplified. */
export function toAccountInfo(info: IDataObject): IDataObject {
	return {
		id: textOrNull(info.sub_account_id),
		name: textOrNull(info.sub_account),
		balance: numberOrNull(info.balance),
		from: filledOrNull(info.default_sender_id),
		defaultDialCode: filledOrNull(info.default_dial_code),
		timezoneOffset: textOrNull(info.timezone_offset),
		notificationEmail: filledOrNull(info.notification_email),
	};
}
