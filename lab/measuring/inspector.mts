import { once } from 'node:events';
import { isObject } from '../json.mts';
import { Failure } from '../n8n/failure.mts';
import { logLines } from '../n8n/logFile.mts';

/** The environment of a process that listens for an inspector, at any free port of this machine. */
export const INSPECTED = { NODE_OPTIONS: '--inspect=127.0.0.1:0' };

/** What a process of Node can be asked over Chrome's DevTools Protocol. Disposing of it lets go of the process. */
export interface Inspector extends Disposable {
	/** @throws Failure when the process refuses; when it ends before it has answered */
	ask(method: string, params?: object): Promise<Record<string, unknown>>;
}

/**
 * Connects to a process that was started with `INSPECTED`.
 *
 * @param logFile where the process has said at which address it listens
 * @throws Failure when it has not
 */
export async function inspectorOf(logFile: string): Promise<Inspector> {
	const lines = await logLines(logFile);
	// Node says it before anything else; processes that n8n starts may say it after it.
	const [address] = lines.flatMap(
		(line) => /^Debugger listening on (ws:\S+)/.exec(line)?.[1] ?? [],
	);
	if (address === undefined) throw new Failure('n8n does not listen for an inspector.');
	return await connect(address);
}

async function connect(address: string): Promise<Inspector> {
	const socket = new WebSocket(address);
	const ended = new AbortController();
	socket.addEventListener('close', () => ended.abort(new Failure('The inspector has gone.')));
	await once(socket, 'open', { signal: ended.signal });

	const waiting = new Map<number, (answer: Record<string, unknown>) => void>();
	socket.addEventListener('message', ({ data }) => {
		const answer: unknown = JSON.parse(String(data));
		// Events have no id; nobody asks for them.
		if (isObject(answer) && typeof answer.id === 'number') waiting.get(answer.id)?.(answer);
	});
	let lastId = 0;
	return {
		async ask(method, params = {}) {
			const id = (lastId += 1);
			const { promise, resolve, reject } = Promise.withResolvers<Record<string, unknown>>();
			waiting.set(id, resolve);
			const give = () => reject(ended.signal.reason);
			ended.signal.addEventListener('abort', give);
			if (ended.signal.aborted) give();
			socket.send(JSON.stringify({ id, method, params }));
			const { result, error } = await promise.finally(() => {
				waiting.delete(id);
				ended.signal.removeEventListener('abort', give);
			});
			if (!isObject(result)) throw new Failure(`${method} was refused: ${JSON.stringify(error)}`);
			return result;
		},
		[Symbol.dispose]: () => socket.close(),
	};
}
