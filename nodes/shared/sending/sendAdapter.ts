import type { IDataObject } from 'n8n-workflow';
import type { Failure, Reading, SendOutcome } from '../failure/failure';
import type { RequestOptions } from '../http/requestOptions';
import type { ParameterReader } from '../input/parameterReader';
import type { Idempotency } from './idempotency';
import type { OutgoingMessage } from './outgoingMessage';
import type { Remembrance } from './unchangedMessages';

/** What a gateway knows of sending; the run is the same for all of them. */
export interface SendAdapter<M extends OutgoingMessage> {
	/** The gateway's name in sentences. */
	service: string;
	/** How many messages one request may hold. */
	maxPerRequest: number;
	/** How many messages may share a request with this one, the same for all of its group. Default: `maxPerRequest`. */
	mostTogether?(message: M): number;
	/** Set where one request may hold a number twice; other gateways drop the second one silently. */
	allowsRepeats?: true;
	/**
	 * That with which the numbers of the messages were read, empty where there is none; missing where messages have no
	 * number. Each message has its number as `recipientKey`, or under `numbers`.
	 */
	defaultCountryCode?: string;
	/** How many requests may be under way at once, where the gateway bears no more than that. */
	maxConcurrency?: number;
	/**
	 * Reads and checks the fields of one item, without any request. What is needed from the gateway
	 * first belongs into `transmit`, asked for once and shared.
	 *
	 * @param runStart when the first try of the run began, in milliseconds since 1970
	 * @throws NodeOperationError naming the field at fault
	 */
	prepare(parameter: ParameterReader, itemIndex: number, runStart: number): M[];
	/**
	 * Settles what depends on all messages of the run, such as their times. In the same order, and each of the same item to
	 * the same recipient.
	 */
	arrange?(messages: M[]): M[];
	/** Messages of different groups never share a request. */
	groupOf?(message: M): string;
	/**
	 * Sends messages in one request; what happened to each, in their order. Must not throw once the
	 * request has left: what is thrown counts as an unknown outcome.
	 *
	 * @param isStopped whether nothing more may start, for what has to wait before its request
	 */
	transmit(
		messages: M[],
		options: RequestOptions,
		isStopped: () => boolean,
	): Promise<Array<Reading<IDataObject>>>;
	/**
	 * The row that stands for a message that did not go out while others of its item did; missing where an item is one
	 * message.
	 */
	failedRow?(message: M, failure: Failure): IDataObject;
	/** Set where an item that may have gone out counts as sent: its output is then `failedRow`, with the status in it. */
	goesOnIfUnknown?: true;
	/** Set where twice is the same as once, so that Retry On Fail repeats what may have been done too. */
	isRepeatable?: true;
	outcomeInWords: OutcomeInWords;
	/** Set where messages that have not changed since an earlier execution need not go again. */
	remembrance?: Remembrance<M>;
	/** Set where messages can have an idempotency key. */
	idempotency?: Idempotency<M>;
}

/** Sentences that tell what an outcome means for this many messages. */
export interface OutcomeInWords extends Record<SendOutcome, (count: number) => string> {
	/** What happened to all items where the fields of one are at fault. */
	nothingDone: string;
}

/** The outcomes of SMS in words. */
export const SMS_OUTCOME_IN_WORDS: OutcomeInWords = {
	nothingDone: 'Nothing was sent for any item.',
	notSent: (count) =>
		count === 1 ? 'The SMS was not sent.' : `None of the ${count} SMS was sent.`,
	unknown: (count) =>
		count === 1
			? 'The SMS may still have been sent, so it was not sent again.'
			: `Any of the ${count} SMS may still have been sent, so none was sent again.`,
};
