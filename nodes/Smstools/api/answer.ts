import type { Failure, Reading } from '../../shared/failure/failure';
import { refusal, success } from '../../shared/failure/failure';
import type { AnswerReader, HttpAnswer } from '../../shared/http/httpAnswer';
import { notUnderstood, outcomeOfStatus, readJsonAnswer } from '../../shared/http/httpAnswer';
import { parseJson } from '../../shared/record/json';
import { SERVICE } from './account';
import type { Subject } from './errorCodes';
import type { VendorError } from './errors';
import { failureBy, isKnown, readVendorError, wordsOf } from './errors';
import { idsIn } from './ids';

export interface AnswerRule<T> {
	/** Reads the body of a good answer; undefined where it is none. */
	read(body: unknown): T | undefined;
	/** What an answer without a body stands for, where a method may answer so. */
	noBody?: T;
	/** Whether an answer may tell of successes and failures at once. */
	mixed?: boolean;
	/** Of what the request holds more than one. */
	several?: readonly Subject[];
	/** Whether contacts are saved, whose fields other advice names. */
	isOnContacts?: true;
	/**
	 * What HTTP 404 means where it is not the address that is unknown; `what` without a period, `meaning` for the failure.
	 */
	notFound?: { what: string; advice: string; meaning?: string };
	/** Texts that must not be shown. */
	secrets: string[];
}

/**
 * Decides whether Smstools did what it was asked. Wrong input gives HTTP 4xx with the vendor's error
 * (fact sheet, section 2); an error in an answer with HTTP 200 counts as one too. The HTTP status of
 * a mixed answer is not documented (fact sheet, section 1.3), so that it is read under 4xx as well.
 *
 * That nothing was sent or created is known of documented errors only, and of HTTP statuses that say
 * so themselves; a 4xx alone does not: the page on errors has trouble on the vendor's side among them.
 */
export function readAnswer<T>(answer: HttpAnswer, rule: AnswerRule<T>): Reading<T> {
	const { statusCode } = answer;
	const isRefused = statusCode >= 400 && statusCode < 500 && ![408, 429].includes(statusCode);
	if (isRefused) return readRefusal(answer, rule);

	const isDone = statusCode >= 200 && statusCode < 300;
	if (isDone && answer.body.trim() === '' && rule.noBody !== undefined) return success(rule.noBody);
	const reading = readJsonAnswer(answer, readerOf(rule.secrets));
	if (!reading.ok) return reading;
	const error = readVendorError(reading.value);
	if (error !== undefined) return refusal(failureIn(reading.value, error, answer, rule));
	const value = rule.read(reading.value);
	return value === undefined
		? refusal(notUnderstood(answer, readerOf(rule.secrets)))
		: success(value);
}

function readRefusal<T>(answer: HttpAnswer, rule: AnswerRule<T>): Reading<T> {
	const { statusCode } = answer;
	const httpCode = String(statusCode);
	const body = parseJson(answer.body);
	const error = readVendorError(body);
	if (statusCode === 404 && rule.notFound && !answer.body.trim().startsWith('<')) {
		const said = error === undefined ? '' : `: “${wordsOf(error, rule.secrets)}”`;
		return refusal({
			message: `${rule.notFound.what}${said}.`,
			advice: rule.notFound.advice,
			outcome: 'notSent',
			httpCode,
			cause: 'configuration-invalid',
			...(rule.notFound.meaning !== undefined && { meaning: rule.notFound.meaning }),
		});
	}
	if (error !== undefined) {
		return refusal({ ...failureIn(body, error, answer, rule), httpCode });
	}
	const value = rule.mixed ? rule.read(body) : undefined;
	if (value !== undefined) return success(value);
	const reading = readJsonAnswer(answer, readerOf(rule.secrets));
	return reading.ok ? refusal(notUnderstood(answer, readerOf(rule.secrets))) : reading;
}

function failureIn<T>(
	body: unknown,
	error: VendorError,
	{ statusCode }: HttpAnswer,
	{ secrets, several, isOnContacts }: AnswerRule<T>,
): Failure {
	const failure = failureBy(error, secrets, several, isOnContacts);
	// An id beside an error leaves open which of the two holds.
	if (idsIn(body).length > 0) return { ...failure, outcome: 'unknown' };
	return isKnown(error) ? failure : { ...failure, outcome: outcomeOfStatus(statusCode) };
}

function readerOf(secrets: string[]): AnswerReader {
	return {
		service: SERVICE,
		secrets,
		sentenceIn: (body) => readVendorError(body)?.sentence,
	};
}
