import type { IDataObject } from 'n8n-workflow';
import { excerpt } from '../../shared/failure/excerpt';
import type { Failure, Reading } from '../../shared/failure/failure';
import { refusal, success } from '../../shared/failure/failure';
import { readSentence } from '../../shared/failure/sentence';
import type { HttpAnswer } from '../../shared/http/httpAnswer';
import { notUnderstood, readJsonAnswer, readRetryAfter } from '../../shared/http/httpAnswer';
import { isJsonObject, isRecord, parseJson } from '../../shared/record/json';
import { plainText } from '../../shared/record/text';
import { lookUp } from '../../shared/record/values';
import type { Account } from './account';
import { SERVICE } from './account';
import { addressAdvice, wantsTokenInBody } from './baseUrl';
import type { KnownError } from './errors';
import { CHECK_RIGHTS, CHECK_TOKEN, CHECK_VERSION, isFromHost, knownErrorIn } from './errors';
import { jsonBetweenPhpMessages } from './phpOutput';
import { withoutSecrets } from './secrets';

/** A good answer. */
export interface Answer {
	/** What was asked for, in one of many shapes, without the token. */
	data: unknown;
	/** The server's sentence, which a good answer may have too (fact sheet, section 4). */
	message: string | null;
	/** The whole body, without the token. */
	body: IDataObject;
	/** When the server answered by its own clock, else by this machine's, in milliseconds since 1970. */
	answeredAt: number;
}

/** What was asked, as far as it decides what an answer means. */
export interface AnswerRule {
	account: Account;
	/** Set where the request sends to somebody: to numbers, or to all contacts of a group. */
	sends?: 'toNumbers' | 'toGroup';
	/** True where the request asks for a list. */
	lists?: boolean;
	/** What is in place of the sentence about an address that is not there. */
	whenMissing?: { message: string; advice: string };
}

/** How one changed host answers a list without rows (fact sheet, section 6). */
const NOTHING_LISTED = /^sms info not found\.?$/i;

/** A good answer may say of each of the 100 numbers of a request why it was left out (fact sheet, section 16.2). */
const LONGEST_MESSAGE = 10_000;

const LONGEST_FIELD_LIST = 600;

/** Nothing but its address says what an operation is about, and people know groups by their names. */
const CHECK_ID =
	'If this operation has a field for an ID, check first that it contains an ID and not a name.';
const IF_RIGHT = 'If it is right, the host may be under maintenance: try again later.';

/** The fields of requests by the names that users know them by. */
const DISPLAY_NAMES: Record<string, string> = {
	contact_list_id: 'Group',
	direction: 'Direction',
	dlt_template_id: 'DLT Template ID',
	end_date: 'Created Before',
	first_name: 'First Name',
	gender: 'Voice',
	language: 'Language',
	last_name: 'Last Name',
	media_url: 'Media URL',
	message: 'Message',
	name: 'Name',
	phone: 'Phone',
	recipient: 'To',
	schedule_time: 'Send At',
	sender_id: 'From',
	sms_type: 'Type',
	start_date: 'Created After',
};

/**
 * Decides whether the server did what it was asked: only a good HTTP code together with `status: "success"` says so.
 *
 * Of all else, only what the host is known to say before it does anything means that nothing was sent or created (see
 * `errors.ts`), besides a code that says so itself: 401, 429, a redirect, and a 422 that names fields. An error
 * with any HTTP code may come after the operator took the SMS (fact sheet, sections 16.1 and 16.2).
 */
export function readAnswer(answer: HttpAnswer, rule: AnswerRule): Reading<Answer> {
	const body = answer.body.replace(/^\uFEFF/, '');
	const json = parseJson(body) ?? jsonBetweenPhpMessages(body);
	if (rule.lists && NOTHING_LISTED.test(sentenceIn(json) ?? '')) {
		return success({ data: [], message: null, body: {}, answeredAt: timeOf(answer) });
	}
	const isGoodCode = answer.statusCode >= 200 && answer.statusCode <= 299;
	const status = isJsonObject(json) ? plainText(json.status).toLowerCase() : '';
	if (isGoodCode && isJsonObject(json) && status === 'success') {
		const kept = withoutSecrets(json, rule.account.secrets);
		const shown = isJsonObject(kept) ? kept : {};
		return success({
			data: shown.data,
			message: readSentence(shown.message, LONGEST_MESSAGE) ?? null,
			body: shown,
			answeredAt: timeOf(answer),
		});
	}
	const known = knownErrorIn(sentenceIn(json));
	// After a send, the same words may be the operator's.
	const isKnown =
		known !== undefined && (!rule.sends || isFromHost(known, answer.statusCode, json, true));
	const words = isKnown
		? wordsForKnown(known, json, answer, rule)
		: wordsForUnknown(answer, json, rule, known);
	return refusal({ ...generalFailure(answer, rule), ...sentenceOf(json, rule), ...words });
}

