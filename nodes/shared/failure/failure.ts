import type { Failure as FailureCause, INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

/**
 * What is known of a message whose request did not succeed: `notSent` where the gateway said no or
 * was never reached, `unknown` where it may still have gone out.
 */
export type SendOutcome = 'notSent' | 'unknown';

/** Why a request did not succeed, in words for the person who built the workflow. */
export interface Failure {
	/** What happened, with the gateway's own sentence where there is one. */
	message: string;
	/** What to do about it. */
	advice: string;
	/** Set where the advice says to those who sent with an unknown outcome what to check first. */
	advisesSenders?: true;
	/** Set where the advice is of use to them as well, after they have checked. */
	advisesSendersToo?: true;
	outcome: SendOutcome;
	/** The gateway's own reason, where it gave one. */
	vendorSentence?: string;
	/** The gateway's own code for it, where it has codes. */
	vendorCode?: string;
	/** What it means, for the gateway's own code to go by, such as a number that is taken. */
	meaning?: string;
	/** The HTTP status of the answer, where there was an answer. */
	httpCode?: string;
	/** Milliseconds after which the gateway asks to be called again; only where it is rate-limited. */
	retryAfterMs?: number;
	/** The request that several input items shared, where the whole of it failed. */
	sharedRequest?: SharedRequest;
	/** Set where the run ended before its turn came. */
	isNotStarted?: true;
	/** n8n's classification; newer versions of n8n space their next tries by it. */
	cause?: FailureCause['cause'];
}

/** What was in a request. */
export interface SharedRequest {
	/** The input items, by their index. */
	items: number[];
	/** How many messages they had in it. */
	messages: number;
}

/**
 * The value that was read, or the reason why there is none. A `notice` is a sentence for the person who built the
 * workflow about something that went other than asked, though it went.
 */
export type Reading<T> = { ok: true; value: T; notice?: string } | { ok: false; failure: Failure };

export function success<T>(value: T, notice?: string): Reading<T> {
	return { ok: true, value, ...(notice !== undefined && { notice }) };
}

export function refusal<T>(failure: Failure): Reading<T> {
	return { ok: false, failure };
}

/** The item's number as n8n's own nodes print it, counted from 0; nothing where there is no item. */
export function itemMark(itemIndex: number | undefined): string {
	return itemIndex === undefined ? '' : ` [item ${itemIndex}]`;
}

/**
 * Turns a failure into the error that n8n shows.
 *
 * The message is set after construction: `NodeApiError` replaces messages in which it finds what
 * looks like a system error code, and a gateway's sentence may hold one by chance.
 */
export function toNodeApiError(node: INode, failure: Failure, itemIndex?: number): NodeApiError {
	const error = new NodeApiError(
		node,
		{},
		{
			message: failure.message,
			description: failure.advice,
			httpCode: failure.httpCode ?? 'none',
			itemIndex,
			...(failure.cause && { failure: causeOf(failure, failure.cause) }),
		},
	);
	error.message = failure.message + itemMark(itemIndex);
	return error;
}

function causeOf(failure: Failure, cause: FailureCause['cause']): FailureCause {
	switch (cause) {
		case 'rate-limited':
		case 'quota-exhausted':
		case 'temporarily-unavailable':
			return { cause, retryAfterMs: failure.retryAfterMs };
		default:
			return { cause };
	}
}
