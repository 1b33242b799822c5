import { isRecord, parseJson } from '../shared/httpAnswer';
import { endOfJsonObject } from '../shared/jsonObject';

/** How many places are tried: a page without an answer is not searched for long. */
const MOST_TRIES = 20;

/**
 * The JSON object in what PHP printed. With warnings switched on, HTML stands before and after it (fact
 * sheet, section 12.11). It begins the body, a line, or what follows a tag.
 *
 * @param keys of which an answer has at least one, so that other objects in a web page are none
 * @returns the body as it is where there is no answer in it; what is left of an answer that was cut off
 */
export function jsonIn(body: string, keys: string[]): string {
	const text = body.trim();
	let start = nextStart(text, 0);
	for (let tries = 0; start !== -1 && tries < MOST_TRIES; tries++) {
		const end = endOfJsonObject(text, start);
		if (end === undefined) return text.startsWith('{"', start) ? text.slice(start) : body;
		const json = text.slice(start, end);
		const value = parseJson(json);
		if (isRecord(value) && keys.some((key) => key in value)) return json;
		start = nextStart(text, end);
	}
	return body;
}

/** The next "{" that begins the text, a line, or what follows a tag; -1 where there is none. */
function nextStart(text: string, from: number): number {
	for (let at = text.indexOf('{', from); at !== -1; at = text.indexOf('{', at + 1)) {
		let before = at - 1;
		while (before >= from && /[ \t]/.test(text.charAt(before))) before--;
		if (before < 0 || /[>\r\n]/.test(text.charAt(before))) return at;
	}
	return -1;
}
