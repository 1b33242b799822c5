import type { Failure } from '../shared/failure';
import { SERVICE } from './account';

/** What a sentence of an error means and what to do about it. */
interface KnownSentence extends Required<Pick<Failure, 'advice' | 'cause'>> {
	says: RegExp;
	/**
	 * What it says no to: the whole request, or one SMS, contact or campaign in it. Missing where it may come after an SMS
	 * was stored for the phone.
	 */
	refuses?: 'request' | 'sms';
}

const CHOOSE_DEVICE = {
	advice:
		'Choose Device again, from the list. The phone must belong to the account of the credential.',
	cause: 'configuration-invalid',
} as const;

const CHECK_TOKEN = {
	advice:
		'Check the credential. With a token: copy the Token again from your profile page on SmsGateway24.',
	cause: 'credential-invalid',
} as const;

const CHECK_GROUP = {
	advice: `Check Group: the ID of a contact list, which ${SERVICE} calls tag, from its website or from Group > Create.`,
	cause: 'configuration-invalid',
} as const;

/**
 * What errors are known to say; the first row that fits counts. Only the sentence about the log-in is documented (vendor
 * document, sections 1, 7 and 9; also under methods that take a token: fact sheet, section 7.3). How others speak of a
 * token, a device or a list is inferred. What they say cannot be said of an SMS that was stored: the server knows the
 * account by the token alone, and keeps an SMS for a device.
 */
const KNOWN_SENTENCES: KnownSentence[] = [
	{
		says: /^login or password/i,
		advice: 'Check Email and Password in the credential.',
		cause: 'credential-invalid',
		refuses: 'request',
	},
	{ says: refusalOf('token'), ...CHECK_TOKEN, refuses: 'request' },
	{
		says: /^no token(?: (?:found|given|provided|sent))?[.!]?$/i,
		...CHECK_TOKEN,
		refuses: 'request',
	},
	{
		says: /\btoken\b.{0,20}\b(not|wrong|invalid|incorrect|expired|unknown|missing|required)\b|\b(no|wrong|invalid|incorrect|expired|unknown|bad|missing)\b.{0,10}\btoken\b/i,
		...CHECK_TOKEN,
	},
	{ says: refusalOf('(?:c?tag|tags|list)(?:[ _]id)?'), ...CHECK_GROUP, refuses: 'sms' },
	{ says: /\b(tag|list)\b/i, ...CHECK_GROUP },
	{
		says: /\bsms\b.*\bfound\b/i,
		advice: 'Check Message ID: the ID that Send returned for the SMS.',
		cause: 'configuration-invalid',
	},
	{ says: refusalOf('device(?:[ _]id)?'), ...CHOOSE_DEVICE, refuses: 'sms' },
	{ says: /device/i, ...CHOOSE_DEVICE },
];

/** Anything else. The vendor documents no other sentence. */
const UNKNOWN_SENTENCE = {
	advice: `Check the fields of this node against what ${SERVICE} says.`,
	cause: 'configuration-invalid',
} as const;

/** What an error means by its sentence. */
export function meaningOf(sentence: string): Omit<KnownSentence, 'says'> {
	return KNOWN_SENTENCES.find(({ says }) => says.test(sentence)) ?? UNKNOWN_SENTENCE;
}

/**
 * A whole sentence by which something that was given is not there or not valid, and which says no more, such as "Device
 * not found" and "Wrong token".
 */
function refusalOf(thing: string): RegExp {
	const given = `${thing}(?: [#"“']?\\d{1,20}[”"']?)?`;
	const isNot =
		'(?:(?:is |was |has |could )?not (?:be )?(?:found|known|valid|correct|given)|does not exist|(?:is |was |has )?(?:unknown|invalid|incorrect|wrong|expired|missing|required))';
	const bad = '(?:unknown|invalid|incorrect|wrong|bad|expired|missing|no such)';
	return new RegExp(
		`^(?:(?:the |this |your )?(?:parameter )?${given} ${isNot}|${bad} ${given})[.!]?$`,
		'i',
	);
}
