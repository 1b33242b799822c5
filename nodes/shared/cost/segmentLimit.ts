import { encodingOf } from './encoding';
import { replaceSpecialCharacters } from './replacements';
import type { SegmentCount, SmsSizes } from './segments';
import { countSegments, fittingLength } from './segments';
import { firstSpecialCharacter, shownCharacter, specialCharactersOf } from './specialCharacters';

/** How many characters an advice lists. */
const MOST_IN_ADVICE = 5;

/**
 * Why a text is refused by Most Segments: the count, the encoding, and the character that forces it.
 *
 * @param count of this text
 * @param limit 1 or more
 * @param isChosen whether the user chose the encoding, so that no character forces it
 * @returns undefined where the text is within the limit
 */
export function problemOfSegments(
	text: string,
	count: SegmentCount,
	limit: number,
	sizes: SmsSizes,
	isChosen = false,
): { problem: string; advice: string } | undefined {
	if (count.segments <= limit) return undefined;
	const needs = `Message needs ${count.segments} SMS (limit ${limit})`;
	const special = count.encoding === 'UCS-2' && !isChosen ? firstSpecialCharacter(text) : undefined;
	if (special === undefined) {
		const fits = fittingLength(text, limit, count.encoding, sizes);
		return {
			problem: `${needs}: it has ${count.length} characters in ${count.encoding}, of which ${fits} fit in ${limit} SMS.`,
			advice: `Shorten Message to ${fits} characters, or raise Most Segments.`,
		};
	}
	const character = `${shownCharacter(special.character)} at position ${special.position}`;
	return {
		problem: `${needs}: ${character} is not in the plain SMS alphabet, so it is sent as ${count.encoding}.`,
		advice: adviceFor(text, limit, sizes),
	};
}

function adviceFor(text: string, limit: number, sizes: SmsSizes): string {
	const { text: plain } = replaceSpecialCharacters(text, sizes);
	if (encodingOf(plain) === 'GSM-7') {
		const { segments } = countSegments(plain, sizes);
		if (segments <= limit) {
			return `Turn on Replace Special Characters, and Message needs ${segments} SMS. Or shorten it, or raise Most Segments.`;
		}
		return `Shorten Message, or raise Most Segments. With Replace Special Characters it needs ${segments} SMS.`;
	}
	const all = specialCharactersOf(text).map(({ character }) => shownCharacter(character));
	const listed =
		all.slice(0, MOST_IN_ADVICE).join(', ') + (all.length > MOST_IN_ADVICE ? ' …' : '');
	const [plainSize, specialSize] = [sizes['GSM-7'].single, sizes['UCS-2'].single];
	return `Shorten Message, raise Most Segments, or write it without ${listed}: an SMS has ${plainSize} characters, but ${specialSize} with such characters in it.`;
}
