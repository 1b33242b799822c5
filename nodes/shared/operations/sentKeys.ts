import { createHash, randomUUID } from 'crypto';
import { sleep } from 'n8n-workflow';
import { attempt } from '../failure/thrown';
import type { DeduplicationStore } from './savedStates';
import { inStoreTurn } from './storeTurns';

/**
 * What happened to a claim to a key:
 *
 * - `granted`: the key is new, and belongs to the claimant until it is ended.
 * - `sent`: what had the key was accepted.
 * - `doubtful`: it is not known what came of it, e.g. because n8n was killed then.
 * - `underWay`: another claimant of this process has it, until `ended`.
 */
export type Claim =
	| { kind: 'granted' | 'sent' | 'doubtful' }
	| { kind: 'underWay'; ended: Promise<void> };

/** How what had a key ended; only `refused` frees the key. */
export type Ending = 'accepted' | 'refused' | 'unknown';

type Verdict = 'granted' | 'sent' | 'doubtful';

interface Ask {
	keys: string[];
	mostKeys: number;
	answer: (verdicts: Map<string, Verdict> | Error) => void;
}

interface Removal {
	entries: string[];
	done: (error: Error | undefined) => void;
}

interface UnderWay {
	ended: Promise<void>;
	end: () => void;
}

/** What executions of one node have to do with its keys in this process. */
interface Ledger {
	underWay: Map<string, UnderWay>;
	asks: Ask[];
	removals: Removal[];
	/** Tokens that are no longer needed. */
	litter: string[];
	/** The newest keys of this process, the oldest first: recorded again with every other one, should they be lost. */
	recent: string[];
	isAtWork: boolean;
}

const ledgers = new Map<string, Ledger>();

/** A key has its own entry and, as long as its outcome is not known, a mark. */
const ENTRIES_PER_KEY = 2;

/** How long to wait, at least and at most, until what another process may have read before is written. */
const SHORTEST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 40;

/** How many keys a process records again with each new one, as long as it is busy with the node. */
const MOST_RECENT = 200;

/** How often to look whether the last write was ours. */
const MOST_CHECKS = 20;

/**
 * Remembers across executions which keys a node has sent something with, in n8n's deduplication store.
 *
 * A key is recorded before the request, with a mark that is taken away once the outcome is known. So a key with its mark,
 * found later, was claimed by an execution that was killed, or whose outcome is unknown.
 *
 * In one process, all claims and endings of a node go through one ledger: those that wait for their turn share one call of
 * the store, and a key that is under way is not asked for. Other processes know nothing of that, and n8n's store has no
 * lock: it reads all entries, changes them and writes them back, so that what another process has written meanwhile is
 * lost. So each claim records a token of its own, waits for as long as such a write takes, and looks whether the token is
 * still there. If not, another process was the last to write: keys that are there now are left to it, and the others are
 * recorded again. That is Fischer's algorithm: of two processes, both are granted a key only where one of them takes longer between
 * reading and writing than the other one waits. Of three and more, two may be granted it at times, for the copies that the
 * others write back in turn may hide a key and show it again.
 *
 * What another process writes may also lose a key that was granted. So a process that is busy records its newest keys again
 * with each new one. In a real n8n 2.41.1 with two workers and Postgres, of 200 keys that were claimed at once and asked for
 * again right after that, 1 to 13 were lost; up to 59 without it.
 *
 * `SavedStates.clearAllProcessedItems` would forget the keys of the same node too, but only contacts have saved states,
 * and a node that saves contacts sends nothing.
 */
export class SentKeys {
	private readonly store: DeduplicationStore;
	private readonly node: string;
	private readonly mostKeys: number;

	/**
	 * @param node what tells the node from others, such as the ids of its workflow and its own
	 * @param mostKeys how many keys are remembered at least; the oldest are forgotten first
	 */
	constructor(store: DeduplicationStore, node: string, mostKeys: number) {
		this.store = store;
		this.node = node;
		this.mostKeys = mostKeys;
	}

