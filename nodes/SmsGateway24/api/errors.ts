import type { Failure } from '../../shared/failure/failure';
import { SERVICE } from './account';

/** A field of the node that some advice is about, by its display name. */
export type ShownField = 'Device' | 'Group' | 'Message ID';

/** What the user sees where an error comes out, so that no advice names what is not there. */
export interface Surroundings {
	/** Whether the credential is one of email and password, and not of a token. */
	byPassword: boolean;
	shows: ReadonlySet<ShownField>;
}

/** What a sentence of an error means, and what to do about it. */
interface KnownSentence extends Required<Pick<Failure, 'cause' | 'outcome'>> {
	says: RegExp;
	/** The field that the advice is about; where it is not shown, the advice is that on an unknown sentence. */
	about?: ShownField;
	advice: string | ByCredential;
}

interface ByCredential {
	byToken: string;
	byPassword: string;
}

const COPY_TOKEN = `Copy the Token again from your profile page on ${SERVICE} into the credential.`;

const TOKEN_ADVICE: ByCredential = {
	byToken: COPY_TOKEN,
	byPassword: `${SERVICE} did not accept the token that it gave for Email and Password. Check both in the credential.`,
};

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
		advice: { byToken: COPY_TOKEN, byPassword: 'Check Email and Password in the credential.' },
		cause: 'credential-invalid',
		outcome: 'notSent',
	},
	{
		says: /^(?:wrong token|token not found|invalid token|token expired)\.?$/i,
		advice: TOKEN_ADVICE,
		cause: 'credential-invalid',
		outcome: 'notSent',
	},
	{
		says: /\btoken\b.{0,20}\b(not|wrong|invalid|incorrect|expired|unknown|missing|required)\b|\b(no|wrong|invalid|incorrect|expired|unknown|bad|missing)\b.{0,10}\btoken\b/i,
		advice: TOKEN_ADVICE,
		cause: 'credential-invalid',
		outcome: 'unknown',
	},
	{
		says: /\b(c?tag|tags|c?tag[ _]id|list)\b/i,
		about: 'Group',
		advice: `Check Group: the ID of a contact list, which ${SERVICE} calls a tag, from its website or from Group > Create.`,
		cause: 'configuration-invalid',
		outcome: 'unknown',
	},
	{
		says: /\bsms\b.*\bfound\b/i,
		about: 'Message ID',
		advice: 'Check Message ID: the ID that Send returned for the SMS.',
		cause: 'configuration-invalid',
		outcome: 'unknown',
	},
	{
		says: /device/i,
		about: 'Device',
		// A new ID: fact sheet, section 7.8.
		advice:
			'Choose Device again, from the list. The phone must belong to the account of the credential, and may have a new ID after an update of its app.',
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
export function meaningOf(
	sentence: string,
	{ byPassword, shows }: Surroundings,
): Required<Pick<Failure, 'advice' | 'cause' | 'outcome'>> {
	const known = KNOWN_SENTENCES.find(({ says }) => says.test(sentence));
	if (known === undefined) return UNKNOWN_SENTENCE;
	const { about, advice, cause, outcome } = known;
	if (about !== undefined && !shows.has(about)) {
		return { advice: UNKNOWN_SENTENCE.advice, cause, outcome };
	}
	if (typeof advice === 'string') return { advice, cause, outcome };
	return { advice: byPassword ? advice.byPassword : advice.byToken, cause, outcome };
}
