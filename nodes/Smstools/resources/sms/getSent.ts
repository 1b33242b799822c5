import { HISTORY } from '../../api/endpoints';
import { readingOperation } from '../../gateway';
import { fromHistory } from '../../records/message';
import { readMessages } from './messageList';

export const smsGetSent = readingOperation(
	HISTORY,
	async (asking) =>
		await readMessages(asking, {
			list: { name: 'messages', paging: 'limitAndPage' },
			toMessage: (row) => fromHistory(row, asking.account.timezone),
		}),
);
