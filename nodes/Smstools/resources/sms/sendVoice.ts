import { wireNumber } from '../../api/wireNumber';
import { smsOperation } from '../../gateway';
import { contentOf, readOutgoingCalls } from '../../sending/outgoingSms';

/** See the fact sheet, section 3.3; one request per recipient. */
export const smsSendVoice = smsOperation(
	{ method: 'POST', url: '/voice/send' },
	{
		toNumbers: true,
		maxPerRequest: 1,
		read: readOutgoingCalls,
		bodyOf: ([sms]) => ({
			...contentOf(sms),
			to: wireNumber(sms.to),
			language: sms.language,
			gender: sms.gender,
		}),
		severalIn: () => [],
		isAnswerOpen: ({ test }) => test,
	},
);
