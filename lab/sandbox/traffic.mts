import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Counts the bytes that go over a server's connections, with all headers. @returns how many there were so far */
export function countTraffic(server: Server): () => number {
	const open = new Set<Socket>();
	let ended = 0;
	const bytesOf = ({ bytesRead, bytesWritten }: Socket) => bytesRead + bytesWritten;
	server.on('connection', (socket) => {
		open.add(socket);
		socket.once('close', () => {
			open.delete(socket);
			ended += bytesOf(socket);
		});
	});
	return () => [...open].reduce((sum, socket) => sum + bytesOf(socket), ended);
}
