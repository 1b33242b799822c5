import type { IDataObject } from 'n8n-workflow';
import { excerpt } from '../../shared/failure/excerpt';
import type { Failure, Reading } from '../../shared/failure/failure';
import { refusal, success } from '../../shared/failure/failure';
import { readSentence } from '../../shared/failure/sentence';
import type { AnswerReader, HttpAnswer } from '../../shared/http/httpAnswer';
import { notUnderstood, readJsonAnswer } from '../../shared/http/httpAnswer';
import { isJsonObject } from '../../shared/record/json';
import { SERVICE } from './account';
import type { Surroundings } from './errors';
import { meaningOf } from './errors';

/** What `error` is in all errors that the gateway tells (vendor document, every section). */
const ERROR = '1';

export interface AnswerRule {
	/**
	 * Keys of which a good answer has at least one. The documented samples of `getallsms` and
	 * `getalldevices` have no `error` key (vendor document, sections 4 and 8), so that these tell.
	 */
	expects: string[];
	/** Texts that must not be shown. */
	secrets: string[];
	/** Where an error comes out. */
	surroundings: Surroundings;
	/** False where the answer holds a token. */
	showExcerpt?: boolean;
}

/**
 * Decides whether SmsGateway24 did what it was asked: HTTP 200 is also what it answers a failure
 * with, and `error` tells them apart (vendor document, every section; numbers as text: fact sheet,
 * section 1).
 *
 * The vendor documents `error` as an error while the request was processed, not as a request that was
 * not taken, and one sentence of it. So it means that nothing was sent or created only where the
 * sentence says so (see `errors.ts`); with all others, and with none, the SMS may be on its way.
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
	if (said === 'yes') return refusal(failureBy(body, rule));
	const isExpected = rule.expects.some((key) => key in body);
	if (said === 'silent' && !isExpected) return refusal(notUnderstood(answer, reader));
	return success(body);
}

/** Reads `error`: 0 and 1 as number, text or boolean; a sentence in its place is a failure too. */
function readError(error: unknown): 'yes' | 'no' | 'silent' {
	if (error === undefined || error === null) return 'silent';
	if (error === '' || error === false) return 'no';
	return typeof error !== 'object' && Number(error) === 0 ? 'no' : 'yes';
}

function sentenceOf(body: IDataObject): string | undefined {
	return [body.message, body.error]
		.map((words) => readSentence(words))
		.find((sentence) => sentence !== undefined && !/^\d+$/.test(sentence));
}

function failureBy(body: IDataObject, { secrets, surroundings }: AnswerRule): Failure {
	const sentence = sentenceOf(body);
	if (sentence === undefined) {
		return {
			message: `${SERVICE} reported an error and gave no reason.`,
			advice: `Check the fields of this node, and that your phones have a subscription on ${SERVICE}.`,
			advisesSendersToo: true,
			outcome: 'unknown',
			vendorCode: ERROR,
		};
	}
	const meaning = meaningOf(sentence, surroundings);
	const vendorSentence = excerpt(sentence, secrets);
	return {
		...meaning,
		message: `${SERVICE} ${meaning.outcome === 'notSent' ? 'refused' : 'reported an error'}: “${vendorSentence}”.`,
		vendorSentence,
		advisesSendersToo: true,
		vendorCode: ERROR,
	};
}
