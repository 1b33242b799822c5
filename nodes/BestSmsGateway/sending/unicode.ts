/** The characters of a plain SMS (3GPP TS 23.038, default alphabet and its extension). */
const PLAIN =
	/^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà\f^{}\\[~\]|€]*$/;

/**
 * Whether a text loses characters, such as emojis, unless it is sent as Unicode, which makes it
 * cost more (vendor document, `unicode`).
 */
export function needsUnicode(text: string): boolean {
	return !PLAIN.test(text);
}
