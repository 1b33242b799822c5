import { sendOperation } from '../../../shared/sendOperation';
import { contentOf, readGroupSms } from '../../outgoingSms';
import { createAdapter } from '../../sending';

/** `POST /message/send` with the type `group` (fact sheet, section 3.2); its answer is not documented. */
export const smsSendToGroup = sendOperation(
	async (context) =>
		await createAdapter(context, {
			url: '/message/send',
			toNumbers: false,
			maxPerRequest: 1,
			read: (...of) => [readGroupSms(...of)],
			bodyOf: ([sms]) => ({ ...contentOf(sms), type: 'group', to: sms.to }),
			severalIn: () => ['recipient'],
			isAnswerOpen: () => true,
		}),
);
