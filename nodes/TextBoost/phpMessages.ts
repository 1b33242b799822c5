import { isRecord, parseJson } from '../shared/httpAnswer';

/** How PHP begins a message, in HTML or in plain text. */
const MESSAGE_START =
	/^(?:<br \/>\s{0,9}<b>|PHP )?(?:Warning|Notice|Deprecated|Fatal error|Parse error|Strict Standards|Strict standards|User Warning|User Notice|User Deprecated)(?:<\/b>)?: /;
/** How a message ends. */
const MESSAGE_END = / on line (?:<b>)?\d{1,9}(?:<\/b>)?\s{0,9}(?:<br \/>)?$/;
/** What a web page has and a message of PHP does not. */
const WEB_PAGE = /<(?:!doctype|html|head|body|script)\b/i;

/** The answers of the server begin with their status (vendor document). */
const ANSWER_START = '{"status":';

/**
 * The JSON of an answer around which PHP printed messages of its own, such as warnings (fact sheet, section 16.2).
 * Undefined where anything else stands beside it, as in a web page: that may be anybody's.
 */
export function jsonBetweenPhpMessages(body: string): unknown {
	const start = body.indexOf(ANSWER_START);
	if (start === -1) return undefined;
	const end = endOfObject(body, start);
	if (end === undefined || !isOfPhp(body.slice(0, start)) || !isOfPhp(body.slice(end))) {
		return undefined;
	}
	const json = parseJson(body.slice(start, end));
	return isRecord(json) ? json : undefined;
}

/** Whether a text is nothing but messages of PHP, or empty. */
function isOfPhp(text: string): boolean {
	const trimmed = text.trim();
	if (trimmed === '') return true;
	return MESSAGE_START.test(trimmed) && MESSAGE_END.test(trimmed) && !WEB_PAGE.test(trimmed);
}

/** Where the object that begins at `start` ends; undefined where it does not. */
function endOfObject(text: string, start: number): number | undefined {
	let depth = 0;
	let isInText = false;
	for (let at = start; at < text.length; at++) {
		const character = text[at];
		if (isInText) {
			if (character === '\\') at++;
			else if (character === '"') isInText = false;
		} else if (character === '"') isInText = true;
		else if (character === '{') depth++;
		else if (character === '}' && --depth === 0) return at + 1;
	}
	return undefined;
}
