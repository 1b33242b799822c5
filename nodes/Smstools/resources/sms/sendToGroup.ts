import { SEND } from '../../api/endpoints';
import { smsOperation } from '../../gateway';
import { contentOf, readGroupSms } from '../../sending/outgoingSms';

/** With the type `group` (fact sheet, section 3.2); its answer is not documented. */
export const smsSendToGroup = smsOperation(SEND, {
	toNumbers: false,
	maxPerRequest: 1,
	read: (...of) => [readGroupSms(...of)],
	bodyOf: ([sms]) => ({ ...contentOf(sms), type: 'group', to: sms.to }),
	severalIn: () => ['recipient'],
	isAnswerOpen: () => true,
});
