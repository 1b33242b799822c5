import { routingOf } from '../../../shared/declarativeRequest';
import { filled } from '../../../shared/endpoint';
import { fieldsOf } from '../../../shared/fields';
import { readAccount } from '../../account';
import { fromInbox } from '../../message';
import { INBOX, readMessages } from '../../messageList';
import { comparable } from '../../../shared/phoneNumber';
import { phoneOf } from '../../phone';

/** See the fact sheet, section 3.5. */
const INBOX_OF_NUMBER = { method: 'GET', url: '/message/inbox/{inbox_nr}' } as const;

/** The inbox of all numbers, or of one. */
export const smsGetInboxRouting = routingOf(INBOX, async (context, target) => {
	const account = await readAccount(context);
	const fields = fieldsOf(context);
	const { inboxNumber, type } = fields.collection('filters');
	const inbox = fields.trimmedText(inboxNumber, 'Inbox Number');
	const number = inbox && comparable(phoneOf(fields, inbox, 'Inbox Number', account));
	return await readMessages(context, account, {
		target: number ? { ...target, ...filled(INBOX_OF_NUMBER, { inbox_nr: number }) } : target,
		list: {
			name: 'messages',
			query: { type: fields.trimmedText(type, 'Type') },
			paging: 'limitAndPage',
		},
		toMessage: (row) => fromInbox(row, account.timezone, number),
	});
});
