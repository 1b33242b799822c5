import { routingOf } from '../../../shared/declarativeRequest';
import { filled } from '../../../shared/endpoint';
import { fieldsOf } from '../../../shared/fields';
import { readAccount } from '../../account';
import { fromConversation } from '../../message';
import { comparable } from '../../../shared/phoneNumber';
import { phoneOf } from '../../phone';
import { readMessages } from '../../messageList';

/** See vendor document b. Whether the path takes a plus is not documented. */
export const smsGetConversationRouting = routingOf(
	{ method: 'GET', url: '/conversation/{phone}' },
	async (context, target) => {
		const account = await readAccount(context);
		const fields = fieldsOf(context);
		const phone = phoneOf(fields, context.getNodeParameter('phone', ''), 'Phone', account);
		return await readMessages(context, account, {
			target: filled(target, { phone: comparable(phone) }),
			list: { name: 'conversation', paging: 'limitAndPage' },
			toMessage: (row) => fromConversation(row, account.timezone),
		});
	},
);
