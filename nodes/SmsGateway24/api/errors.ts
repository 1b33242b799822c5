import type { Failure } from '../../shared/failure/failure';
import { SERVICE } from './account';

/** What a sentence of an error means and what to do about it. */
interface KnownSentence extends Required<Pick<Failure, 'advice' | 'cause' | 'outcome'>> {
	says: RegExp;
}

const CHECK_TOKEN =
	'Check the credential. With a token: copy the Token again from your profile page on SmsGateway24.';

/**
 * What errors are known to say; the first row that fits counts. Only the sentence about the log-in is documented (vendor
 * document, sections 1, 7 and 9; also under methods that take a token: fact sheet, section 7.3), and means, as it is
 * printed, that nothing was done. So do sentences that say of the token alone that it is not accepted, by inference: a
 * token is checked before anything is sent. How others speak of a token, a device or a list is inferred too, and good for
 * advice alone: a phone has tokens of its own, and may be found missing after its SMS was stored.
 */
const KNOWN_SENTENCES: KnownSentence[] = [
	{
		says: /^login or password incorrect\.?$/i,
		advice: 'Check Email and Password in the credential.',
		cause: 'credential-invalid',
		outcome: 'notSent',
	},
	{
		says: /^(?:wrong token|token not found|invalid token|token expired)\.?$/i,
		advice: CHECK_TOKEN,
		cause: 'credential-invalid',
		outcome: 'notSent',
	},
	{
		says: /\btoken\b.{0,20}\b(not|wrong|invalid|incorrect|expired|unknown|missing|required)\b|\b(no|wrong|invalid|incorrect|expired|unknown|bad|missing)\b.{0,10}\btoken\b/i,
		advice: CHECK_TOKEN,
		cause: 'credential-invalid',
		outcome: 'unknown',
	},
	{
		says: /\b(c?tag|tags|c?tag[ _]id|list)\b/i,
		advice: `Check Group: the ID of a contact list, which ${SERVICE} calls a tag, from its website or from Group > Create.`,
		cause: 'configuration-invalid',
		outcome: 'unknown',
	},
	{
		says: /\bsms\b.*\bfound\b/i,
		advice: 'Check Message ID: the ID that Send returned for the SMS.',
		cause: 'configuration-invalid',
		outcome: 'unknown',
	},
	{
		says: /device/i,
		advice:
			'Choose Device again, from the list. The phone must belong to the account of the credential.',
		cause: 'configuration-invalid',
		outcome: 'unknown',
	},
];

/** Anything else. The vendor documents no other sentence. */
const UNKNOWN_SENTENCE = {
	advice: `Use the message from ${SERVICE} to correct the fields of this node.`,
	cause: 'configuration-invalid',
	outcome: 'unknown',
} as const;

/** What an error means by its sentence. */
export function meaningOf(sentence: string): Omit<KnownSentence, 'says'> {
	const { advice, cause, outcome } =
		KNOWN_SENTENCES.find(({ says }) => says.test(sentence)) ?? UNKNOWN_SENTENCE;
	return { advice, cause, outcome };
}
