import type { Failure } from '../../shared/failure/failure';

/**
 * What the vendor refuses: the request as it is, what it says (text, sender, time), or whom it is for. Where a request
 * holds several of it, the others may have been taken.
 */
export type Subject = 'request' | 'content' | 'recipient';

/** What a vendor error means and what to do about it. */
export interface KnownError {
	/** In our words, for answers that carry a code alone. */
	meaning: string;
	advice: string;
	/** The advice on contacts, where that names another field. */
	adviceOnContacts?: string;
	cause?: Failure['cause'];
	/** What it refuses. Missing where it may come after a message was handed on. */
	refuses?: Subject;
}

const ENTER_TEXT: KnownError = {
	meaning: 'there is no text',
	advice: 'Fill in Message.',
	cause: 'configuration-invalid',
	refuses: 'content',
};
const ENTER_NUMBER: KnownError = {
	meaning: 'a phone number is missing or not valid',
	advice: 'Enter the phone number with its country code, e.g. +32474123456.',
	cause: 'configuration-invalid',
	refuses: 'recipient',
};
const CHOOSE_GROUP: KnownError = {
	meaning: 'the group does not exist',
	advice: 'Choose Group from the list. If you entered a name there, set it to By Name.',
	cause: 'configuration-invalid',
	// One request never names two groups.
	refuses: 'request',
};
/** What this node never gives cause for. */
const REPORT_IT: KnownError = {
	meaning: 'it did not accept the request',
	advice: 'Please report this, with the operation that you used.',
	cause: 'node-defect',
	refuses: 'request',
};

/**
 * All codes that are known (fact sheet, section 2; 140, 1002 and 1403 from a third party's table
 * only). 200 is such a code too, and not the HTTP status.
 *
 * By their documented meaning all but 105, trouble on the vendor's side, are about what the vendor was
 * given, and come before a message is handed on; 140 is in no page that the vendor wrote, so that it leaves this open.
 * The HTTP status says nothing: which one comes with which code is not documented.
 */
