import type { IDataObject } from 'n8n-workflow';
import { excerpt } from '../shared/excerpt';
import type { Failure, Reading } from '../shared/failure';
import { refusal, success } from '../shared/failure';
import type { AnswerReader, HttpAnswer } from '../shared/httpAnswer';
import { isJsonObject, notUnderstood, readJsonAnswer } from '../shared/httpAnswer';
import { numberOrNull } from '../shared/values';
import { SERVICE } from './account';

export interface AnswerRule {
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

const NO_RECIPIENT = /no (valid )?(recipient|contact)/i;

/** sub_account or its password is missing or wrong, or the account disabled (vendor document). */
const CREDENTIAL_CODES = [1, 2, 4, 5];

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
	const reading = readJsonAnswer({ ...answer, body: withoutWarnings(answer.body) }, reader);
	if (!reading.ok) return reading;
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

/** What PHP takes for an empty `error` is none: the vendor's samples ask with `empty`. */
function sentenceIn(body: IDataObject): string | undefined {
	const { error } = body;
	if (error === undefined || error === null || error === false) return undefined;
	const text = typeof error === 'object' ? JSON.stringify(error) : String(error).trim();
	return text === '' || text === '0' ? undefined : text;
}

/**
 * The JSON of a body without the PHP warnings in HTML that may stand before it (fact sheet,
 * section 1). It begins behind a tag or on a new line, and ends the body, as in no web page.
 */
function withoutWarnings(body: string): string {
	const text = body.trim();
	if (text.startsWith('{') || !text.endsWith('}')) return body;
	const start = text.search(/(?<=[>\n]\s*)\{/);
	return start === -1 ? body : text.slice(start);
}

function refusedBy(sentence: string | undefined, code: number, rule: AnswerRule): Failure {
	const vendorSentence =
		sentence === undefined ? undefined : excerpt(sentence, rule.secrets).replace(/\.$/, '');
	const said = vendorSentence === undefined ? ` with code ${code}` : `: “${vendorSentence}”`;
	return {
		message: `${SERVICE} refused${said}.`,
		vendorSentence,
		vendorCode: String(code),
		...meaningOf(sentence ?? '', code),
	};
}

/**
 * What a refusal means and what to do about it. The text goes before the code: "insufficient
 * credit" is documented with code 1, which stands for a missing sub_account (fact sheet,
 * section 1.1). "Could not be sent to any recipient" leaves the SMS charged and marked as sent
 * (fact sheet, section 2: seen in the source), so that nobody knows what became of it.
 */
function meaningOf(
	sentence: string,
	code: number,
): Pick<Failure, 'advice' | 'cause' | 'outcome' | 'httpCode'> {
	if (/insufficient.*(credit|balance|units)|surety units/i.test(sentence)) {
		return {
			advice: 'Buy units for your sub-account on the website, then run again.',
			cause: 'quota-exhausted',
			outcome: 'notSent',
		};
	}
	if (CREDENTIAL_CODES.includes(code)) {
		return {
			advice:
				code === 5
					? 'Switch the sub-account on again on the website, or use another one.'
					: 'Check Sub-Account and Sub-Account Password in the credential. The name has a number in front, e.g. 001_mysub1.',
			cause: 'credential-invalid',
			outcome: 'notSent',
		};
	}
	if (/could not be sent to any recipient/i.test(sentence)) {
		return {
			advice: 'Look the SMS up with Get Many before you send it again: it may have been charged.',
			outcome: 'unknown',
		};
	}
	if (NO_RECIPIENT.test(sentence)) {
		return {
			advice:
				'Check the phone numbers: the gateway takes only those of more than 6 digits. A group must exist and have contacts.',
			cause: 'configuration-invalid',
			outcome: 'notSent',
		};
	}
	return {
		advice: `Check the fields of this node against what ${SERVICE} says.`,
		cause: 'configuration-invalid',
		outcome: 'notSent',
	};
}
