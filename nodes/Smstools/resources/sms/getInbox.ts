import { filled } from '../../../shared/http/endpoint';
import { comparable } from '../../../shared/input/phoneNumber';
import { INBOX } from '../../api/endpoints';
import { readingOperation } from '../../gateway';
import { fromInbox } from '../../records/message';
import { readMessages } from './messageList';

/** See the fact sheet, section 3.5. */
const INBOX_OF_NUMBER = { method: 'GET', url: '/message/inbox/{inbox_nr}' } as const;

/** The inbox of all numbers, or of one. */
export const smsGetInbox = readingOperation(INBOX, async (asking) => {
	const { account, fields, target } = asking;
	const { inboxNumber, type } = fields.collection('filters');
	const inbox = fields.optionalPhone(inboxNumber, 'Inbox Number', account.defaultCountryCode);
	const number = inbox && comparable(inbox);
	return await readMessages(asking, {
		target: number ? { ...target, ...filled(INBOX_OF_NUMBER, { inbox_nr: number }) } : target,
		list: {
			name: 'messages',
			query: { type: fields.trimmedText(type, 'Type') },
			paging: 'limitAndPage',
		},
		toMessage: (row) => fromInbox(row, account.timezone, number),
	});
});
