import { sendOperation } from '../../../shared/sendOperation';
import { contentOf, readOutgoingSms } from '../../outgoingSms';
import { createAdapter } from '../../sending';

/** `POST /voice/send` (fact sheet, section 3.3), one request per recipient. */
export const smsSendVoice = sendOperation(
	async (context) =>
		await createAdapter(context, {
			url: '/voice/send',
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
		}),
);
