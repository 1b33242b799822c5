import { inspect } from 'node:util';

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

	/** As the report of a test runner shows it: a stack is only for what nobody has foreseen. */
	[inspect.custom](): string {
		return [this.message, ...this.details].join('\n  ');
	}
}

/** A command line that cannot be followed. The message says why, in one line. */
export class UsageError extends Error {}

/** Prints why a script has failed; only what nobody has foreseen comes with a stack. */
export function report(error: unknown): void {
	process.exitCode = error instanceof UsageError ? 2 : 1;
	if (error instanceof UsageError) {
		process.stderr.write(`${error.message}\n`);
	} else if (error instanceof Failure) {
		process.stderr.write(`\n${[error.message, ...error.details].join('\n  ')}\n`);
	} else {
		console.error(error);
	}
}

/** Why a fetch failed: fetch itself only says that it did. */
export function causeOf(error: unknown): string {
	const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
	return cause instanceof Error ? cause.message : String(cause);
}
