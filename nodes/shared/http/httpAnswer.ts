import type { IDataObject } from 'n8n-workflow';
import { excerpt } from '../failure/excerpt';
import type { Failure, Reading, SendOutcome } from '../failure/failure';
import { refusal, success } from '../failure/failure';
import { ISSUES } from '../failure/unreadable';
import { isJsonObject, isRecord, parseJson, readJson } from '../record/json';
import { lookUp } from '../record/values';

const SHORTEST_WAIT_MS = 1_000;
/** A gateway that says more means no time at all. */
const LONGEST_WAIT_MS = 365 * 24 * 60 * 60 * 1000;

/** An HTTP answer as it came, its body not parsed yet. */
export interface HttpAnswer {
	statusCode: number;
	headers: IDataObject;
	body: string;
}

export interface AnswerReader {
	/** The gateway's name in sentences. */
	service: string;
	/** Texts that must not be shown should the answer repeat them. */
	secrets?: string[];
	/** False where the answer to a good request holds a secret, so that none of it is shown. */
	showExcerpt?: boolean;
	/** The gateway's own sentence in a parsed body, for answers with an HTTP error status. */
	sentenceIn?: (body: unknown) => string | undefined;
}

/**
 * Reads n8n's full response as an `HttpAnswer`. The body must have been asked for as text.
 */
export function toHttpAnswer(response: unknown): HttpAnswer {
	const { statusCode, headers, body } = isRecord(response) ? response : {};
	return {
		statusCode: typeof statusCode === 'number' ? statusCode : 0,
		headers: isJsonObject(headers) ? headers : {},
		body: typeof body === 'string' ? body : '',
	};
}

/**
 * Reads the body of an answer as JSON. HTTP error codes, web pages, empty bodies and JSON that
 * was cut off each give a failure with a sentence of its own.
 */
export function readJsonAnswer(answer: HttpAnswer, reader: AnswerReader): Reading<unknown> {
	const { statusCode } = answer;
	if (statusCode < 200 || statusCode > 299) return refusal(httpFailure(answer, reader));

	const body = answer.body.replace(/^\uFEFF/, '').trim();
	if (body === '') {
		return refusal({
			message: `${reader.service} returned an empty response.`,
			advice: 'Check the Base URL in the credential. If it is right, try again later.',
			advisesSendersToo: true,
			outcome: 'unknown',
			httpCode: String(statusCode),
			cause: 'temporarily-unavailable',
		});
	}
	if (body.startsWith('<')) {
		return refusal({
			message: `${reader.service} returned a web page instead of data${quote(answer.body, reader)}.`,
			advice:
				'Check the Base URL in the credential. If it is right, the gateway may be under maintenance: try again later.',
			advisesSendersToo: true,
			outcome: 'unknown',
			httpCode: String(statusCode),
			cause: 'temporarily-unavailable',
		});
	}
	const json = readJson(body);
	if (json.ok) return success(json.value);
	if (json.problem !== 'not JSON') {
		return refusal({
			...unreadableAsAWhole(reader.service, json.problem),
			httpCode: String(statusCode),
		});
	}
	return refusal({
		message: `The response from ${reader.service} was cut off or could not be read${quote(answer.body, reader)}.`,
		advice: 'Try again later. If it keeps happening, check the Base URL in the credential.',
		outcome: 'unknown',
		httpCode: String(statusCode),
		cause: 'temporarily-unavailable',
	});
}

/** The failure for an answer that could stop n8n if it were read. */
export function unreadableAsAWhole(service: string, problem: 'too large' | 'too deep'): Failure {
	return {
		message: `The response from ${service} is ${problem === 'too deep' ? 'nested too deep' : problem} to be read.`,
		advice:
			'Request less at once, for example with Limit or a filter. If this keeps happening, report it to the gateway.',
		outcome: 'unknown',
	};
}

/** The failure for JSON that says nothing of what was asked for. */
export function notUnderstood(answer: HttpAnswer, reader: AnswerReader): Failure {
	return {
		message: `${reader.service} returned a response that this node does not understand${quote(answer.body, reader)}.`,
		advice: `Check the Base URL in the credential. If it is right, please report this response at ${ISSUES}.`,
		advisesSendersToo: true,
		outcome: 'unknown',
		httpCode: String(answer.statusCode),
	};
}

