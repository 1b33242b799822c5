import { isRecord, parseJson } from '../shared/httpAnswer';
import { endOfJsonObject } from '../shared/jsonObject';

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
	const end = endOfJsonObject(body, start);
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
