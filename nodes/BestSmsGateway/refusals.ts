import type { Failure, SendOutcome } from '../shared/failure';
import { SERVICE } from './account';

/** What a refusal means and what to do about it. */
export type Meaning = Pick<Failure, 'advice' | 'cause' | 'outcome'>;

interface KnownRefusal extends Meaning {
	/** The sentence. */
	says?: RegExp;
	/** The codes, where these tell without the sentence. */
	codes?: number[];
}

const CHECK_FIELDS = `Check the fields of this node against what ${SERVICE} says.`;

/** A sentence is searched no further than this: the gateway's own are shorter. */
const LONGEST_SENTENCE = 300;

export const NO_RECIPIENT = /no (valid )?(recipient|contact)/i;

/**
 * What is known of the gateway's refusals (vendor document, table of error codes; fact sheet, sections
 * 1.1 and 2: order of the checks seen in the vendor's public source, `api_v1` and `_send_sms`). The
 * first row that fits counts. `notSent` has what is checked before anything is stored and the carrier is
 * asked.
 *
 * The sentence about credit goes before the codes: it is documented with code 1, which stands for a
 * missing sub_account.
 */
const KNOWN_REFUSALS: KnownRefusal[] = [
	{
		says: /insufficient.*(credit|balance|units)|surety units/i,
		advice: 'Buy units for your sub-account on the website, then run again.',
		cause: 'quota-exhausted',
		outcome: 'notSent',
	},
	{
		codes: [1, 2, 4],
		advice:
			'Check Sub-Account and Sub-Account Password in the credential. The name has a number in front, e.g. 001_mysub1.',
		cause: 'credential-invalid',
		outcome: 'notSent',
	},
	{
		codes: [5],
		advice: 'Enable the sub-account on the website, or use another one.',
		cause: 'credential-invalid',
		outcome: 'notSent',
	},
	{
		codes: [3, 6],
		advice:
			'Check the Base URL in the credential. If it is right, this website does not have this function.',
		cause: 'configuration-invalid',
		outcome: 'notSent',
	},
	{
		says: /more than 5,?000 recipients/i,
		advice: 'Send to fewer contacts at once: split the group, or leave a group out.',
		cause: 'configuration-invalid',
		outcome: 'notSent',
	},
	{
		// It comes after the carrier was asked, and the SMS is charged and marked as sent.
		says: /could not be sent to any recipient/i,
		advice: 'Check with Get Many whether the SMS is there, for it may have been charged.',
		outcome: 'unknown',
	},
	{
		says: NO_RECIPIENT,
		advice:
			'Check the phone numbers: the gateway takes only those of more than 6 digits. A group must exist and have contacts.',
		cause: 'configuration-invalid',
		outcome: 'notSent',
	},
	{
		says: /^(message is empty|invalid schedule)/i,
		codes: [7, 8],
		advice: CHECK_FIELDS,
		cause: 'configuration-invalid',
		outcome: 'notSent',
	},
];

/** Anything else, whatever its code: a send may have been handed to the carrier before it. */
const UNKNOWN_REFUSAL: Meaning = {
	advice: CHECK_FIELDS,
	cause: 'configuration-invalid',
	outcome: 'unknown',
};

/** @param sentence the gateway's own; empty where there is none */
export function meaningOf(sentence: string, code: number): Meaning {
	const beginning = sentence.slice(0, LONGEST_SENTENCE);
	const known = KNOWN_REFUSALS.find(
		({ says, codes }) => says?.test(beginning) === true || codes?.includes(code) === true,
	);
	const { advice, cause, outcome } = known ?? UNKNOWN_REFUSAL;
	return { advice, cause, outcome };
}

/**
 * HTTP statuses that come before the script runs. It sets none itself (fact sheet, section 1), so that they
 * are the web server's: there is no script at this address, it does not take such a request, or takes no
 * more of them for now. Not 403: a firewall may say that to an answer too, after the script has run.
 */
const REFUSED_STATUSES = new Set(['301', '307', '308', '401', '404', '405', '413', '429']);

/** Whether a send may have been handed to the carrier although its answer has this HTTP status. */
export function outcomeOfStatus(status: string): SendOutcome {
	return REFUSED_STATUSES.has(status) ? 'notSent' : 'unknown';
}
