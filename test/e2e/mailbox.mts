import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** An email as it arrived. */
interface Email {
	to: string[];
	/** Headers and text, as sent. */
	text: string;
}

/** A mail server on 127.0.0.1 that keeps what it is given. Disposing of it ends it. */
export interface Mailbox extends AsyncDisposable {
	readonly port: number;
	readonly emails: readonly Email[];
}

/** Starts a mail server that knows as much of SMTP (RFC 5321) as it takes to receive an email. */
export async function openMailbox(): Promise<Mailbox> {
	const emails: Email[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		// A sender that breaks the connection off is its own business.
		socket.on('error', () => {});
		socket.on('close', () => sockets.delete(socket));
		receive(socket, (email) => emails.push(email));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (typeof address !== 'object' || address === null) throw new Error('It has no port.');
	return {
		port: address.port,
		emails,
		async [Symbol.asyncDispose]() {
			for (const socket of sockets) socket.destroy();
			server.close();
			await once(server, 'close');
		},
	};
}

function receive(socket: Socket, keep: (email: Email) => void): void {
	let email: Email = { to: [], text: '' };
	let inText = false;
	const answer = (line: string) => void socket.write(`${line}\r\n`);
	answer('220 ready');
	createInterface({ input: socket, crlfDelay: Infinity }).on('line', (line) => {
		if (inText && line === '.') {
			inText = false;
			keep(email);
			email = { to: [], text: '' };
			answer('250 kept');
		} else if (inText) {
			email.text += `${line}\n`;
		} else if (line === 'DATA') {
			inText = true;
			answer('354 go on');
		} else if (line === 'QUIT') {
			answer('221 bye');
			socket.end();
		} else {
			const to = /^RCPT TO:<(.*)>/.exec(line)?.[1];
			if (to !== undefined) email.to.push(to);
			answer('250 ok');
		}
	});
}
