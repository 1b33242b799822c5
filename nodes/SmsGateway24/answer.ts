import type { IDataObject } from 'n8n-workflow';
import type { Failure, Reading } from '../shared/failure';
import { refusal, success } from '../shared/failure';
import type { AnswerReader, HttpAnswer } from '../shared/httpAnswer';
import { isJsonObject, notUnderstood, readJsonAnswer } from '../shared/httpAnswer';
import { excerpt } from '../shared/excerpt';
import { SERVICE } from './account';

/** Ways to say that a token is not accepted; the vendor documents none (inferred). */
const TOKEN_IS_BAD =
	/\btoken\b.{0,20}\b(not|wrong|invalid|incorrect|expired|unknown|missing|required)\b|\b(no|wrong|invalid|incorrect|expired|unknown|bad|missing)\b.{0,10}\btoken\b/i;

export interface AnswerRule {
	/**
	 * Keys of which a good answer has at least one. The documented samples of `getallsms` and
	 * `getalldevices` have no `error` key (vendor document, sections 4 and 8), so that these tell.
	 */
	expects: string[];
	/** Texts that must not be shown. */
	secrets: string[];
	/** False where the answer holds a token. */
	showExcerpt?: boolean;
}

/**
 * Decides whether SmsGateway24 did what it was asked: HTTP 200 is also what it answers a failure
 * with, and `error` tells them apart (vendor document, every section; numbers as text: fact sheet,
 * section 1).
 *
 * @returns the body of a good answer
 */
export function readAnswer(answer: HttpAnswer, rule: AnswerRule): Reading<IDataObject> {
	const reader: AnswerReader = {
		service: SERVICE,
		secrets: rule.secrets,
		showExcerpt: rule.showExcerpt,
		sentenceIn: (body) => (isJsonObject(body) ? sentenceOf(body) : undefined),
	};
	const reading = readJsonAnswer(answer, reader);
	if (!reading.ok) return reading;
	const body = reading.value;
	if (!isJsonObject(body)) return refusal(notUnderstood(answer, reader));

	const said = readError(body.error);
	if (said === 'yes') return refusal(refusedBy(body, rule));
	const isExpected = rule.expects.some((key) => key in body);
	if (said === 'silent' && !isExpected) return refusal(notUnderstood(answer, reader));
	return success(body);
}

/** Reads `error`: 0 and 1 as number, text or boolean; a sentence in its place is a failure too. */
function readError(error: unknown): 'yes' | 'no' | 'silent' {
	if (error === undefined || error === null) return 'silent';
	if (error === '' || error === false) return 'no';
	return Number(error) === 0 ? 'no' : 'yes';
}

function sentenceOf(body: IDataObject): string | undefined {
	return [body.message, body.error].find(
		(text): text is string => typeof text === 'string' && text.trim() !== '' && !/^\d+$/.test(text),
	);
}

function refusedBy(body: IDataObject, rule: AnswerRule): Failure {
	const sentence = sentenceOf(body);
	if (sentence === undefined) {
		return {
			message: `${SERVICE} refused the request and gave no reason.`,
			advice: 'Check the fields of this node, and that the phone has a subscription.',
			outcome: 'notSent',
		};
	}
	const vendorSentence = excerpt(sentence, rule.secrets);
	return {
		message: `${SERVICE} refused: “${vendorSentence}”.`,
		vendorSentence,
		...adviceOn(sentence),
		outcome: 'notSent',
	};
}

/**
 * What to do about a refusal. Only the sentence about the log-in is documented (vendor document,
 * section 1); how others speak of a token or a device is inferred.
 */
function adviceOn(sentence: string): Pick<Failure, 'advice' | 'cause'> {
	if (/^login or password/i.test(sentence)) {
		return {
			advice: 'Check Email and Password in the credential.',
			cause: 'credential-invalid',
		};
	}
	if (TOKEN_IS_BAD.test(sentence)) {
		return {
			advice:
				'Check the credential. With a token: copy the Token again from your profile page on SmsGateway24.',
			cause: 'credential-invalid',
		};
	}
	if (/\b(tag|list)\b/i.test(sentence)) {
		return {
			advice:
				'Check Group: the ID of a contact list, which SmsGateway24 calls tag, from its website or from Group > Create.',
			cause: 'configuration-invalid',
		};
	}
	if (/\bsms\b.*\bfound\b/i.test(sentence)) {
		return {
			advice: 'Check Message ID: the ID that Send returned for the SMS.',
			cause: 'configuration-invalid',
		};
	}
	if (/device/i.test(sentence)) {
		return {
			advice:
				'Choose Device again, from the list. The phone must belong to the account of the credential.',
			cause: 'configuration-invalid',
		};
	}
	return {
		advice: 'Check the fields of this node against what SmsGateway24 says.',
		cause: 'configuration-invalid',
	};
}
