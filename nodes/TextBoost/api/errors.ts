import type { Failure, SendOutcome } from '../../shared/failure/failure';
import { LONGEST_SENTENCE } from '../../shared/failure/sentence';
import { isRecord } from '../../shared/record/json';
import { SERVICE } from './account';

/** What an error means to the code that has to tell it from others. */
type ErrorMeaning =
	| 'contactListBroken'
	| 'noAddress'
	| 'noContact'
	| 'notFound'
	| 'numberTaken'
	| 'profileBroken'
	| 'wrongMethod';

/** An error whose sentence was seen. */
export interface KnownError {
	/** The whole sentence, or its beginning where the rest varies. */
	sentence: RegExp;
	/**
	 * The HTTP code that this error has at hosts with such codes, where the server's framework throws it: elsewhere it
	 * is 200. Undefined where the product itself returns it, with a code that varies by version.
	 */
	thrownAs?: number;
	/** Whether the host says so before it asks the operator and stores anything, or may say so afterwards too. */
	outcome: SendOutcome;
	/** True where an operator may say the same of the host, its own customer. */
	mayBeFromOperator?: true;
	meaning?: ErrorMeaning;
	/** What happened, without a full stop: the sentence follows. */
	what: string;
	/** What to do, with the fields that the operations have which can meet this error. */
	advice: string;
	/** The advice where the SMS were to go to a group, which has no field To. */
	adviceToGroup?: string;
	cause?: Failure['cause'];
}

/** The codes of the errors that the product itself returns (recorded). */
const RETURNED: readonly number[] = [200, 403, 404, 422];

/** Those with which it passes on an operator's words about an SMS (fact sheet, section 16.2; recorded). */
const PASSED_ON: readonly number[] = [403, 404];

export const CHECK_TOKEN =
	'Copy the API Token again from Developers in your account at the host, and check that the Base URL in the credential belongs to the same host.';
export const CHECK_RIGHTS = 'Ask the host which permissions your account and its API token have.';
export const CHECK_VERSION =
	'This host may run another version of the server. Ask the host whether its API supports this.';
export const HOST_FAULT = "The problem is on the host's side. Send this message to the host.";

/** How a contact of another group is told. */
export const NOT_IN_GROUP = {
	what: 'The group has no contact with this ID',
	advice: 'Check Group and Contact: the contact may be in another group.',
};

const NO_SUCH_GROUP =
	'Check Group. The group may have been deleted. If Group contains the name of the group, set Group to By Name.';

/** An ID that is not there, by the name that the server has for records of the kind. */
const noRecord = (
	model: string,
	record: string,
	advice: string,
	meaning: ErrorMeaning = 'notFound',
): KnownError => ({
	sentence: new RegExp(`^No query results for model \\[App\\\\Models\\\\${model}\\]`),
	thrownAs: 404,
	outcome: 'notSent',
	meaning,
	what: `${SERVICE} has no ${record} with this ID`,
	advice,
});

/**
 * The errors of the product, with what is known of each (fact sheet, sections 8, 16.2, 16.8 to 16.10 and 18.5, and the
 * recorded responses from four versions). The codes say nothing: every exception is HTTP 200, also one after the operator
 * took the SMS, and a refused send is 403 or 404 with the operator's own words. So only what stands here is `notSent`.
 * The patterns begin at the beginning of the sentence and read each character once.
 */
