import type { Encoding } from '../record/message';

/** A character outside the plain SMS alphabet (3GPP TS 23.038, section 6.2.1, and its extension table, 6.2.1.1). */
const SPECIAL =
	/[^\n\f\r !"#$%&'()*+,\-./0-9:;<=>?@A-Z[\\\]^_a-z{|}~¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ€]/;

/** The characters of the extension table, which take two places of the plain alphabet (3GPP TS 23.038, 6.2.1.1). */
const EXTENDED = new Set([...'\f^{}\\[~]|€'].map((character) => character.charCodeAt(0)));

/** Where a text has its first character outside the plain SMS alphabet, in UTF-16 units from 0; -1 where it has none. */
export function indexOfSpecial(text: string): number {
	return text.search(SPECIAL);
}

/** The encoding that a text needs: one character outside the plain SMS alphabet turns all of it into UCS-2. */
export function encodingOf(text: string): Encoding {
	return SPECIAL.test(text) ? 'UCS-2' : 'GSM-7';
}

/** Whether a UTF-16 unit is a character of the extension table. */
export function isExtended(codeUnit: number): boolean {
	return EXTENDED.has(codeUnit);
}