/** What is true of an answer that is no success, whatever the gateway. */
function generalFailure(answer: HttpAnswer, { account }: AnswerRule): Failure {
	const reader = { service: SERVICE, secrets: account.secrets, sentenceIn };
	const reading = readJsonAnswer(answer, reader);
	return reading.ok ? notUnderstood(answer, reader) : reading.failure;
}

/** What an error means that the table has. */
function wordsForKnown(
	known: KnownError,
	json: unknown,
	answer: HttpAnswer,
	rule: AnswerRule,
): Partial<Failure> {
	const { meaning, cause, what } = known;
	const outcome = isFromHost(known, answer.statusCode, json, rule.sends !== undefined)
		? known.outcome
		: 'unknown';
	const isMissing = meaning === 'noAddress' || meaning === 'wrongMethod';
	const isRateLimit = cause === 'rate-limited';
	return {
		message: `${what}${codeOf(answer)}${said(json, rule)}.`,
		advice: missingFieldAdvice(json) ?? adviceOf(known, rule),
		outcome,
		...(rule.sends && outcome === 'unknown' && adviceAfterSend(said(json, rule), known, rule)),
		...(meaning !== undefined && { meaning }),
		...(cause !== undefined && { cause }),
		...(isRateLimit && wordsForTooMany(answer, json, rule)),
		...(isMissing && rule.whenMissing),
	};
}

/**
 * What an answer means by its HTTP code, where its sentence or its origin is unknown.
 *
 * @param likely the error that it is if the host said it
 */
function wordsForUnknown(
	answer: HttpAnswer,
	json: unknown,
	rule: AnswerRule,
	likely: KnownError | undefined,
): Partial<Failure> {
	const { statusCode } = answer;
	const isError = isRecord(json) && json.status === 'error';
	switch (statusCode) {
		case 401:
			return {
				message: `${SERVICE} does not accept the API Token${codeOf(answer)}${said(json, rule)}.`,
				advice: CHECK_TOKEN,
			};
		case 422:
			return isError ? wordsForError(answer, json, rule, likely) : wordsForFields(json, rule);
		case 429:
			return wordsForTooMany(answer, json, rule) ?? {};
		default:
			break;
	}
	if (isError && statusCode < 500) return wordsForError(answer, json, rule, likely);
	const address = addressAdvice(rule.account.baseUrl);
	switch (statusCode) {
		case 403:
			return { advice: CHECK_RIGHTS, cause: 'configuration-invalid' };
		case 404:
			return { advice: rule.sends ? address : `${CHECK_ID} ${address}`, ...rule.whenMissing };
		case 405:
			return {
				advice: rule.sends ? address : CHECK_VERSION,
				meaning: 'wrongMethod',
				...rule.whenMissing,
			};
		default:
			return isWebPage(answer) ? { advice: `${address} ${IF_RIGHT}` } : {};
	}
}

/** Whether an answer is a page, as the website of a host has at most addresses that are not of its API. */
function isWebPage({ statusCode, body }: HttpAnswer): boolean {
	return statusCode < 300 && body.trimStart().startsWith('<');
}

/** An error of the product that the table does not have, or that may be the operator's own words. */
function wordsForError(
	answer: HttpAnswer,
	json: unknown,
	rule: AnswerRule,
	likely: KnownError | undefined,
): Partial<Failure> {
	const words = said(json, rule);
	const message = `${SERVICE} returned an error${codeOf(answer)}${words}`;
	const cause = undefined;
	if (rule.sends) {
		return {
			message: `${message}, which may also happen after the SMS was sent.`,
			...adviceAfterSend(words, likely, rule),
			cause,
		};
	}
	if (words !== '') {
		const advice = `Use the message from ${SERVICE} to find the cause. ${CHECK_ID}`;
		return { message: `${message}.`, advice, cause };
	}
	// Version 3.1 says nothing else of an address that is not there (recorded).
	const address = addressAdvice(rule.account.baseUrl);
	return {
		message: `${message} without an explanation.`,
		advice: `${CHECK_ID} Older hosts also respond like this to an address that does not exist. ${address}`,
		cause,
		...rule.whenMissing,
	};
}

