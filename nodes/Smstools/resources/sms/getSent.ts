import { routingOf } from '../../../shared/declarativeRequest';
import { readAccount } from '../../account';
import { fromHistory } from '../../message';
import { HISTORY, readMessages } from '../../messageList';

export const smsGetSentRouting = routingOf(HISTORY, async (context, target) => {
	const account = await readAccount(context);
	return await readMessages(context, account, {
		target,
		list: { name: 'messages', paging: 'limitAndPage' },
		toMessage: (row) => fromHistory(row, account.timezone),
	});
});
