/** Runs an action; what it throws becomes its value. */
export async function attempt<T>(action: () => T | Promise<T>): Promise<T | Error> {
	try {
		return await action();
	} catch (error) {
		return error instanceof Error ? error : new Error(String(error));
	}
}

/** Adds words to the message of an error, before the number of its item. */
export function addToSentence(error: Error, words: string): void {
	error.message = error.message.replace(/( \[item \d+\])?$/, ` ${words}$1`);
}
