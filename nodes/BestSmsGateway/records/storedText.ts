import { quoted } from '../../shared/record/text';
import { SERVICE } from '../api/account';

/** A character beyond U+FFFF, such as most emojis. */
const BEYOND = /[\u{10000}-\u{10FFFF}]/gu;

/** What the database makes of one: a question mark for each of its four bytes (fact sheet, section 12.5). */
const LOST = '????';

/** The most bytes of a text that the gateway keeps (fact sheet, section 12.10). */
const MOST_BYTES = 65_535;

/** Words in brackets that the gateway fills in from what it knows of a recipient, in any case. */
export type FilledIn = RegExp;

/** For numbers (fact sheet, section 12.9). */
export const FILLED_IN_FOR_NUMBERS: FilledIn =
	/\[(phone|time|user_id|sub_account_id|group_name)\]/i;

/**
 * For the contacts of a group: without those that a text to a group is written with. The gateway knows all
 * columns of a contact there (vendor's public source, `get_group_contacts`).
 */
export const FILLED_IN_FOR_GROUPS: FilledIn = /\[(time|user_id|sub_account_id|contact_id)\]/i;

/** A text as the gateway keeps it, words in brackets and its length left aside. */
export function asStored(text: string): string {
	return text.replace(BEYOND, LOST);
}

/**
 * What the gateway would change in a text, to follow the name of its field in a sentence; undefined where it
 * keeps it as it is.
 *
 * @param filledIn undefined where no words in brackets are filled in
 */
export function changeOf(text: string, filledIn?: FilledIn): string | undefined {
	const [lost] = text.match(BEYOND) ?? [];
	if (lost !== undefined) return `contains ${quoted(lost)}, which ${SERVICE} turns into “${LOST}”`;
	const [word] = filledIn?.exec(text) ?? [];
	if (word !== undefined) {
		return `contains ${quoted(word)}, which ${SERVICE} replaces with its own value`;
	}
	const { length } = new TextEncoder().encode(text);
	if (length > MOST_BYTES) return `has ${length} bytes, of which ${SERVICE} keeps ${MOST_BYTES}`;
	return undefined;
}
