import type { INodeProperties } from 'n8n-workflow';
import { routingOf } from '../../../shared/declarativeRequest';
import { simplifyField } from '../../../shared/descriptions';
import { success } from '../../../shared/failure';
import { fieldsOf } from '../../../shared/fields';
import { numberOrNull, textOrNull } from '../../../shared/values';
import { readAccount } from '../../account';
import { filledOrNull } from '../../message';
import { callAction } from '../../request';

export const accountGetFields: INodeProperties[] = [
	{
		...simplifyField,
		displayOptions: { show: { resource: ['account'], operation: ['get'] } },
	},
];

/** `account_info` (vendor document). */
export const accountGetRouting = routingOf('', async (context, http) => {
	const account = await readAccount(context);
	const answer = await callAction(context, account, http, {
		action: 'account_info',
		expects: ['balance'],
	});
	if (!answer.ok) return answer;
	// The gateway leaves the password out; should another revision not, it goes no further.
	const info = Object.fromEntries(
		Object.entries(answer.value).filter(([key]) => !/pass/i.test(key)),
	);
	if (!fieldsOf(context).flag('simplify', true)) return success([info]);
	return success([
		{
			id: textOrNull(info.sub_account_id),
			name: textOrNull(info.sub_account),
			balance: numberOrNull(info.balance),
			from: filledOrNull(info.default_sender_id),
			defaultDialCode: filledOrNull(info.default_dial_code),
			timezoneOffset: textOrNull(info.timezone_offset),
			notificationEmail: filledOrNull(info.notification_email),
		},
	]);
});