/** What to do about a send after an error that may have come before or after the SMS went out. */
function adviceAfterSend(
	words: string,
	likely: KnownError | undefined,
	rule: AnswerRule,
): Pick<Failure, 'advice' | 'advisesSenders'> {
	return {
		advice: `Check in ${SERVICE} whether the SMS was sent before you send it again. If it was not: ${cureOf(words, likely, rule)}`,
		advisesSenders: true,
	};
}

/** Where the prefix is the wrong one, no version of the server says so (recorded: "http: send"). */
function cureOf(words: string, likely: KnownError | undefined, rule: AnswerRule): string {
	const { baseUrl } = rule.account;
	if (likely?.outcome === 'notSent') return adviceOf(likely, rule);
	if (words === '') return addressAdvice(baseUrl);
	const cure = likely?.advice ?? 'Ask the host what its message means.';
	return wantsTokenInBody(baseUrl) ? `${addressAdvice(baseUrl)} ${cure}` : cure;
}

/** The advice of a known error, with the Base URL to try where it is about the address. */
function adviceOf(known: KnownError, { account, sends }: AnswerRule): string {
	const { meaning, advice, adviceToGroup } = known;
	// Every version of the server sends by POST.
	const isAddress = meaning === 'noAddress' || (sends && meaning === 'wrongMethod');
	if (isAddress) return addressAdvice(account.baseUrl);
	return (sends === 'toGroup' ? adviceToGroup : undefined) ?? advice;
}

/** What to fill in where the server names one of its fields as missing, by the name that users know it by. */
function missingFieldAdvice(json: unknown): string | undefined {
	const [, name = ''] =
		/^The ([A-Za-z_ ]{1,60}) field is required\b/.exec(sentenceIn(json) ?? '') ?? [];
	const displayName = lookUp(DISPLAY_NAMES, name.toLowerCase().replaceAll(' ', '_'));
	return displayName === undefined ? undefined : `Fill in ${displayName}.`;
}

/** Laravel's body of a 422: a sentence, and `errors` by field (fact sheet, section 8). */
function wordsForFields(json: unknown, rule: AnswerRule): Partial<Failure> {
	const errors = isRecord(json) && isRecord(json.errors) ? Object.entries(json.errors) : [];
	const complaints = errors.map(([field, sentences]) => {
		const displayName = lookUp(DISPLAY_NAMES, field.toLowerCase()) ?? field;
		return `${displayName}: ${[sentences].flat().map(plainText).join(' ')}`;
	});
	// The framework checks the fields before anything is done with them, and then names them.
	if (errors.length === 0) return {};
	const listed = excerpt(complaints.join(' '), rule.account.secrets, LONGEST_FIELD_LIST);
	return {
		message: `${SERVICE} did not accept the fields (HTTP 422): “${listed}”.`,
		advice: 'Correct the fields that it names.',
		cause: 'configuration-invalid',
		outcome: 'notSent',
	};
}

/** The time to wait belongs in the message, too: the error output has nothing else. */
function wordsForTooMany(
	answer: HttpAnswer,
	json: unknown,
	rule: AnswerRule,
): Partial<Failure> | undefined {
	const retryAfterMs = readRetryAfter(answer.headers['retry-after']);
	if (retryAfterMs === undefined) return undefined;
	return {
		message: `${SERVICE} accepts no more requests for ${Math.ceil(retryAfterMs / 1000)} seconds${codeOf(answer)}${said(json, rule)}.`,
		advice: `Wait ${Math.ceil(retryAfterMs / 1000)} seconds, then run again, with fewer requests at once.`,
		retryAfterMs,
	};
}

/** The HTTP code for a sentence, unless it is the one that all responses from the product have. */
function codeOf({ statusCode }: HttpAnswer): string {
	return statusCode === 200 ? '' : ` (HTTP ${statusCode})`;
}

function said(json: unknown, rule: AnswerRule): string {
	const { vendorSentence } = sentenceOf(json, rule);
	return vendorSentence === undefined ? '' : `: “${vendorSentence}”`;
}

/** The server's own sentence, fit to be shown. */
function sentenceOf(json: unknown, { account }: AnswerRule): Pick<Failure, 'vendorSentence'> {
	const sentence = sentenceIn(json);
	const shown = sentence === undefined ? '' : excerpt(sentence, account.secrets);
	return shown === '' ? {} : { vendorSentence: shown.replace(/\.$/, '') };
}

function sentenceIn(json: unknown): string | undefined {
	return isRecord(json) ? readSentence(json.message) : undefined;
}

function timeOf({ headers }: HttpAnswer): number {
	const date = typeof headers.date === 'string' ? Date.parse(headers.date) : NaN;
	return Number.isNaN(date) ? Date.now() : date;
}
