import { Refusal } from '../requestParameters.mts';
import type { SmstoolsSettings } from './settings.mts';

/** A refusal with a code of the vendor's table (fact sheet 2). */
export class CodedRefusal extends Refusal {
	readonly code: number;
	/** Fact sheet 2: 400 in the examples, 404 for an unknown id in an update; no other is documented. */
	readonly status: number;

	constructor(code: number, message: string, status = 400) {
		super(message);
		this.code = code;
		this.status = status;
	}
}

/** An id that an update names and that does not exist: 404, with a code that is not documented (fact sheet 5.2, 5.4). */
export class NotFound extends Refusal {}

/** One entry of `errors`, the code as a number (vendor document a). */
export interface ErrorRow {
	error: number;
	errorMsg: string;
}

/** What a refusal is in `errors`. */
export function errorRow(refusal: CodedRefusal): ErrorRow {
	return { error: refusal.code, errorMsg: refusal.message };
}

/** The body of a refused request (fact sheet 2). What has no code of its own is 139, wrong parameters. */
export function errorBody({ errorCode }: SmstoolsSettings, refusal: Refusal): object {
	const code = refusal instanceof CodedRefusal ? refusal.code : 139;
	switch (errorCode) {
		case 'text':
			return { error: String(code), errorMsg: refusal.message };
		case 'number':
			return { error: code, errorMsg: refusal.message };
		case 'missing':
			return { errorMsg: refusal.message };
	}
}
