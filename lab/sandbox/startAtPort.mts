import type { Sandbox, SandboxOptions } from './sandbox.mts';
import { startSandbox } from './sandbox.mts';

/** Where the sandbox listens unless it is told otherwise, so that what was entered yesterday is right today. */
export const USUAL_PORT = 4025;

/**
 * Starts the gateways at the usual port, or at any free one when another program listens there.
 *
 * @throws Error when the port that `options` has is taken
 */
export async function startAtPort(options: SandboxOptions): Promise<Sandbox> {
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
