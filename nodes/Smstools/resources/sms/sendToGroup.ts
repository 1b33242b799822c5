import { contentOf, readGroupSms } from '../../sending/outgoingSms';
import { SEND, sendOf } from '../../sending/adapter';

/** With the type `group` (fact sheet, section 3.2); its answer is not documented. */
export const smsSendToGroup = sendOf({
	endpoint: SEND,
	toNumbers: false,
	maxPerRequest: 1,
	read: (...of) => [readGroupSms(...of)],
	bodyOf: ([sms]) => ({ ...contentOf(sms), type: 'group', to: sms.to }),
	severalIn: () => ['recipient'],
	isAnswerOpen: () => true,
});
