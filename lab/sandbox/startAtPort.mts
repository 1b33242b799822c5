import type { Sandbox, SandboxOptions } from './sandbox.mts';
import { startSandbox } from './sandbox.mts';

/** Where the sandbox listens unless it is told otherwise, so that what was entered yesterday is right today. */
export const USUAL_PORT = 4025;

/** How many requests are kept: triggers poll for days, and the page shows those of messages. */
const MOST_REQUESTS = 100;

/**
 * Starts the gateways for people, at the usual port, or at any free one when another program listens there.
 *
 * @throws Error when the port that is wanted is taken
 */
export async function startAtPort(wanted: SandboxOptions): Promise<Sandbox> {
	const options = { mostRequests: MOST_REQUESTS, ...wanted };
	if (options.port !== undefined) return await startSandbox(options);
	try {
		return await startSandbox({ ...options, port: USUAL_PORT });
	} catch (error) {
		if (!isPortTaken(error)) throw error;
		return await startSandbox({ ...options, port: 0 });
	}
}

/** Whether something could not be started because another program listens on its port. */
export function isPortTaken(error: unknown): error is Error {
	return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
