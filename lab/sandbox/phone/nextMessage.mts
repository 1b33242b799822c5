import type { Feed } from './feed.mts';
import type { PhoneMessage } from './messages.mts';

/**
 * Returns the first message after a sequence number that fits, and waits for it.
 *
 * @param seconds how long; undefined is returned then, and when the signal comes
 */
export async function waitForNext(
	feed: Feed,
	after: number,
	matches: (message: PhoneMessage) => boolean,
	seconds: number,
	signal: AbortSignal,
): Promise<PhoneMessage | undefined> {
	const find = (messages: readonly PhoneMessage[]) =>
		messages.find((message) => message.seq > after && matches(message));
	const there = find(feed.list());
	if (there !== undefined) return there;
	return await new Promise((resolve) => {
		const end = (message?: PhoneMessage) => {
			stop();
			clearTimeout(timer);
			resolve(message);
		};
		const stop = feed.watch(({ messages }) => {
			const found = find(messages);
			if (found !== undefined) end(found);
		});
		const timer = setTimeout(end, seconds * 1000).unref();
		signal.addEventListener('abort', () => end());
	});
}
