import { routingOf } from '../../../shared/declarativeRequest';
import { fieldsOf } from '../../../shared/fields';
import { readAccount } from '../../account';
import { fromInbox } from '../../message';
import { readMessages } from '../../messageList';
import { comparable } from '../../../shared/phoneNumber';

/** `GET /message/inbox` and `GET /message/inbox/{inbox_nr}` (fact sheet, sections 3.4 and 3.5). */
export const smsGetInboxRouting = routingOf('/message/inbox', async (context, target) => {
	const account = await readAccount(context);
	const fields = fieldsOf(context);
	const { inboxNumber, type } = fields.collection('filters');
	const inbox = fields.optionalPhone(inboxNumber, 'Inbox Number', account.defaultCountryCode);
	const number = inbox && comparable(inbox);
	return await readMessages(context, account, {
		target: { ...target, url: number ? `/message/inbox/${number}` : '/message/inbox' },
		list: {
			name: 'messages',
			query: { type: fields.trimmedText(type, 'Type') },
			paging: 'limitAndPage',
		},
		toMessage: (row) => fromInbox(row, account.timezone, number),
	});
});
