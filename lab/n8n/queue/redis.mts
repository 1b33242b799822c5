import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { findProgram, startProgram, type RunningProgram } from './program.mts';

/**
 * Starts a Redis of our own, which keeps nothing when it ends.
 *
 * @param folder for its log; made when it is missing
 * @throws Failure when there is none on this system, or it does not start
 */
export async function startRedis(folder: string, signal: AbortSignal): Promise<RunningProgram> {
	await mkdir(folder, { recursive: true });
	const command = await findProgram('redis-server', 'redis-server');
	return await startProgram(
		{
			title: 'Redis',
			command,
			args: (port) =>
				['--bind', '127.0.0.1', '--port', String(port), '--dir', folder].concat([
					'--save',
					'',
					'--appendonly',
					'no',
				]),
			cwd: folder,
			logFile: join(folder, 'redis.log'),
			usualPort: 6379,
			isReady: answersPing,
		},
		signal,
	);
}

async function answersPing(port: number, signal: AbortSignal): Promise<boolean> {
	const socket = connect(port, '127.0.0.1');
	try {
		await once(socket, 'connect', { signal });
		socket.write('PING\r\n');
		const [answer] = (await once(socket, 'data', { signal })) as unknown[];
		return String(answer).startsWith('+PONG');
	} finally {
		socket.destroy();
	}
}
