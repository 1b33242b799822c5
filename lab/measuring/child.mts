import { fork, type ForkOptions } from 'node:child_process';
import { once } from 'node:events';

/** A module that runs in a process of its own, and answers questions. */
export interface Child {
	/** Asks one question after the other. @throws Error when the process ends without an answer */
	ask: (question: unknown) => Promise<unknown>;
	/** Ends the process. */
	close: () => Promise<void>;
}

/** Runs a module that calls `answerParent`. Its process ends by itself when this one is gone. */
export function startChild(file: string, args: string[] = [], options: ForkOptions = {}): Child {
	const child = fork(file, args, options);
	const ended = new AbortController();
	// As when the signal among the options comes.
	child.once('error', (error) => ended.abort(error));
	child.once('exit', () => ended.abort(new Error(`The process of ${file} has ended`)));

	const askNow = async (question: unknown): Promise<unknown> => {
		const answer = once(child, 'message', { signal: ended.signal });
		child.send({ question });
		try {
			const [value] = (await answer) as unknown[];
			return value;
		} catch (error) {
			ended.signal.throwIfAborted();
			throw error;
		}
	};
	let last: Promise<unknown> = Promise.resolve();
	return {
		async ask(question) {
			last = last.then(async () => await askNow(question));
			return await last;
		},
		async close() {
			if (ended.signal.aborted) return;
			const exit = once(child, 'exit');
			child.disconnect();
			await exit;
		},
	};
}

/** In the child: answers what the process that started it asks, until that lets go. */
export function answerParent<Question>(answer: (question: Question) => unknown): void {
	const reply = async (question: Question) => process.send?.((await answer(question)) ?? null);
	process.on('message', ({ question }: { question: Question }) => void reply(question));
	process.once('disconnect', () => process.exit());
	// Ctrl+C reaches the whole group; the process that started this one says when it is over.
	process.on('SIGINT', () => {});
}
