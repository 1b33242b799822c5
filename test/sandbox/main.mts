/** What `npm run sandbox` does: the gateways alone, until Ctrl+C. */
import { parseArgs } from 'node:util';
import { describeIncoming, describeLogins } from './logins.mts';
import { startSandbox } from './sandbox.mts';
import type { SandboxOptions } from './sandbox.mts';

const HELP = `npm run sandbox -- [options]: runs the four gateways on this machine until Ctrl+C, and prints how to log in to them.

  --port <number>  listens on this port; without it, on any free one
  --strict         prints a line to stderr for each request that holds what no document of the gateway shows;
                   the answers stay the same
  --help           prints this
`;

/** A command line that cannot be followed, in a sentence. */
class UsageError extends Error {}

/** @throws UsageError for what is not an option, and for a value that it cannot have */
function readOptions(): SandboxOptions & { help: boolean } {
	try {
		const { values } = parseArgs({
			options: {
				port: { type: 'string' },
				strict: { type: 'boolean', default: false },
				help: { type: 'boolean', default: false },
			},
		});
		return { ...values, port: readPort(values.port) };
	} catch (error) {
		// So parseArgs says that an option is unknown or lacks its value.
		throw error instanceof TypeError ? new UsageError(error.message) : error;
	}
}

/** The number of a port; undefined stays undefined. @throws UsageError for anything but 0 to 65535 */
function readPort(text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	const port = Number(text);
	if (/^\d+$/.test(text) && port <= 65535) return port;
	throw new UsageError(`--port ${text} is not a port: a whole number from 0 to 65535.`);
}

async function run({ port, strict }: SandboxOptions): Promise<void> {
	const sandbox = await startSandbox({
		port,
		strict,
		onUndocumented({ method, path, undocumented }) {
			if (strict) process.stderr.write(`${method} ${path}: ${undocumented.join('; ')}\n`);
		},
	});
	process.stdout.write(`SMS sandbox: ${sandbox.origin}

${describeLogins(sandbox)}

Open ${sandbox.origin} to see the messages. Let an SMS come in:

${describeIncoming(sandbox)}

Ctrl+C ends it.
`);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => {
			void sandbox.close();
		});
	}
}

function isPortTaken(error: unknown): error is Error {
	return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

try {
	const { help, ...options } = readOptions();
	if (help) process.stdout.write(HELP);
	else await run(options);
} catch (error) {
	if (error instanceof UsageError) {
		process.stderr.write(`${error.message}\nnpm run sandbox -- --help lists the options.\n`);
		process.exitCode = 2;
	} else if (isPortTaken(error)) {
		process.stderr.write(`Another program listens on this port: ${error.message}.\n`);
		process.exitCode = 1;
	} else {
		throw error;
	}
}
