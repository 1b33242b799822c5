import { SEND } from '../../api/endpoints';
import { wireNumber } from '../../api/wireNumber';
import { smsOperation } from '../../gateway';
import type { Sending } from '../../sending/adapter';
import { contentOf, readOutgoingSms } from '../../sending/outgoingSms';

/**
 * Each SMS goes in a request of its own: the order of the ids in an answer to many recipients is not
 * documented. The answer to a test is not documented either.
 */
export const singly: Sending = {
	toNumbers: true,
	maxPerRequest: 1,
	read: readOutgoingSms,
	bodyOf: ([sms]) => ({ ...contentOf(sms), to: wireNumber(sms.to) }),
	severalIn: () => [],
	isAnswerOpen: ({ test }) => test,
};

export const smsSend = smsOperation(SEND, singly);