/** @param namedStatus the status that the sentence around it names already, which is left out at its start */
function quote(words: string, reader: AnswerReader, namedStatus = NaN): string {
	if (reader.showExcerpt === false) return '';
	const shown = excerpt(words, reader.secrets)
		.replace(new RegExp(`^(?:HTTP )?${namedStatus} `), '')
		.replaceAll('“', '‘')
		.replaceAll('”', '’');
	return shown === '' ? '' : `: “${shown}”`;
}

/** What to do about an error by its status, and what is likely wrong. */
const ERROR_ADVICE: Record<string, Pick<Failure, 'advice' | 'cause'>> = {
	403: {
		advice: 'Check the credential, and what your account is allowed to do.',
		cause: 'credential-invalid',
	},
	404: { advice: 'Check the Base URL in the credential.', cause: 'configuration-invalid' },
};

/**
 * HTTP statuses that say themselves that nothing was done: 401 (RFC 9110, 15.5.2), 429, and redirects that ask for the
 * same request again (15.4). With any other a program may also end after it has sent or stored something.
 */
const NOTHING_DONE = new Set([301, 307, 308, 401, 429]);

/** What an HTTP status that is no success means for a send or a creation, where nothing else is known. */
export function outcomeOfStatus(statusCode: number): SendOutcome {
	return NOTHING_DONE.has(statusCode) ? 'notSent' : 'unknown';
}

function httpFailure(answer: HttpAnswer, reader: AnswerReader): Failure {
	const { service } = reader;
	const { statusCode } = answer;
	const httpCode = String(statusCode);
	const outcome = outcomeOfStatus(statusCode);
	const json = parseJson(answer.body);
	const sentence = json === undefined ? undefined : reader.sentenceIn?.(json);
	const words = quote(sentence?.replace(/\.$/, '') ?? answer.body, reader, statusCode);

	if (statusCode === 429) {
		const retryAfterMs = readRetryAfter(answer.headers['retry-after']);
		return {
			message: `${service} accepts no more requests at the moment (HTTP 429)${words}.`,
			advice: `${retryAfterMs === undefined ? 'Wait a while' : `Wait ${Math.ceil(retryAfterMs / 1000)} seconds`}, then run again, with fewer requests at once.`,
			outcome,
			httpCode,
			retryAfterMs,
			cause: 'rate-limited',
		};
	}
	if (statusCode >= 500) {
		return {
			message: `${service} could not handle the request (HTTP ${statusCode})${words}.`,
			advice: "The problem is on the gateway's side. Try again later.",
			outcome,
			httpCode,
			cause: 'temporarily-unavailable',
		};
	}
	if (statusCode >= 300 && statusCode < 400) {
		return {
			message: `The Base URL in the credential leads to another address (HTTP ${statusCode}), and secrets are not sent on to it.`,
			advice:
				'Set the Base URL in the credential to the final address; it should begin with https://.',
			advisesSendersToo: true,
			outcome,
			httpCode,
			cause: 'configuration-invalid',
		};
	}
	if (statusCode === 401) {
		return {
			message: `${service} refused access (HTTP 401)${words}.`,
			advice: 'Check the credential.',
			outcome,
			httpCode,
			cause: 'credential-invalid',
		};
	}
	return {
		message: `${service} returned an error (HTTP ${statusCode})${words}.`,
		...(lookUp(ERROR_ADVICE, httpCode) ?? {
			advice: 'Use the message from the gateway to correct the fields of this node.',
		}),
		advisesSendersToo: true,
		outcome,
		httpCode,
	};
}

/**
 * Milliseconds to wait by a `Retry-After` header: seconds, or an HTTP date (RFC 9110, 10.2.3). At
 * least one second: a gateway that says 0 still refused. Undefined for what is no time.
 */
export function readRetryAfter(header: unknown): number | undefined {
	const text = typeof header === 'string' || typeof header === 'number' ? String(header) : '';
	if (text.trim() === '') return undefined;
	const seconds = Number(text);
	const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(text) - Date.now();
	return Number.isNaN(ms) || ms > LONGEST_WAIT_MS ? undefined : Math.max(SHORTEST_WAIT_MS, ms);
}
