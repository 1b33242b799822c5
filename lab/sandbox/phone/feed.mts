import type { ListedMessage } from '../vendor.mts';
import type { MessageReader, PhoneMessage } from './messages.mts';
import { isRefusedKey, keyOf } from './messages.mts';

/** How often it is looked whether something has changed while somebody waits for it, in milliseconds. */
const LOOK_MS = 200;

/** What has changed since the last look. */
interface Changes {
	/** New ones, and those with another status; oldest first. */
	messages: PhoneMessage[];
	/** Sequence numbers of those that somebody removed from the list. */
	removed: number[];
}

/** All messages in the order in which they were seen, and what changes in them. */
export interface Feed {
	/** Oldest first, without those that were removed. */
	list(): PhoneMessage[];
	/** Takes messages out of the list; the gateways keep them. */
	remove(messages: readonly PhoneMessage[]): void;
	/** Calls back with what changes until the function that it returns is called. */
	watch(callBack: (changes: Changes) => void): () => void;
	/** What `load` needs to go on with the same sequence numbers. */
	dump(): StoredFeed;
	load(stored: StoredFeed): void;
	close(): void;
}

export interface StoredFeed {
	/** Sequence numbers by key, negative for one that was removed; without what was refused, which nobody keeps. */
	seqs: ReadonlyMap<string, number>;
	last: number;
}

/**
 * Makes the list.
 *
 * @param beforeLook called before each look
 */
export function createFeed(reader: MessageReader, beforeLook: () => void): Feed {
	const seqs = new Map<string, number>();
	const known = new Map<string, PhoneMessage>();
	const watchers = new Set<(changes: Changes) => void>();
	let removed: number[] = [];
	let last = 0;
	let timer: NodeJS.Timeout | undefined;

	/** By time, in whole seconds because some gateways have no others; within a second as the requests came. */
	function compareFresh(
		a: Pick<ListedMessage, 'vendor' | 'id' | 'at'>,
		b: Pick<ListedMessage, 'vendor' | 'id' | 'at'>,
	): number {
		const numbers = [a, b].map(({ vendor, id }) => reader.requestNumberOf(vendor, id));
		const [first = 0, second = 0] = numbers.includes(undefined) ? [] : numbers;
		return (
			secondOf(a).localeCompare(secondOf(b)) ||
			first - second ||
			a.at.localeCompare(b.at) ||
			a.id.localeCompare(b.id, undefined, { numeric: true })
		);
	}

	function look(): void {
		beforeLook();
		const changed: PhoneMessage[] = [];
		const read = reader.read();
		const fresh = read.filter((message) => !seqs.has(keyOf(message)));
		fresh.sort(compareFresh);
		for (const message of fresh) seqs.set(keyOf(message), ++last);
		for (const message of read) {
			const key = keyOf(message);
			const seq = seqs.get(key) ?? 0;
			if (seq < 0) continue;
			const before = known.get(key);
			const isSame =
				before?.status === message.status &&
				before.outcome === message.outcome &&
				before.sendAt === message.sendAt;
			if (isSame) continue;
			const numbered = { ...message, seq };
			known.set(key, numbered);
			changed.push(numbered);
		}
		const present = new Set(read.map(keyOf));
		for (const [key, { seq }] of known) {
			if (present.has(key)) continue;
			known.delete(key);
			removed.push(seq);
		}
		if (changed.length + removed.length === 0) return;
		const changes = { messages: changed.sort((a, b) => a.seq - b.seq), removed };
		removed = [];
		for (const callBack of watchers) callBack(changes);
	}

	return {
		list() {
			look();
			return [...known.values()].sort((a, b) => a.seq - b.seq);
		},
		remove(messages) {
			for (const message of messages) {
				seqs.set(keyOf(message), -message.seq);
				known.delete(keyOf(message));
				removed.push(message.seq);
			}
			look();
		},
		watch(callBack) {
			watchers.add(callBack);
			timer ??= setInterval(look, LOOK_MS).unref();
			return () => {
				watchers.delete(callBack);
				if (watchers.size > 0) return;
				clearInterval(timer);
				timer = undefined;
			};
		},
		dump: () => ({ seqs: new Map([...seqs].filter(([key]) => !isRefusedKey(key))), last }),
		load(stored) {
			for (const [key, seq] of stored.seqs) seqs.set(key, seq);
			last = stored.last;
		},
		close: () => clearInterval(timer),
	};
}

function secondOf({ at }: Pick<ListedMessage, 'vendor' | 'id' | 'at'>): string {
	return at.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);
}
