/** How PHP begins a message, in HTML or in plain text. */
const MESSAGE_START =
	/^(?:<br \/>\s{0,9}<b>|PHP )?(?:Warning|Notice|Deprecated|Fatal error|Parse error|Strict Standards|Strict standards|User Warning|User Notice|User Deprecated)(?:<\/b>)?: /;
/** How a message ends. */
const MESSAGE_END = / on line (?:<b>)?\d{1,9}(?:<\/b>)?\s{0,9}(?:<br \/>)?$/;
/** What a web page has and a message of PHP does not. */
const WEB_PAGE = /<(?:!doctype|html|head|body|script)\b/i;

/** Whether a text is nothing but messages of PHP, or empty. */
export function isOfPhp(text: string): boolean {
	const trimmed = text.trim();
	if (trimmed === '') return true;
	return MESSAGE_START.test(trimmed) && MESSAGE_END.test(trimmed) && !WEB_PAGE.test(trimmed);
}
