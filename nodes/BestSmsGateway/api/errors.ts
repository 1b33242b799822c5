import type { Failure, SendOutcome } from '../../shared/failure/failure';
import { REPORT_ADVICE } from '../../shared/failure/unreadable';
import { SERVICE } from './account';

/** What a refusal means and what to do about it. */
export type Meaning = Pick<Failure, 'advice' | 'cause' | 'outcome'>;

/** What the gateway was asked to do: the name of an action, or this. */
export const SEND_TO_GROUPS = 'send_sms to groups';

/** For each that was asked, advice on the fields that the user then sees. */
type AdviceByAsked = Readonly<Record<string, string>>;

interface KnownRefusal extends Omit<Meaning, 'advice'> {
	/** The whole sentence, without the full stop at its end. */
	says: RegExp;
	/** The codes that it comes with, whose advice holds also where another sentence comes with them. */
	codes?: number[];
	/** The same whatever was asked, or for some of it. */
	advice: string | AdviceByAsked;
}

const CHECK_FIELDS = `Use the message from ${SERVICE} to correct the fields of this node.`;

export const CHECK_CONTACT =
	'Check Phone: the gateway only accepts numbers with more than 6 digits.';

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
		advice: {
			send_sms: 'Enter fewer numbers in To, and use an item for each part.',
			[SEND_TO_GROUPS]: 'Send to fewer contacts at once: split the group, or leave a group out.',
		},
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
		says: /^no valid recipient found$/i,
		advice: {
			send_sms:
				'Check the numbers in To: the gateway only accepts numbers with more than 6 digits.',
			[SEND_TO_GROUPS]: 'Check Group: the group must exist and have contacts.',
		},
		cause: 'configuration-invalid',
		outcome: 'notSent',
	},
	{
		// Where all are in the groups to leave out (recorded: "send ignore all").
		says: /^no recipient contact found$/i,
		advice: {
			send_sms: 'All numbers in To are in Leave Out Group, so nobody is left to send to.',
			[SEND_TO_GROUPS]:
				'All contacts of Group are in Leave Out Group, so nobody is left to send to.',
		},
		cause: 'configuration-invalid',
		outcome: 'notSent',
	},
	{
		says: /^recipients not supplied$/i,
		advice: { send_sms: 'Check To.', [SEND_TO_GROUPS]: 'Check Group.' },
		cause: 'configuration-invalid',
		outcome: 'notSent',
	},
	{
		says: /^message not supplied$/i,
		advice: { send_sms: 'Check Message.', [SEND_TO_GROUPS]: 'Check Message.' },
		cause: 'configuration-invalid',
		outcome: 'notSent',
	},
	{
		says: INVALID_TIME,
		advice: bothSends(
			'Check Send At. Shared Sub-Account in the credential schedules every SMS, also without Send At: if it is on, this website may not accept that. Then turn it off, and give each program a sub-account of its own.',
		),
		cause: 'configuration-invalid',
		outcome: 'notSent',
	},
	{
		// The node writes it, not the user.
		says: /^invalid time zone offset format$/i,
		advice: bothSends(
			`This website does not accept how the node sends times. Remove Send At, and turn off Shared Sub-Account in the credential. ${REPORT_ADVICE}`,
		),
		cause: 'configuration-invalid',
		outcome: 'notSent',
	},
	{
		// The node sends none: it can only be that of the sub-account.
		says: /^invalid default dial-code, use the format: \+0+$/i,
		advice: 'Correct the default dial code of the sub-account on the website.',
		cause: 'configuration-invalid',
		outcome: 'notSent',
	},
	{
		// Of `save_contacts`, which then has nothing to save (fact sheet, section 6, and recorded answers).
		says: /^(no valid contact supplied|no contacts or phone_numbers supplied)$/i,
		advice: { save_contacts: CHECK_CONTACT },
		cause: 'configuration-invalid',
		outcome: 'notSent',
	},
	{
		// With one name in the vendor document, and three in the script (recorded: "del contacts none").
		says: /^no contact_ids(, group_name or search_term)? supplied to be deleted$/i,
		advice: { delete_contacts: 'Choose which contacts to delete in Filters, e.g. by Contact IDs.' },
		cause: 'configuration-invalid',
		outcome: 'notSent',
	},
	{
		says: /^to prevent mistake of deleting your entire sms log, you must supply at least a filter from \(.*\)$/i,
		advice: { delete_sms: 'Add a filter for the SMS that you mean, e.g. Batch ID or Message IDs.' },
		cause: 'configuration-invalid',
		outcome: 'notSent',
	},
	{
		// What reads, stops or deletes takes it for an empty list.
		says: /^no records? found$/i,
		codes: [10],
		advice: `${SERVICE} found nothing that matches. ${CHECK_FIELDS}`,
		cause: 'configuration-invalid',
		outcome: 'unknown',
	},
	{
		says: /^(missing request parameter|incorrect request parameter|confusing request parameters|operation failed)$/i,
		codes: [7, 8, 9, 11],
		advice: CHECK_FIELDS,
		cause: 'configuration-invalid',
		outcome: 'unknown',
	},
];

/** Anything else, whatever its code: a send may have been handed to the carrier before it. */
const UNKNOWN_REFUSAL: KnownRefusal = {
	says: /^/,
	advice: CHECK_FIELDS,
	cause: 'configuration-invalid',
	outcome: 'unknown',
};

/**
 * @param sentence the gateway's own; empty where there is none
 * @param asked the name of the action, or `SEND_TO_GROUPS`
 */
export function meaningOf(sentence: string, code: number, asked: string): Meaning {
	const whole = sentence.length > LONGEST_SENTENCE ? '' : sentence.trim().replace(/\.$/, '');
	const said = KNOWN_REFUSALS.find(({ says }) => says.test(whole));
	const byCode = KNOWN_REFUSALS.find(({ codes }) => codes?.includes(code) === true);
	const known = said ?? { ...(byCode ?? UNKNOWN_REFUSAL), outcome: 'unknown' };
	return { advice: adviceOn(known, asked), cause: known.cause, outcome: known.outcome };
}

function adviceOn({ advice }: Pick<KnownRefusal, 'advice'>, asked: string): string {
	return typeof advice === 'string' ? advice : (advice[asked] ?? CHECK_FIELDS);
}

function bothSends(advice: string): AdviceByAsked {
	return { send_sms: advice, [SEND_TO_GROUPS]: advice };
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
