/** The GSM 7-bit alphabet, and what it writes with two characters (3GPP TS 23.038). */
const PLAIN =
	/^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€\f]*$/u;
const EXTENDED = /[\f^{}\\[~\]|€]/gu;

/** Whether a text needs UTF-16, for which the server changes the type from 3.9 on (fact sheet 3.1 and 16.14). */
export function needsUnicode(text: string): boolean {
	return !PLAIN.test(text);
}

/** How many SMS a text takes, each of which costs. */
export function countParts(text: string): number {
	const isUnicode = needsUnicode(text);
	const length = text.length + (isUnicode ? 0 : (text.match(EXTENDED)?.length ?? 0));
	const [single, joined] = isUnicode ? [70, 67] : [160, 153];
	return length <= single ? 1 : Math.ceil(length / joined);
}
