import type { Failure, SendOutcome } from '../../shared/failure/failure';
import { SERVICE } from './account';

/** What a refusal means and what to do about it. */
export type Meaning = Pick<Failure, 'advice' | 'cause' | 'outcome'>;

interface KnownRefusal extends Meaning {
	/** The whole sentence, without the full stop at its end. */
	says: RegExp;
	/** The codes that it comes with, whose advice holds also where another sentence comes with them. */
	codes?: number[];
}

const CHECK_FIELDS = `Use the message from ${SERVICE} to correct the fields of this node.`;

/** A sentence that is longer is none of the gateway's own. */
const LONGEST_SENTENCE = 300;

export const NO_RECIPIENT = /^(no valid recipient found|no recipient contact found)\.?$/i;

export const NO_CONTACT = /^no valid contact supplied\.?$/i;

export const INVALID_TIME = /^invalid scheduled date_time format\.?$/i;

/**
 * What is known of the gateway's refusals (vendor document, table of error codes and samples; recorded
 * answers; fact sheet, sections 1.1 and 2: order of the checks seen in the vendor's public source, `api_v1`
 * and `_send_sms`). `notSent` has what is checked before anything is stored and the carrier is asked, and
 * only where the whole sentence is known: a website may say more, or something else, with the same code.
 *
 * The sentence about credit goes before the codes: it is documented with code 1, which stands for a
 * missing sub_account.
 */
const KNOWN_REFUSALS: KnownRefusal[] = [
	{
		says: /^(insufficient credit|insufficient sms credit|the surety units for this reseller account is empty)$/i,
		advice: 'Buy units for your sub-account on the website, then run again.',
		cause: 'quota-exhausted',
		outcome: 'notSent',
	},
	{
		says: /^(sub_account not supplied|sub_account_pass not supplied|incorrect sub_account name or password)$/i,
		codes: [1, 2, 4],
		advice:
			'Check Sub-Account and Sub-Account Password in the credential. The name starts with a number, e.g. 001_mysub1.',
		cause: 'credential-invalid',
		outcome: 'notSent',
	},
	{
		says: /^the sub-account is currently disabled$/i,
		codes: [5],
		advice: 'Enable the sub-account on the website, or use another one.',
		cause: 'credential-invalid',
		outcome: 'notSent',
	},
	{
		says: /^(action not supplied|invalid action \S+)$/i,
		codes: [3, 6],
		advice:
			'Check the Base URL in the credential. If it is right, this website does not have this function.',
		cause: 'configuration-invalid',
		outcome: 'notSent',
	},
	{
		// The fact sheet, section 2, has no more than the beginning of this sentence.
		says: /^you can ?not dispatch sms to more than 5,?000 recipients at once\b/i,
		advice: 'Send to fewer contacts at once: split the group, or leave a group out.',
		cause: 'configuration-invalid',
		outcome: 'notSent',
	},
	{
		// It comes after the carrier was asked, and the SMS is charged and marked as sent.
		says: /^message could not be sent to any recipient$/i,
		advice: 'Check with Get Many whether the SMS exists: you may have been charged for it.',
		outcome: 'unknown',
	},
	{
		says: NO_RECIPIENT,
		advice:
			'Check the phone numbers: the gateway only accepts numbers with more than 6 digits. A group must exist and have contacts.',
		cause: 'configuration-invalid',
		outcome: 'notSent',
	},
	{
		// Of `save_contacts`, which then has nothing to save (fact sheet, section 6, and recorded answers).
		says: /^(no valid contact supplied|no contacts or phone_numbers supplied)$/i,
		advice: 'Check Phone: the gateway only accepts numbers with more than 6 digits.',
		cause: 'configuration-invalid',
		outcome: 'notSent',
	},
	{
		says: INVALID_TIME,
		advice:
			'Check Send At. Shared Sub-Account in the credential schedules every SMS, also without Send At: if it is on, this website may not accept that. Then turn it off, and give each program a sub-account of its own.',
		cause: 'configuration-invalid',
		outcome: 'notSent',
	},
	{
		says: /^((recipients|message) not supplied|invalid default dial-code, use the format: \+0+|invalid time zone offset format)$/i,
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
	const whole = sentence.length > LONGEST_SENTENCE ? '' : sentence.trim().replace(/\.$/, '');
	const said = KNOWN_REFUSALS.find(({ says }) => says.test(whole));
	if (said) return { advice: said.advice, cause: said.cause, outcome: said.outcome };
	const byCode = KNOWN_REFUSALS.find(({ codes }) => codes?.includes(code) === true);
	const { advice, cause } = byCode ?? UNKNOWN_REFUSAL;
	return { advice, cause, outcome: 'unknown' };
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
