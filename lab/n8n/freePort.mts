import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Returns the wanted port when nothing listens on it at 127.0.0.1, else any free one.
 * Another program can still take it before it is used: whoever uses it must be ready to ask again.
 */
export async function freePort(wanted: number): Promise<number> {
	for (const port of [wanted, 0]) {
		const free = await listenOnce(port);
		if (free !== undefined) return free;
	}
	throw new Error('This machine has no free port on 127.0.0.1.');
}

async function listenOnce(port: number): Promise<number | undefined> {
	const server = createServer();
	try {
		server.listen(port, '127.0.0.1');
		await once(server, 'listening');
	} catch {
		return undefined;
	}
	const address = server.address();
	server.close();
	await once(server, 'close');
	return typeof address === 'object' && address !== null ? address.port : undefined;
}
