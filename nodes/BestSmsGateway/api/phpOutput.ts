import { isOfPhp } from '../../shared/http/phpMessages';
import { isRecord, parseJson } from '../../shared/record/json';
import { endOfJsonObject } from '../../shared/record/jsonObject';

/** How many places are tried: a page without an answer is not searched for long. */
const MOST_TRIES = 20;

/** How the framework of the vendor's public source, CodeIgniter, shows a message of PHP (its `error_php.php`). */
const FRAMEWORK_MESSAGE =
	/<div style="border:1px solid #990000;[^">]{0,200}">\s{0,20}<h4>A PHP Error was encountered<\/h4>(?:(?!<div).){0,5000}?<\/div>/gs;

/**
 * The JSON object in what PHP printed. With warnings enabled, HTML is before and after it (fact
 * sheet, section 12.11). Where anything else stands beside it, as in a web page, it may be anybody's.
 *
 * @param keys of which an answer has at least one, so that other objects in a warning are none
 * @returns the body as it is where there is no answer in it; what is left of an answer that was cut off
 */
export function jsonIn(body: string, keys: string[]): string {
	const text = body.replace(FRAMEWORK_MESSAGE, '').trim();
	let start = nextStart(text, 0);
	for (let tries = 0; start !== -1 && tries < MOST_TRIES; tries++) {
		const end = endOfJsonObject(text, start);
		const isBehindPhp = isOfPhp(text.slice(0, start));
		if (end === undefined) {
			return isBehindPhp && text.startsWith('{"', start) ? text.slice(start) : body;
		}
		const json = text.slice(start, end);
		const value = parseJson(json);
		if (isRecord(value) && keys.some((key) => key in value)) {
			return isBehindPhp && isOfPhp(text.slice(end)) ? json : body;
		}
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