export const ERROR_CODES: Record<number, KnownError> = {
	// A client has it as "Not enough credits" (fact sheet, section 14.3), which others of a request may have been before.
	102: { ...ENTER_TEXT, refuses: 'recipient' },
	103: ENTER_NUMBER,
	104: {
		meaning: 'the credentials are wrong',
		advice:
			'Check Client ID and Client Secret in the credential: copy both again from Advanced > API authentication at Smstools.',
		cause: 'credential-invalid',
		refuses: 'request',
	},
	105: {
		meaning: 'something went wrong on its side',
		advice: 'Try again later. If this keeps happening, ask Smstools support.',
		cause: 'temporarily-unavailable',
	},
	106: ENTER_NUMBER,
	108: {
		meaning: 'there is not enough credit',
		advice: 'Buy credit at Smstools, then run the workflow again.',
		cause: 'quota-exhausted',
		refuses: 'recipient',
	},
	109: {
		meaning: 'the sender is empty',
		advice:
			'Your account cannot send without a sender. Fill in From: Account > Get Senders shows what you can use.',
		cause: 'configuration-invalid',
		refuses: 'content',
	},
	110: {
		meaning: 'a number as sender has to begin with a plus',
		advice: 'Begin the number in From with +, e.g. +32460200300.',
		cause: 'configuration-invalid',
		refuses: 'content',
	},
	111: {
		meaning: 'the sender is not valid',
		advice:
			'Enter a name of at most 11 letters and digits in From, or a number of at most 14 digits.',
		cause: 'configuration-invalid',
		refuses: 'content',
	},
	112: ENTER_TEXT,
	113: REPORT_IT,
	114: REPORT_IT,
	116: {
		meaning: 'API access was disabled because it was not used for a long time',
		advice: 'Ask Smstools support to enable it again.',
		cause: 'credential-invalid',
		refuses: 'request',
	},
	118: {
		meaning: 'the text is too long',
		advice: 'Shorten Message. Some characters, such as € and {, count as two.',
		cause: 'configuration-invalid',
		refuses: 'content',
	},
	121: {
		meaning: 'the date is not valid or in the past',
		advice: 'Check Send At, and Time Zone in the credential.',
		adviceOnContacts: 'Check Birthday: it must be a day of the calendar, e.g. 1997-03-23.',
		cause: 'configuration-invalid',
		refuses: 'content',
	},
	122: REPORT_IT,
	123: { ...REPORT_IT, meaning: 'an ID is missing' },
	124: CHOOSE_GROUP,
	125: CHOOSE_GROUP,
	126: {
		meaning: 'the name is missing',
		advice: 'Fill in Name.',
		cause: 'configuration-invalid',
		refuses: 'content',
	},
	128: CHOOSE_GROUP,
	129: {
		meaning: 'the number is already in that group',
		advice:
			'The group has a contact with this number. Use Create or Update, which changes that contact.',
		cause: 'configuration-invalid',
		refuses: 'recipient',
	},
	131: {
		meaning: 'the recipient is on your opt-out list',
		advice:
			'This person has opted out. Remove the number from the opt-out list at Smstools only if they want messages again.',
		cause: 'configuration-invalid',
		refuses: 'recipient',
	},
	132: {
		meaning: 'the inbox does not exist',
		advice: 'Check Inbox Number: it must be a number of your own at Smstools.',
		cause: 'configuration-invalid',
		refuses: 'request',
	},
	133: {
		meaning: 'the message does not exist',
		advice: 'It may have been removed at Smstools. Read the list of messages again.',
		cause: 'configuration-invalid',
		refuses: 'request',
	},
	134: { ...REPORT_IT, meaning: 'the webhook does not exist' },
	135: REPORT_IT,
	136: REPORT_IT,
	137: {
		meaning: 'the 24 hours in which WhatsApp takes free texts are over',
		advice:
			'Send this person a WhatsApp template message at Smstools, or wait for their next message.',
		cause: 'configuration-invalid',
		refuses: 'recipient',
	},
	138: {
		meaning: 'your account is not set up for this',
		advice: 'Ask Smstools support.',
		cause: 'configuration-invalid',
		refuses: 'content',
	},
	139: {
		meaning: 'parameters are missing or not valid',
		advice: 'Use the message from Smstools to correct the fields of this node.',
		cause: 'configuration-invalid',
		refuses: 'content',
	},
	140: {
		meaning: 'the WhatsApp Business account is missing or not valid',
		advice: 'Check the WhatsApp Business account at Smstools.',
		cause: 'configuration-invalid',
	},
	200: {
		meaning: 'the IP address of this n8n is not allowed',
		advice: 'Add the IP address of this n8n to the addresses that your Smstools account allows.',
		cause: 'credential-invalid',
		refuses: 'request',
	},
	1002: {
		meaning: 'there were too many failed log-ins',
		advice:
			'Check Client ID and Client Secret in the credential, and wait a while before the next run.',
		cause: 'credential-invalid',
		refuses: 'request',
	},
	1403: {
		meaning: 'this team user may not use one of the items',
		advice: 'Give the user permission at Smstools, or use the keys of another user.',
		cause: 'credential-invalid',
		refuses: 'content',
	},
};

/** Errors that come without a code, by their sentence. */
const KNOWN_SENTENCES: Array<KnownError & { says: RegExp }> = [
	// Fact sheet, section 2 (DOCS D4).
	{ says: /^error parsing json/i, ...REPORT_IT },
	{
		// Fact sheet, section 2 (DOCS D11), for the statistics of a subaccount.
		says: /^subaccount does not exist/i,
		meaning: 'the subaccount does not exist',
		advice: 'Choose Subaccount again, from the list.',
		cause: 'configuration-invalid',
		refuses: 'content',
	},
];

/** What is known of an error; undefined where no document has it. */
export function knownError(
	code: number | undefined,
	sentence: string | undefined,
): KnownError | undefined {
	if (code !== undefined) return ERROR_CODES[code];
	return KNOWN_SENTENCES.find(({ says }) => says.test(sentence ?? ''));
}
