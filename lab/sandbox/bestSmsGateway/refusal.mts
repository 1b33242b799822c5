import { Refusal } from '../requestParameters.mts';

/** The texts of the codes (vendor document, last table; recorded). */
const TEXTS: Record<number, string> = {
	1: 'sub_account not supplied',
	2: 'sub_account_pass not supplied',
	3: 'action not supplied',
	4: 'Incorrect sub_account name or password',
	5: 'The sub-account is currently disabled',
	6: 'Invalid action',
	7: 'missing request parameter',
	8: 'incorrect request parameter',
	10: 'no record found',
	11: 'operation failed',
};

/** A refusal with a vendor code, and the text of its table unless there is another one. */
export class CodedRefusal extends Refusal {
	readonly code: number;
	/** What the answer has besides code and text. */
	readonly extra: Record<string, unknown>;

	constructor(code: number, text = TEXTS[code] ?? '', extra: Record<string, unknown> = {}) {
		super(text);
		this.code = code;
		this.extra = extra;
	}
}

/** A statement that the database refuses: a web page with HTTP 500 comes instead of an answer (recorded). */
export class DatabaseFailure extends Error {}
