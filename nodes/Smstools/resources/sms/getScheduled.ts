import { readingOperation } from '../../gateway';
import { fromOutbox } from '../../records/message';
import { readMessages } from './messageList';

/** See the fact sheet, section 3.6; that it holds what is still to be sent is inferred. */
export const smsGetScheduled = readingOperation(
	{ method: 'GET', url: '/outbox' },
	async (asking) =>
		await readMessages(asking, {
			list: { name: 'messages', paging: 'limitAndPage' },
			toMessage: (row) => fromOutbox(row, asking.account.timezone),
		}),
);
