import { Failure } from './failure.mts';

interface FirstSmsOptions {
	/** Whether nothing stays up after it, so that it is all that was asked for. */
	once: boolean;
	signal: AbortSignal;
	say: (text: string) => void;
}

/**
 * Tells what came of the first SMS. One that fails does not end what stays up: there somebody can see why.
 *
 * @param send sends it, and returns its description
 * @throws Failure when it fails where nothing stays up, or after the signal
 */
export async function tellFirstSms(
	send: () => Promise<string>,
	{ once, signal, say }: FirstSmsOptions,
): Promise<void> {
	try {
		say(`\nThe SMS has arrived at the sandbox:\n${await send()}`);
	} catch (error) {
		if (!(error instanceof Failure) || once || signal.aborted) throw error;
		const reason = [error.message, ...error.details].join('\n  ');
		say(
			`\nThe form did not send an SMS this time, but n8n and the sandbox stay up:\n  ${reason}\n` +
				'The execution in the editor shows more.',
		);
	}
}