export const KNOWN_ERRORS: readonly KnownError[] = [
	{
		sentence: /^Unauthenticated\.?$/i,
		thrownAs: 401,
		outcome: 'notSent',
		what: `${SERVICE} does not accept the API Token`,
		advice: CHECK_TOKEN,
		cause: 'credential-invalid',
	},
	{
		sentence: /^These credentials do not match our records\.?$/i,
		thrownAs: 401,
		outcome: 'notSent',
		what: `${SERVICE} does not know the API Token`,
		advice: CHECK_TOKEN,
		cause: 'credential-invalid',
	},
	{
		sentence: /^Too Many Attempts\.?$/i,
		thrownAs: 429,
		outcome: 'notSent',
		what: `${SERVICE} accepts no more requests at the moment`,
		advice: 'Wait a while, then run again, with fewer requests at once.',
		cause: 'rate-limited',
	},
	{
		sentence: /^This action is unauthorized\.?$/i,
		thrownAs: 403,
		outcome: 'notSent',
		what: `${SERVICE} does not allow this`,
		advice: CHECK_RIGHTS,
		cause: 'configuration-invalid',
	},
	{
		sentence:
			/^(?:Sorry, but you do not have permissions?\b|You do not have permission to access API\.?$)/i,
		outcome: 'notSent',
		mayBeFromOperator: true,
		what: `${SERVICE} does not allow this`,
		advice: CHECK_RIGHTS,
		cause: 'configuration-invalid',
	},
	{
		sentence: /^The route \S{1,300} could not be found\.?$/i,
		thrownAs: 404,
		outcome: 'notSent',
		meaning: 'noAddress',
		what: `${SERVICE} has nothing at this address`,
		advice: 'Check the Base URL in the credential.',
		cause: 'configuration-invalid',
	},
	{
		sentence:
			/^The (?:[A-Z]{3,7} )?method is not supported for (?:this route|route \S{1,300})\.(?: Supported methods: [A-Z, ]{1,60}\.)?$/,
		thrownAs: 405,
		outcome: 'notSent',
		meaning: 'wrongMethod',
		what: `${SERVICE} does not support this call`,
		advice: CHECK_VERSION,
		cause: 'configuration-invalid',
	},
	{
		sentence: /^Sorry! This option is not available in demo mode\.?$/i,
		outcome: 'notSent',
		mayBeFromOperator: true,
		what: `${SERVICE} is in demo mode and does nothing`,
		advice: 'Use the API Token and the Base URL of a real account.',
		cause: 'configuration-invalid',
	},
	{
		// Version 3.1 renames a group only together with a sending server, which the API does not name.
		sentence: /^The sending server field is required\.?$/i,
		thrownAs: 422,
		outcome: 'notSent',
		what: 'This version of the server cannot rename groups through its API',
		advice: 'Rename the group on the website of the host.',
		cause: 'configuration-invalid',
	},
	{
		sentence: /^The [A-Za-z_ ]{1,60} field is required\.?$/,
		thrownAs: 422,
		outcome: 'notSent',
		what: 'A required field is missing',
		advice: 'Fill in the field that it names.',
		cause: 'configuration-invalid',
	},
	{
		sentence: /^Language and gender parameters? (?:is|are) required\.?$/i,
		outcome: 'notSent',
		what: 'A required field is missing',
		advice: 'Fill in Language and Voice.',
		cause: 'configuration-invalid',
	},
	{
		sentence: /^(?:media_url parameter|Valid media url) is required\.?$/i,
		outcome: 'notSent',
		what: 'The address of the picture is missing, or the host does not accept it',
		advice:
			'Enter the web address of a picture in Media URL, e.g. https://example.com/picture.jpg.',
		cause: 'configuration-invalid',
	},
	{
		sentence: /^Please insert valid sms type\b/i,
		outcome: 'notSent',
		what: `${SERVICE} does not know this type of message`,
		advice: 'This host may run another version of the server. Use SMS > Send instead.',
		cause: 'configuration-invalid',
	},
	noRecord('Contacts', 'contact', 'Check Contact. The contact may have been deleted.', 'noContact'),
	noRecord('ContactGroups', 'group', NO_SUCH_GROUP),
	noRecord('Reports', 'SMS', 'Check Message ID. The SMS may have been deleted.'),
	noRecord('Campaigns', 'campaign', 'Check Campaign ID.'),
	{
		sentence: /^No query results for model\b/,
		thrownAs: 404,
		outcome: 'notSent',
		meaning: 'notFound',
		what: `${SERVICE} has nothing with this ID`,
		advice: 'Check the IDs in the fields of this node.',
	},
	{
		// How a changed host answers an ID that it does not have (fact sheet, sections 6 and 8).
		sentence: /^SMS Info not found\.?$/i,
		outcome: 'notSent',
		mayBeFromOperator: true,
		meaning: 'notFound',
		what: `${SERVICE} has no SMS with this ID`,
		advice: 'Check Message ID. The SMS may have been deleted.',
	},
	{
		// Fact sheet, section 3.4.
		sentence: /^(?:Invalid datetime format\b|Invalid timezone provided\.?$)/i,
		outcome: 'notSent',
		what: 'The host does not accept the dates of the filters in the form that is documented',
		advice:
			'Remove Created After and Created Before from Filters, and add a Filter node after this one.',
	},
	{
		// How a contact of another group is answered from the version with custom fields on.
		sentence: /^Sorry, but the page you were trying to view does not exist\.?$/i,
		outcome: 'unknown',
		meaning: 'noContact',
		what: NOT_IN_GROUP.what,
		advice: NOT_IN_GROUP.advice,
	},
	{
		sentence: /^No sending server available\b/i,
		outcome: 'notSent',
		what: 'Your plan at the host has no server for this type of message',
		advice: 'Ask the host for a plan with this type of message.',
		cause: 'configuration-invalid',
	},
	{
		sentence: /^Your sending server is not capable\b/i,
		outcome: 'notSent',
		what: 'The server of your plan at the host cannot send this type of message',
		advice:
			'If it says UNICODE, use only plain letters in the text. Otherwise ask the host for a plan with this type of message.',
		cause: 'configuration-invalid',
	},
	{
		sentence: /^Permission to send an SMS has not been enabled\b/i,
		outcome: 'notSent',
		mayBeFromOperator: true,
		what: 'Your plan at the host does not cover the country of this number',
		advice: 'Check the country code in To, or ask the host to enable the country.',
		adviceToGroup:
			'Check the country codes of the contacts in Group, or ask the host to enable the country.',
		cause: 'configuration-invalid',
	},
	{
		sentence: /^Please add coverage on your plan\.?$/i,
		outcome: 'notSent',
		mayBeFromOperator: true,
		what: 'Your plan at the host does not cover the country of this number',
		advice: 'Check the country code in To, or ask the host to enable the country.',
		adviceToGroup:
			'Check the country codes of the contacts in Group, or ask the host to enable the country.',
		cause: 'configuration-invalid',
	},
	{
		sentence:
			/^Originator .{1,80} is not (?:authorized to send this message|capable to send .{1,20} sms)\.?$/i,
		outcome: 'notSent',
		mayBeFromOperator: true,
		what: 'The host does not let your account send with this sender',
		advice: 'Enter a sender in From that the host has approved for your account.',
		cause: 'configuration-invalid',
	},
	{
		sentence: /^Number contains in the blacklist\.?$/i,
		outcome: 'notSent',
		mayBeFromOperator: true,
		what: 'The number is on the blacklist of your account at the host',
		advice: 'Remove the number from the blacklist on the website of the host.',
	},
	{
		sentence: /^Your message contains spam words\.?$/i,
		outcome: 'notSent',
		mayBeFromOperator: true,
		what: 'The host treats words in the text as spam',
		advice: 'Change the text, or ask the host which words it refuses.',
	},
	{
		sentence: /^No active subscription\.?$/i,
		outcome: 'notSent',
		mayBeFromOperator: true,
		what: 'Your account at the host has no active plan',
		advice: 'Renew the plan of your account at the host.',
		cause: 'quota-exhausted',
	},
	{
		sentence: /^There is not enough balance\b/i,
		outcome: 'notSent',
		mayBeFromOperator: true,
		what: 'The balance of your account at the host is too low',
		advice: 'Top up your account at the host.',
		cause: 'quota-exhausted',
	},
	{
		sentence: /^You have exceeded your sending limit\.?$/i,
		outcome: 'notSent',
		mayBeFromOperator: true,
		what: 'Your account at the host has reached its sending limit',
		advice: 'Send again later, or ask the host for a higher limit.',
		cause: 'quota-exhausted',
	},
	{
		sentence:
			/^(?:Could not interpret numbers\b|The string supplied did not seem to be a phone number\.?$|(?:\S{1,40} )?is a invalid phone number\.?$)/i,
		outcome: 'notSent',
		what: `${SERVICE} does not recognize this as a phone number`,
		advice: 'Enter the number with its country code, e.g. +33612345678.',
		cause: 'configuration-invalid',
	},
	{
		sentence: /^You cannot send more than \d{1,6} SMS\b/i,
		outcome: 'notSent',
		what: `${SERVICE} accepts fewer numbers per request`,
		advice: 'Send to fewer numbers with each item.',
		adviceToGroup: 'Send to groups with fewer contacts.',
		cause: 'configuration-invalid',
	},
	{
		sentence:
			/^(?:You have already subscribed to\b|The (?:p h o n e|phone) has already been taken\.?$)/i,
		thrownAs: 422,
		outcome: 'notSent',
		meaning: 'numberTaken',
		what: 'The group already has a contact with this number',
		advice: 'To change that contact, use Create or Update, or Update with its ID.',
	},
	{
		sentence: /^.{1,200} already available as your contact group\.?$/i,
		thrownAs: 422,
		outcome: 'notSent',
		what: 'You already have a group with this name',
		advice: 'Choose another name, or use the existing group.',
	},
	{
		sentence: /^Cannot assign null to property App\\Rules\\Phone::\$value of type string$/,
		thrownAs: 500,
		outcome: 'notSent',
		what: 'The phone number is missing',
		advice: 'Fill in Phone.',
		cause: 'configuration-invalid',
	},
	{
		sentence: /^locale\.campaign\.invalid_group$/,
		outcome: 'notSent',
		meaning: 'notFound',
		what: `${SERVICE} has no group with this ID`,
		advice: NO_SUCH_GROUP,
		cause: 'configuration-invalid',
	},
	{
		sentence: /^Valid phone number not found\. Please insert at least one valid phone number\.?$/i,
		outcome: 'notSent',
		what: 'The group has no contacts to send to',
		advice: 'Add contacts to the group first.',
		cause: 'configuration-invalid',
	},
	{
		sentence: /^SQLSTATE\[42S22\]: Column not found: \d{1,6} Unknown column 'first_name'/,
		thrownAs: 500,
		outcome: 'unknown',
		meaning: 'contactListBroken',
		what: 'The list of contacts does not work on this host: its server looks for names where this version no longer stores them',
		advice: `${HOST_FAULT} Until it is repaired, contacts can only be chosen by ID.`,
		cause: 'configuration-invalid',
	},
	{
		sentence: /^Call to a member function timezone\(\) on null/,
		thrownAs: 500,
		outcome: 'unknown',
		meaning: 'profileBroken',
		what: 'The host cannot show the profile of an account that has never logged in',
		advice: 'Log in once on the website of the host.',
	},
	{
		sentence:
			/^(?:SQLSTATE\[|Undefined (?:array key|variable|property|index|offset|constant)\b|Attempt to |Trying to |Call to |Cannot assign |Class "|Array to string |Illuminate\\|App\\|foreach\(\)|[A-Za-z_\\]{1,80}(?:::[A-Za-z_]{1,60})?\(\): Argument )/,
		outcome: 'unknown',
		what: `The ${SERVICE} server failed`,
		advice: HOST_FAULT,
	},
];

/** What the framework adds where it complains about several fields. */
const MORE_ERRORS = / \(and \d{1,4} more errors?\)$/;

/**
 * The known error that a sentence tells. What it means for a send or a creation holds only where `isFromHost`; all
 * else is `unknown`.
 */
export function knownErrorIn(sentence: string | undefined): KnownError | undefined {
	if (sentence === undefined) return undefined;
	const first = sentence.replace(MORE_ERRORS, '');
	const known = KNOWN_ERRORS.find((error) => error.sentence.test(first));
	// What the rest of a sentence that was cut says is not known.
	const isWhole = sentence.length < LONGEST_SENTENCE;
	return isWhole || known?.outcome === 'unknown' ? known : undefined;
}

/**
 * Whether an error came as the host itself says it, and not as an operator's words that it passes on: those have 403
 * or 404, and in version 3.1 an empty `data` beside them (recorded). An operator may be an app of the same framework.
 *
 * @param json the body of the answer
 * @param sends whether the request asked an operator for something
 */
export function isFromHost(
	{ thrownAs, mayBeFromOperator }: KnownError,
	statusCode: number,
	json: unknown,
	sends: boolean,
): boolean {
	const mayBePassedOn = sends && PASSED_ON.includes(statusCode);
	if (thrownAs === undefined) {
		return RETURNED.includes(statusCode) && !(mayBePassedOn && mayBeFromOperator === true);
	}
	if (statusCode === 200) return true;
	return statusCode === thrownAs && !mayBePassedOn && !(isRecord(json) && 'data' in json);
}
