import { sendOperation } from '../../../shared/sendOperation';
import { contentOf, readOutgoingSms } from '../../outgoingSms';
import { createAdapter } from '../../sending';

/**
 * `POST /message/send` (fact sheet, section 3.1).
 *
 * Each SMS goes in a request of its own: the order of the ids in an answer to many recipients is not
 * documented. The answer to a test is not documented either.
 */
export const smsSend = sendOperation(
	async (context) =>
		await createAdapter(context, {
			url: '/message/send',
			toNumbers: true,
			maxPerRequest: 1,
			read: readOutgoingSms,
			bodyOf: ([sms]) => ({ ...contentOf(sms), to: sms.to }),
			severalIn: () => [],
			isAnswerOpen: ({ test }) => test,
		}),
);
