import { isOfPhp } from '../../shared/http/phpMessages';
import { isRecord, parseJson } from '../../shared/record/json';
import { endOfJsonObject } from '../../shared/record/jsonObject';

/** Responses from the server begin with their status (vendor document). */
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
