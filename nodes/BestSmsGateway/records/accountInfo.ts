import type { IDataObject } from 'n8n-workflow';
import type { Reading } from '../../shared/failure/failure';
import { success } from '../../shared/failure/failure';
import { numberOrNull, textOrNull } from '../../shared/record/values';
import { ACCOUNT_INFO } from '../api/endpoints';
import type { Connection } from '../api/request';
import { callMethod } from '../api/request';
import { filledOrNull } from './message';

/** Asks for balance and settings of the sub-account (vendor document). */
export async function fetchAccountInfo(connection: Connection): Promise<Reading<IDataObject>> {
	const answer = await callMethod(connection, {
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
