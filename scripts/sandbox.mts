/** What `npm run sandbox` does: the gateways alone, until Ctrl+C. */
import { once } from 'node:events';
import { runCommand, wholeNumber } from '../lab/command.mts';
import { Failure } from '../lab/n8n/failure.mts';
import { addCustomers, describeIncoming, describeLogins } from '../lab/sandbox/logins.mts';
import type { SandboxOptions } from '../lab/sandbox/sandbox.mts';
import { isPortTaken, startAtPort, USUAL_PORT } from '../lab/sandbox/startAtPort.mts';

/** Runs until the signal comes. @throws Failure when another program listens on the port */
async function run({ port, strict }: SandboxOptions, signal: AbortSignal): Promise<void> {
	const options: SandboxOptions = {
		port,
		strict,
		onUndocumented({ method, path, undocumented }) {
			if (strict) process.stderr.write(`${method} ${path}: ${undocumented.join('; ')}\n`);
		},
	};
	const sandbox = await startAtPort(options).catch((error: unknown) => {
		if (!isPortTaken(error)) throw error;
		throw new Failure(`Another program listens on this port: ${error.message}.`);
	});
	addCustomers(sandbox);
	const isElsewhere = port === undefined && new URL(sandbox.origin).port !== String(USUAL_PORT);
	const taken = isElsewhere ? `\nAnother program listens on port ${USUAL_PORT}.` : '';
	process.stdout.write(`The sandbox: ${sandbox.origin}${taken}

${describeLogins(sandbox)}

Open ${sandbox.origin} to see every SMS, and to answer. docs/sandbox.md has numbers to test with, and the API for tests.
Let an SMS come in from a terminal:

${describeIncoming(sandbox)}

Ctrl+C ends it.
`);
	if (!signal.aborted) await once(signal, 'abort');
	await sandbox.close();
}

await runCommand(
	{
		name: 'sandbox',
		summary:
			'Runs the four gateways on this machine until Ctrl+C, and prints how to log in to them.',
		options: {
			port: {
				type: 'string',
				value: '<number>',
				help: `Listens on this port. Default: ${USUAL_PORT}, or any free one when that is taken`,
			},
			strict: {
				type: 'boolean',
				default: false,
				help:
					'Prints a line to stderr for each request with something that no document of the gateway shows;\n' +
					'the answers stay the same.',
			},
		},
		whenStopped: 'Stopped before the sandbox was up.',
	},
	async ({ port, strict }, signal) => {
		const number = port === undefined ? undefined : wholeNumber('port', port, { most: 65535 });
		await run({ port: number, strict }, signal);
	},
);
