import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Exchange } from './exchange.mts';

/** Passes requests on to a gateway, and keeps what it returned. */
export interface Relay {
	/** What the credential has as its Base URL. */
	baseUrl: string;
	/** Returns what has passed since it was called last. */
	taken(): Exchange[];
	close(): Promise<void>;
}

/** Of the connection and not of the message, or set by fetch itself. */
const NOT_PASSED_ON = new Set([
	'host',
	'connection',
	'content-length',
	'transfer-encoding',
	'accept-encoding',
	'keep-alive',
]);

/**
 * Starts a relay on this machine in front of a gateway, so that what the gateway really returned can be seen beside what the
 * node makes of it. Nothing is repeated, and no redirect is followed.
 */
export async function startRelay(gateway: string): Promise<Relay> {
	const { origin, pathname } = new URL(gateway);
	let exchanges: Exchange[] = [];
	const server = createServer((request, response) => {
		const { method = 'GET', url = '/' } = request;
		const path = url.split('?', 1)[0] ?? url;
		const record = (rest: Omit<Exchange, 'method' | 'path'>) =>
			exchanges.push({ method, path: path.slice(pathname.replace(/\/$/, '').length), ...rest });
		void passOn(request, `${origin}${url}`).then(
			({ status, contentType, headers, body }) => {
				record({ status, contentType, body: body.toString() });
				response.writeHead(status, headers).end(body);
			},
			() => {
				record({ status: 0, contentType: '', body: '' });
				response.destroy();
			},
		);
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	return {
		baseUrl: `http://127.0.0.1:${port}${pathname.replace(/\/$/, '')}`,
		taken() {
			const all = exchanges;
			exchanges = [];
			return all;
		},
		async close() {
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		},
	};
}

async function passOn(request: IncomingMessage, url: string) {
	const chunks: Buffer[] = [];
	for await (const chunk of request) {
		if (Buffer.isBuffer(chunk)) chunks.push(chunk);
	}
	const headers = Object.entries(request.headers).flatMap(
		([name, value]): Array<[string, string]> =>
			value === undefined || NOT_PASSED_ON.has(name) ? [] : [[name, String(value)]],
	);
	const body = Buffer.concat(chunks);
	const answer = await fetch(url, {
		method: request.method,
		headers,
		redirect: 'manual',
		// fetch refuses a body here, even an empty one.
		body: body.length === 0 || request.method === 'GET' ? undefined : body,
	});
	const contentType = answer.headers.get('content-type') ?? '';
	const passed: Record<string, string> = contentType === '' ? {} : { 'content-type': contentType };
	for (const name of ['location', 'retry-after']) {
		const value = answer.headers.get(name);
		if (value !== null) passed[name] = value;
	}
	return {
		status: answer.status,
		contentType,
		headers: passed,
		body: Buffer.from(await answer.arrayBuffer()),
	};
}
