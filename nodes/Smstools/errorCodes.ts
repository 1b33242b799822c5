import type { Failure } from '../shared/failure';

/** What a code of the vendor means and what to do about it. */
export interface ErrorCode {
	/** In our words, for answers that carry a code alone. */
	meaning: string;
	advice: string;
	cause?: Failure['cause'];
	/** Set where the message may have gone out in spite of the code. */
	outcome?: 'unknown';
}

const ENTER_TEXT: ErrorCode = {
	meaning: 'there is no text',
	advice: 'Fill in Message.',
	cause: 'configuration-invalid',
};
const ENTER_NUMBER: ErrorCode = {
	meaning: 'a phone number is missing or not valid',
	advice: 'Enter the phone number with its country code, e.g. +32474123456.',
	cause: 'configuration-invalid',
};
const CHOOSE_GROUP: ErrorCode = {
	meaning: 'the group does not exist',
	advice: 'Choose Group again, from the list.',
	cause: 'configuration-invalid',
};
const REPORT_IT: ErrorCode = {
	meaning: 'it does not take the request as it is',
	advice: 'Please report this, with the operation that you used.',
	cause: 'node-defect',
};

/**
 * The codes that this node can meet (fact sheet, section 2; 1002 and 1403 from a third party's table
 * only). 200 is such a code too, and not the HTTP status.
 */
export const ERROR_CODES: Record<number, ErrorCode> = {
	102: ENTER_TEXT,
	103: ENTER_NUMBER,
	104: {
		meaning: 'the credentials are wrong',
		advice:
			'Check Client ID and Client Secret in the credential: copy both again from Advanced > API authentication at Smstools.',
		cause: 'credential-invalid',
	},
	105: {
		meaning: 'it has trouble on its side',
		advice: 'This lies with Smstools. Try again later.',
		cause: 'temporarily-unavailable',
		outcome: 'unknown',
	},
	106: ENTER_NUMBER,
	108: {
		meaning: 'there is not enough credit',
		advice: 'Buy credit at Smstools, then run the workflow again.',
		cause: 'quota-exhausted',
	},
	109: {
		meaning: 'the sender is empty',
		advice: 'Fill in From.',
		cause: 'configuration-invalid',
	},
	110: {
		meaning: 'a number as sender has to begin with a plus',
		advice: 'Begin the number in From with +, e.g. +32460200300.',
		cause: 'configuration-invalid',
	},
	111: {
		meaning: 'the sender is not valid',
		advice:
			'Enter a name of at most 11 letters and digits in From, or a number of at most 14 digits.',
		cause: 'configuration-invalid',
	},
	112: ENTER_TEXT,
	113: REPORT_IT,
	114: REPORT_IT,
	116: {
		meaning: 'API access is switched off after long disuse',
		advice: 'Ask the support of Smstools to switch it on again.',
		cause: 'credential-invalid',
	},
	118: {
		meaning: 'the text is too long',
		advice: 'Shorten Message. Some characters count as two: see the hint below that field.',
		cause: 'configuration-invalid',
	},
	121: {
		meaning: 'the date is not valid or in the past',
		advice: 'Check Send At, and Time Zone in the credential.',
		cause: 'configuration-invalid',
	},
	122: REPORT_IT,
	123: {
		meaning: 'an ID is missing',
		advice: 'Fill in the ID.',
		cause: 'configuration-invalid',
	},
	124: CHOOSE_GROUP,
	125: CHOOSE_GROUP,
	126: {
		meaning: 'the name is missing',
		advice: 'Fill in Name.',
		cause: 'configuration-invalid',
	},
	128: CHOOSE_GROUP,
	129: {
		meaning: 'the number is in that group already',
		advice: 'To change a contact that may be there already, use Create or Update.',
		cause: 'configuration-invalid',
	},
	131: {
		meaning: 'the recipient is on your opt-out list',
		advice:
			'This person asked for no more messages. Take the number off the opt-out list at Smstools only if they want them again.',
		cause: 'configuration-invalid',
	},
	132: {
		meaning: 'the inbox does not exist',
		advice: 'Check Inbox Number: it must be a number of your own at Smstools.',
		cause: 'configuration-invalid',
	},
	135: REPORT_IT,
	136: REPORT_IT,
	138: {
		meaning: 'your account is not set up for this',
		advice: 'Ask the support of Smstools.',
		cause: 'configuration-invalid',
	},
	139: {
		meaning: 'parameters are missing or not valid',
		advice: 'Check the fields of this node against what Smstools says.',
		cause: 'configuration-invalid',
	},
	200: {
		meaning: 'the IP address of this n8n is not allowed',
		advice: 'Add the IP address of this n8n to the addresses that your Smstools account allows.',
		cause: 'credential-invalid',
	},
	1002: {
		meaning: 'there were too many failed log-ins',
		advice:
			'Check Client ID and Client Secret in the credential, and wait a while before the next run.',
		cause: 'credential-invalid',
	},
	1403: {
		meaning: 'this team user may not use one of the items',
		advice: 'Give the user the right at Smstools, or use the keys of another user.',
		cause: 'credential-invalid',
	},
};
