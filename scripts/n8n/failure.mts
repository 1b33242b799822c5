/**
 * An end that the person at the keyboard can do something about. The message is one or more whole
 * sentences; `details` are lines to print below it, such as the end of a log.
 */
export class Failure extends Error {
	readonly details: readonly string[];

	constructor(message: string, details: readonly string[] = []) {
		super(message);
		this.name = 'Failure';
		this.details = details;
	}
}

/** Why a fetch failed: fetch itself only says that it did. */
export function causeOf(error: unknown): string {
	const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
	return cause instanceof Error ? cause.message : String(cause);
}
