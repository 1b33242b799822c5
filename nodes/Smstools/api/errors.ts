import { excerpt } from '../../shared/failure/excerpt';
import type { Failure } from '../../shared/failure/failure';
import { readSentenceOrJson } from '../../shared/failure/sentence';
import { isRecord } from '../../shared/record/json';
import { numberOrNull } from '../../shared/record/values';
import { SERVICE } from './account';
import type { KnownError, Subject } from './errorCodes';
import { ERROR_CODES, knownError } from './errorCodes';

/** What the vendor said of something that it did not do. */
export interface VendorError {
	code?: number;
	sentence?: string;
}

/**
 * Reads the vendor's error from an object of an answer. `error` is a code as text or as a number, a
 * sentence, or not there, and `errorMsg` is the better sentence where there is one (fact sheet,
 * section 2).
 */
export function readVendorError(value: unknown): VendorError | undefined {
	if (!isRecord(value)) return undefined;
	const { error, errorMsg } = value;
	const code = numberOrNull(error);
	const sentence = [errorMsg, code === null ? error : undefined].map(sentenceOf).find(Boolean);
	if (sentence === undefined && (code === null || code === 0)) return undefined;
	return { ...(code !== null && code !== 0 && { code }), ...(sentence && { sentence }) };
}

function sentenceOf(value: unknown): string | undefined {
	const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
	return isEmpty ? undefined : readSentenceOrJson(value);
}

/** The vendor's own words for an error, or ours where it gave a code alone. */
export function wordsOf({ code, sentence }: VendorError, secrets: string[]): string {
	if (sentence !== undefined) return excerpt(sentence, secrets);
	const meaning = code === undefined ? undefined : ERROR_CODES[code]?.meaning;
	return meaning ?? `code ${code}`;
}

/** Whether a document has this error. */
export function isKnown({ code, sentence }: VendorError): boolean {
	return knownError(code, sentence) !== undefined;
}

/**
 * A vendor error, in words for the person who built the workflow. It means that nothing was
 * sent or created only where it is known to come before that (see `errorCodes.ts`).
 *
 * @param isOnContacts whether contacts were to be saved
 * @param several of what the request holds more than one: an error about one of them leaves open what
 * happened to the others. Not documented for sends (fact sheet, section 3.1), and new contacts are
 * created beside refused ones (vendor document a).
 */
export function failureBy(
	error: VendorError,
	secrets: string[],
	several: readonly Subject[] = [],
	isOnContacts = false,
): Failure {
	const known = knownError(error.code, error.sentence);
	const isRefusal = known?.refuses !== undefined && !several.includes(known.refuses);
	const words = wordsOf(error, secrets);
	const said = error.sentence === undefined ? words : `“${words}”`;
	const code =
		error.code === undefined || said === `code ${error.code}` ? '' : ` (code ${error.code})`;
	return {
		message: `${SERVICE} ${isRefusal ? 'refused' : 'reported an error'}: ${said}${code}.`,
		vendorSentence: words,
		advice: adviceOf(known, isOnContacts),
		...(known?.cause !== 'temporarily-unavailable' && { advisesSendersToo: true }),
		outcome: isRefusal ? 'notSent' : 'unknown',
		cause: known?.cause ?? 'configuration-invalid',
		...(error.code !== undefined && { vendorCode: String(error.code) }),
	};
}

function adviceOf(known: KnownError | undefined, isOnContacts: boolean): string {
	const own = isOnContacts ? known?.adviceOnContacts : undefined;
	return (
		own ?? known?.advice ?? 'Use the message from Smstools to correct the fields of this node.'
	);
}
