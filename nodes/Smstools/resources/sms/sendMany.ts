import { SEND } from '../../api/endpoints';
import type { Subject } from '../../api/errorCodes';
import { wireNumber } from '../../api/wireNumber';
import { smsOperation } from '../../gateway';
import type { OutgoingSms } from '../../sending/outgoingSms';
import { contentOf, readOutgoingSms } from '../../sending/outgoingSms';

/** How many messages one request holds. The vendor documents no limit (fact sheet, section 3.1). */
const MESSAGES_PER_REQUEST = 100;

/**
 * In few requests (fact sheet, section 3.1): with a list of recipients where they all
 * get the same, for its answer is documented, else with an array of messages, each with its own.
 *
 * An id is given only where a request holds one message: whose is which is not documented.
 */
export const smsSendMany = smsOperation(SEND, {
	toNumbers: true,
	maxPerRequest: MESSAGES_PER_REQUEST,
	// A test must not take others along, nor they the test.
	groupOf: ({ test }) => (test ? 'test' : ''),
	read: readOutgoingSms,
	bodyOf,
	queryOf: ({ test }) => ({ test: test ? 'true' : undefined }),
	severalIn,
	isAnswerOpen: ({ test }) => test,
});

function bodyOf(messages: [OutgoingSms, ...OutgoingSms[]]): unknown {
	const [first, ...others] = messages;
	if (others.length === 0) return { ...contentOf(first), to: wireNumber(first.to) };
	return haveOneContent(messages)
		? { ...contentOf(first), to: messages.map(({ to }) => wireNumber(to)) }
		: messages.map((sms) => ({ ...contentOf(sms), to: wireNumber(sms.to) }));
}

function severalIn(messages: OutgoingSms[]): Subject[] {
	if (messages.length === 1) return [];
	return haveOneContent(messages) ? ['recipient'] : ['content', 'recipient'];
}

function haveOneContent(messages: OutgoingSms[]): boolean {
	return new Set(messages.map((sms) => JSON.stringify(contentOf(sms)))).size === 1;
}
