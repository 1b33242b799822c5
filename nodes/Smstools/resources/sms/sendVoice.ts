import { contentOf, readOutgoingSms } from '../../sending/outgoingSms';
import { sendOf } from '../../sending/adapter';

/** See the fact sheet, section 3.3; one request per recipient. */
export const smsSendVoice = sendOf({
	endpoint: { method: 'POST', url: '/voice/send' },
	toNumbers: true,
	maxPerRequest: 1,
	read: readOutgoingSms,
	bodyOf: ([sms]) => ({
		...contentOf(sms),
		to: sms.to,
		language: sms.language,
		gender: sms.gender,
	}),
	severalIn: () => [],
	isAnswerOpen: ({ test }) => test,
});