	/**
	 * Claims keys, in their order; the second of two equal ones finds the first one under way. Whoever is granted a key must
	 * end it.
	 *
	 * @throws what the store throws; no key is granted then
	 */
	async claim(keys: readonly string[]): Promise<Claim[]> {
		const ledger = this.ledger();
		const asked: string[] = [];
		const busy = keys.map((key) => {
			const other = ledger.underWay.get(key);
			if (other !== undefined) return other;
			ledger.underWay.set(key, underWay());
			asked.push(key);
			return undefined;
		});
		const verdicts = asked.length === 0 ? new Map<string, Verdict>() : await this.ask(asked);
		if (verdicts instanceof Error) {
			for (const key of asked) endIn(ledger, key);
			throw verdicts;
		}
		for (const [key, verdict] of verdicts) if (verdict !== 'granted') endIn(ledger, key);
		return keys.map((key, place) => {
			const other = busy[place];
			if (other !== undefined) return { kind: 'underWay', ended: other.ended };
			return { kind: verdicts.get(key) ?? 'doubtful' };
		});
	}

	/**
	 * Ends keys that were granted. Only that a key is freed is waited for: whoever asks next asks after the rest anyway.
	 *
	 * @throws what the store throws: keys that were refused are not freed then
	 */
	async end(endings: ReadonlyMap<string, Ending>): Promise<void> {
		const ledger = this.ledger();
		const entries = [...endings].flatMap(([key, ending]) => {
			if (ending === 'unknown') return [];
			return ending === 'accepted' ? [markOf(key)] : [entryOf(key), markOf(key)];
		});
		const removed =
			entries.length === 0
				? undefined
				: new Promise<Error | undefined>((done) => ledger.removals.push({ entries, done }));
		ledger.recent = ledger.recent.filter((entry) => !entries.includes(entry));
		// Whoever waits for a key now asks after it was freed, for removals come first.
		for (const key of endings.keys()) endIn(ledger, key);
		void this.work(ledger);
		if (![...endings.values()].includes('refused')) return;
		const error = await removed;
		if (error !== undefined) throw error;
	}

	private async ask(keys: string[]): Promise<Map<string, Verdict> | Error> {
		const ledger = this.ledger();
		return await new Promise((answer) => {
			ledger.asks.push({ keys, mostKeys: this.mostKeys, answer });
			void this.work(ledger);
		});
	}

	private ledger(): Ledger {
		const ledger = ledgers.get(this.node) ?? {
			underWay: new Map(),
			asks: [],
			removals: [],
			litter: [],
			recent: [],
			isAtWork: false,
		};
		ledgers.set(this.node, ledger);
		return ledger;
	}

	/** Does what waits in the ledger, as much at once as has come together meanwhile. */
	private async work(ledger: Ledger): Promise<void> {
		if (ledger.isAtWork) return;
		ledger.isAtWork = true;
		while (ledger.asks.length > 0 || ledger.removals.length > 0) {
			await inStoreTurn(this.node, async () => {
				// Taken together: who asks for a key that was freed asks after that.
				const removals = ledger.removals.splice(0);
				const asks = ledger.asks.splice(0);
				await this.remove(removals, ledger);
				await this.answer(asks, ledger);
			});
		}
		ledger.isAtWork = false;
		if (ledger.underWay.size === 0 && ledgers.get(this.node) === ledger) ledgers.delete(this.node);
	}

	private async remove(removals: Removal[], { litter }: Ledger): Promise<void> {
		if (removals.length === 0) return;
		const entries = [...removals.flatMap((removal) => removal.entries), ...litter.splice(0)];
		const result = await attempt(async () => await this.forget(entries));
		for (const { done } of removals) done(result instanceof Error ? result : undefined);
	}

	private async answer(asks: Ask[], ledger: Ledger): Promise<void> {
		if (asks.length === 0) return;
		const keys = asks.flatMap((ask) => ask.keys);
		const mostKeys = Math.max(...asks.map((ask) => ask.mostKeys), ledger.underWay.size);
		const verdicts = await attempt(async () => await this.judge(keys, mostKeys, ledger));
		for (const { answer } of asks) answer(verdicts);
	}

