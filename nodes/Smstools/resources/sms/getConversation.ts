import { filled } from '../../../shared/http/endpoint';
import { comparable } from '../../../shared/input/phoneNumber';
import { phoneOf } from '../../fields/values';
import { readingOperation } from '../../gateway';
import { fromConversation } from '../../records/message';
import { readMessages } from './messageList';

/** See vendor document b. Whether the path takes a plus is not documented. */
export const smsGetConversation = readingOperation(
	{ method: 'GET', url: '/conversation/{phone}' },
	async (asking) => {
		const { account, fields, target } = asking;
		const phone = comparable(phoneOf(fields, fields.value('phone'), 'Phone', account));
		return await readMessages(asking, {
			target: filled(target, { phone }),
			list: { name: 'conversation', paging: 'limitAndPage' },
			toMessage: (row) => fromConversation(row, account.timezone, phone),
		});
	},
);
