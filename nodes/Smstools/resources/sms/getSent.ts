import { HISTORY } from '../../api/endpoints';
import { plainOperation } from '../../gateway';
import { fromHistory } from '../../records/message';
import { readMessages } from './messageList';

export const smsGetSentRouting = plainOperation(
	HISTORY,
	async (asking) =>
		await readMessages(asking, {
			list: { name: 'messages', paging: 'limitAndPage' },
			toMessage: (row) => fromHistory(row, asking.account.timezone),
		}),
);