	/**
	 * Records keys that are new, each once.
	 *
	 * @param ledger takes the token that is left over, and what was granted
	 */
	private async judge(
		keys: string[],
		mostKeys: number,
		ledger: Ledger,
	): Promise<Map<string, Verdict>> {
		const token = hashed(['token', randomUUID()]);
		const record = async (some: string[]) => {
			// The mark before its key, so that it is not there longer; the token after all, for the same reason.
			const own = some.flatMap((key) => [markOf(key), entryOf(key)]);
			const entries = [...new Set([...ledger.recent, ...own, token])];
			const maxEntries = ENTRIES_PER_KEY * mostKeys + 1;
			const options = { mode: 'entries', maxEntries } as const;
			const { processed } = await this.store.checkProcessedAndRecord(entries, 'node', options);
			return new Set(processed.map(String));
		};
		const known = new Set(ledger.recent);
		const askedAt = Date.now();
		// Of two processes that make the row of a node at once, n8n's store refuses one, which finds it the next time.
		const held = await record(keys).catch(async () => await record(keys));
		const pauseMs = pauseAfter(Date.now() - askedAt);
		const verdicts = new Map<string, Verdict>();
		for (const key of keys) {
			const isDoubtful = held.has(markOf(key));
			const isHeld = held.has(entryOf(key)) || known.has(entryOf(key));
			verdicts.set(key, !isHeld ? 'granted' : isDoubtful ? 'doubtful' : 'sent');
		}
		const withVerdict = (verdict: Verdict) => keys.filter((key) => verdicts.get(key) === verdict);
		const inVain = withVerdict('sent').map(markOf);
		if (withVerdict('granted').length === 0) inVain.push(token);
		// The verdicts stand even if this fails; what is left over only makes a later one doubtful.
		if (inVain.length > 0) await attempt(async () => await this.forget(inVain));

		for (let checks = 0; withVerdict('granted').length > 0; checks++) {
			const granted = withVerdict('granted');
			if (checks === MOST_CHECKS) {
				await attempt(async () => await this.forget(granted.flatMap(entriesOf)));
				throw new Error('other processes of n8n kept writing to it at the same time');
			}
			await sleep(pauseMs * (1 + Math.random() / 2));
			const stillHeld = await attempt(async () => await record(granted));
			if (stillHeld instanceof Error) {
				await attempt(async () => await this.forget(granted.flatMap(entriesOf)));
				throw stillHeld;
			}
			if (stillHeld.has(token)) break;
			for (const key of granted) {
				if (stillHeld.has(entryOf(key))) verdicts.set(key, 'doubtful');
			}
		}
		if (!inVain.includes(token)) ledger.litter.push(token);
		const granted = withVerdict('granted').map(entryOf);
		ledger.recent = [...ledger.recent, ...granted].slice(-Math.min(MOST_RECENT, mostKeys));
		return verdicts;
	}

	private async forget(entries: string[]): Promise<void> {
		const options = { mode: 'entries' } as const;
		await this.store.removeProcessed(entries, 'node', options);
	}
}

function underWay(): UnderWay {
	let end = () => {};
	const ended = new Promise<void>((resolve) => {
		end = resolve;
	});
	return { ended, end };
}

function endIn({ underWay: keys }: Ledger, key: string): void {
	keys.get(key)?.end();
	keys.delete(key);
}

/** For another process that reads and writes as slowly as this one did. */
function pauseAfter(durationMs: number): number {
	return Math.min(Math.max(1.5 * durationMs, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS);
}

function entriesOf(key: string): string[] {
	return [entryOf(key), markOf(key)];
}

function entryOf(key: string): string {
	return hashed(['key', key]);
}

function markOf(key: string): string {
	return hashed(['open', key]);
}

/** With words of its own in front, so that it meets no other entry of the node. */
function hashed(parts: string[]): string {
	return createHash('sha256')
		.update(JSON.stringify(['idempotency', ...parts]))
		.digest('base64');
}
