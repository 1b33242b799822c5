import type { IDataObject } from 'n8n-workflow';
import { excerpt } from '../../shared/failure/excerpt';
import type { Failure, Reading } from '../../shared/failure/failure';
import { refusal, success } from '../../shared/failure/failure';
import { readSentenceOrJson } from '../../shared/failure/sentence';
import type { AnswerReader, HttpAnswer } from '../../shared/http/httpAnswer';
import { notUnderstood, readJsonAnswer } from '../../shared/http/httpAnswer';
import { isJsonObject } from '../../shared/record/json';
import { numberOrNull } from '../../shared/record/values';
import { SERVICE } from './account';
import { INVALID_TIME, meaningOf, NO_CONTACT, NO_RECIPIENT, outcomeOfStatus } from './errors';
import { jsonIn } from './phpOutput';

export interface AnswerRule {
	/** What was asked for: the name of an action, or `SEND_TO_GROUPS`. */
	asked: string;
	/** Keys of which a good answer has at least one. */
	expects: string[];
	/** Texts that must not be shown. */
	secrets: string[];
	/** What stands for the answer "no record found"; without it that answer is a refusal. */
	whenNothingFound?: IDataObject;
	/** Whether the answer that a message is on hold is a good one; see `holdIn`. */
	canHold?: boolean;
}

/** "no record found" (vendor document, table of error codes). */
const NOTHING_FOUND = 10;

/** The keys of a failure (vendor document, introduction). */
const FAILURE_KEYS = ['error', 'error_code'];

/**
 * Decides whether BestSMSGateway did what it was asked. HTTP 200 is also what it answers a failure
 * with; success is the absence of `error` (vendor document, introduction). An `error_code` without
 * a text, which no document shows, is a failure too.
 *
 * @returns the body of a good answer
 */
export function readAnswer(answer: HttpAnswer, rule: AnswerRule): Reading<IDataObject> {
	const reader: AnswerReader = {
		service: SERVICE,
		secrets: rule.secrets,
		sentenceIn: (body) => (isJsonObject(body) ? sentenceIn(body) : undefined),
	};
	const json = jsonIn(answer.body, [...FAILURE_KEYS, ...rule.expects]);
	const reading = readJsonAnswer({ ...answer, body: json }, reader);
	if (!reading.ok) return refusal(withOutcome(reading.failure));
	const body = reading.value;
	if (!isJsonObject(body)) return refusal(notUnderstood(answer, reader));

	const sentence = sentenceIn(body);
	const code = numberOrNull(body.error_code) ?? 0;
	if (sentence !== undefined || code !== 0) {
		if (rule.canHold && holdIn(body) !== undefined) return success(body);
		const isNothingFound = code === NOTHING_FOUND || /^no records? found/i.test(sentence ?? '');
		if (isNothingFound && rule.whenNothingFound) return success(rule.whenNothingFound);
		return refusal(refusedBy(sentence, code, rule));
	}
	const isExpected = rule.expects.some((key) => key in body);
	return isExpected ? success(body) : refusal(notUnderstood(answer, reader));
}

/**
 * The sentence of an answer that a send is on hold. It comes as a failure, but the SMS is stored,
 * charged, and may be sent later (fact sheet, section 2), so that it counts as accepted.
 */
export function holdIn(body: IDataObject): string | undefined {
	const sentence = sentenceIn(body);
	return sentence !== undefined && /\bon hold\b/i.test(sentence) ? sentence : undefined;
}

/**
 * Whether a send was refused because nobody was left to send to: "No valid recipient found" (fact
 * sheet, section 2), or "No recipient contact found." where all were in the groups to leave out (seen
 * in the vendor's public source, `_send_sms`).
 */
export function isForLackOfRecipients({ vendorSentence }: Failure): boolean {
	return NO_RECIPIENT.test(vendorSentence ?? '');
}

/** Whether contacts were refused because none of their numbers is one (recorded: "save bad"). */
export function isForLackOfContacts({ vendorSentence }: Failure): boolean {
	return NO_CONTACT.test(vendorSentence ?? '');
}

/** Whether a send was refused because of the form of its time (fact sheet, section 2). */
export function isForTime({ vendorSentence }: Failure): boolean {
	return INVALID_TIME.test(vendorSentence ?? '');
}

/** What PHP treats as empty in `error` is no error: the vendor's samples test it with `empty`. */
function sentenceIn(body: IDataObject): string | undefined {
	const { error } = body;
	if (error === undefined || error === null || error === false) return undefined;
	const isWords = typeof error === 'object' || typeof error === 'string';
	const sentence = readSentenceOrJson(isWords ? error : String(error));
	return sentence === '0' ? undefined : sentence;
}

/** A failure by its HTTP status, with what that says about a send. */
function withOutcome(failure: Failure): Failure {
	const { httpCode } = failure;
	return httpCode === undefined ? failure : { ...failure, outcome: outcomeOfStatus(httpCode) };
}

function refusedBy(sentence: string | undefined, code: number, rule: AnswerRule): Failure {
	const vendorSentence =
		sentence === undefined ? undefined : excerpt(sentence, rule.secrets).replace(/\.$/, '');
	const said = vendorSentence === undefined ? ` with code ${code}` : `: “${vendorSentence}”`;
	return {
		message: `${SERVICE} refused${said}.`,
		vendorSentence,
		vendorCode: String(code),
		...meaningOf(sentence ?? '', code, rule.asked),
	};
}
