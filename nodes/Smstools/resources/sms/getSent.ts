import { routingOf } from '../../../shared/declarativeRequest';
import { readAccount } from '../../account';
import { fromHistory } from '../../message';
import { readMessages } from '../../messageList';

/** `GET /message/history` (fact sheet, section 3.7). */
export const smsGetSentRouting = routingOf('/message/history', async (context, target) => {
	const account = await readAccount(context);
	return await readMessages(context, account, {
		target,
		list: { name: 'messages', paging: 'limitAndPage' },
		toMessage: (row) => fromHistory(row, account.timezone),
	});
});
