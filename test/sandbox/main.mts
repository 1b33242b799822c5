import { parseArgs } from 'node:util';
import { describeIncoming, describeLogins } from './logins.mts';
import { startSandbox } from './sandbox.mts';

/**
 * Reads the number of a port; undefined stays undefined.
 *
 * @throws Error for anything but 0 to 65535
 */
function readPort(text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	const port = Number(text);
	if (!/^\d+$/.test(text) || port > 65535) throw new Error(`--port ${text} is not a port`);
	return port;
}

const { values } = parseArgs({ options: { port: { type: 'string' } } });
const sandbox = await startSandbox({ port: readPort(values.port) });

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
