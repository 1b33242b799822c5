import { jest } from '@jest/globals';

/** Lets the pauses of a run go by in no time, where jest's timers are fake. */
export async function withoutWaiting<T>(running: Promise<T>): Promise<T> {
	let isOver = false;
	const end = () => (isOver = true);
	running.then(end, end);
	while (!isOver) await jest.advanceTimersByTimeAsync(1);
	return await running;
}
