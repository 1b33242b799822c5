import type { IDataObject } from 'n8n-workflow';
import { excerpt } from '../shared/excerpt';
import type { Failure, Reading } from '../shared/failure';
import { refusal, success } from '../shared/failure';
import type { HttpAnswer } from '../shared/httpAnswer';
import {
	isJsonObject,
	isRecord,
	parseJson,
	notUnderstood,
	readJsonAnswer,
	readRetryAfter,
} from '../shared/httpAnswer';
import type { Account } from './account';
import { SERVICE } from './account';
import { otherBaseUrl, wantsTokenInBody } from './baseUrl';

/** A good answer. */
export interface Answer {
	/** What was asked for, in one of many shapes. */
	data: unknown;
	/** The server's sentence, which a good answer may have too (fact sheet, section 4). */
	message: string | null;
	/** The whole body. */
	body: IDataObject;
}

/** What was asked, as far as it decides what an answer means. */
export interface AnswerRule {
	account: Account;
	method: string;
	/** True where the request sends to somebody. */
	sends?: boolean;
	/** True where the request asks for a list. */
	lists?: boolean;
	/** What stands in place of the sentence about an address that is not there. */
	whenMissing?: { message: string; advice: string };
}

/** How one changed host answers a list without rows (fact sheet, section 6). */
const NOTHING_LISTED = /^sms info not found\.?$/i;

/** Whether a sentence says that there is no such SMS. */
export function isNothingListed(sentence: string | undefined): boolean {
	return NOTHING_LISTED.test(sentence ?? '');
}

const LONGEST_FIELD_LIST = 600;

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
 * Decides whether the server did what it was asked: only a good HTTP code together with
 * `status: "success"` says so. HTTP 200 also carries refusals, and HTTP codes are not in the vendor
 * document (fact sheet, sections 4 and 8).
 */
export function readAnswer(answer: HttpAnswer, rule: AnswerRule): Reading<Answer> {
	const json = parseJson(answer.body.replace(/^\uFEFF/, ''));
	if (rule.lists && isNothingListed(sentenceIn(json))) {
		return success({ data: [], message: null, body: {} });
	}
	const reader = { service: SERVICE, secrets: rule.account.secrets, sentenceIn };
	const reading = readJsonAnswer(answer, reader);
	if (!reading.ok) {
		return refusal({
			...reading.failure,
			...sentenceOf(json, rule),
			...wordsForHttp(answer, json, rule),
		});
	}
	const body = reading.value;
	const status = isJsonObject(body) ? String(body.status).toLowerCase() : '';
	if (isJsonObject(body) && status === 'success') {
		return success({ data: body.data, message: sentenceIn(body) ?? null, body });
	}
	if (status === 'error') {
		return refusal({
			message: `${SERVICE} refused${said(json, rule)}.${hintAtHeader(rule)}`,
			...sentenceOf(json, rule),
			advice: `Check the fields of this node against what ${SERVICE} says.`,
			outcome: 'notSent',
		});
	}
	return refusal(notUnderstood(answer, reader));
}

/** What an HTTP error code means here, where that is more than its general meaning. */
function wordsForHttp(
	answer: HttpAnswer,
	json: unknown,
	rule: AnswerRule,
): Partial<Failure> | undefined {
	switch (answer.statusCode) {
		case 401:
			return {
				message: `${SERVICE} does not accept the API Token (HTTP 401)${said(json, rule)}.${hintAtHeader(rule)}`,
				advice:
					'Copy the API Token again from Developers in your account at the host, and check that the Base URL in the credential belongs to the same host.',
			};
		case 403:
			return rule.sends ? wordsForRefusedSend(json, rule) : wordsForForbidden(json, rule);
		case 404:
			return wordsForMissing(json, rule);
		case 405:
			return {
				message: `${SERVICE} does not support this call (HTTP 405)${said(json, rule)}.`,
				advice:
					'This host may run another version of the server. Ask the host whether its API supports this.',
				...rule.whenMissing,
			};
		case 422:
			return wordsForFields(json, rule);
		case 429:
			return wordsForTooMany(answer, json, rule);
		default:
			return undefined;
	}
}

/**
 * To a single recipient the server answers 403 also where it made the message, but the gateway
 * behind it did not report it as delivered at once (fact sheet, section 8). How it is with several
 * recipients, or with campaigns, is known of one version only, so that these count as unknown too.
 */
function wordsForRefusedSend(json: unknown, rule: AnswerRule): Partial<Failure> {
	return {
		message: `${SERVICE} answered HTTP 403${said(json, rule)}, which can mean that it refused, or that it sent without a report of delivery yet.`,
		advice: `Look it up at ${SERVICE} before you send it again. If nothing went out, ask the host what its sentence means: often a right, the sender or the balance is missing.`,
		advisesSenders: true,
		outcome: 'unknown',
		cause: 'configuration-invalid',
	};
}

function wordsForForbidden(json: unknown, rule: AnswerRule): Partial<Failure> {
	return {
		message: `${SERVICE} does not allow this (HTTP 403)${said(json, rule)}.${hintAtHeader(rule)}`,
		advice: 'Ask the host which rights your account and its API token have.',
	};
}

/**
 * 404 is also the server's usual code for a refusal, with a sentence; without its `status` the
 * address is not there, or an ID (fact sheet, section 8).
 */
function wordsForMissing(json: unknown, rule: AnswerRule): Partial<Failure> {
	const other = otherBaseUrl(rule.account.baseUrl);
	if (isRecord(json) && json.status === 'error') {
		return {
			message: `${SERVICE} refused (HTTP 404)${said(json, rule)}.`,
			advice: `Check the fields of this node, especially IDs, against what ${SERVICE} says. If they are right, try the Base URL ${other} in the credential.`,
			cause: 'configuration-invalid',
		};
	}
	return {
		message: `${SERVICE} has nothing at this address (HTTP 404)${said(json, rule)}. The Base URL in the credential may have to be ${other}.`,
		advice: 'Check the Base URL in the credential, and the IDs in the fields of this node.',
		...rule.whenMissing,
	};
}

/** Laravel's body of a 422: a sentence, and `errors` by field (fact sheet, section 8). */
function wordsForFields(json: unknown, rule: AnswerRule): Partial<Failure> {
	const errors = isRecord(json) && isRecord(json.errors) ? Object.entries(json.errors) : [];
	const complaints = errors.map(([field, sentences]) => {
		const displayName = DISPLAY_NAMES[field.toLowerCase()] ?? field;
		return `${displayName}: ${[sentences].flat().map(String).join(' ')}`;
	});
	const listed = excerpt(complaints.join(' '), rule.account.secrets, LONGEST_FIELD_LIST);
	return {
		message: `${SERVICE} did not accept the fields (HTTP 422)${listed === '' ? said(json, rule) : `: “${listed}”`}.`,
		advice: 'Correct the fields that it names.',
		cause: 'configuration-invalid',
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
		message: `${SERVICE} takes no more requests for ${Math.ceil(retryAfterMs / 1000)} seconds (HTTP 429)${said(json, rule)}.`,
	};
}

/** Where a host wants the token of a read in the URL, the header is refused (fact sheet, section 1). */
function hintAtHeader({ account, method }: AnswerRule): string {
	if (method !== 'GET' || !wantsTokenInBody(account.baseUrl)) return '';
	return ` Under /api/http, a host may not read the token from the header: set the Base URL in the credential to ${otherBaseUrl(account.baseUrl)}.`;
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
	if (!isRecord(json) || typeof json.message !== 'string') return undefined;
	return json.message.trim() === '' ? undefined : json.message.trim();
}
