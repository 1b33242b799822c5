import { routingOf } from '../../../shared/declarativeRequest';
import { readAccount } from '../../account';
import { fromOutbox } from '../../message';
import { readMessages } from '../../messageList';

/** See the fact sheet, section 3.6; that it holds what is still to be sent is inferred. */
export const smsGetScheduledRouting = routingOf(
	{ method: 'GET', url: '/outbox' },
	async (context, target) => {
		const account = await readAccount(context);
		return await readMessages(context, account, {
			target,
			list: { name: 'messages', paging: 'limitAndPage' },
			toMessage: (row) => fromOutbox(row, account.timezone),
		});
	},
);
