import { createHmac } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

/** n8n's store of what a node has processed, which keeps hashes only. */
export type DeduplicationStore = Pick<
	IExecuteFunctions['helpers'],
	'checkProcessedAndRecord' | 'removeProcessed'
>;

/** Something that a node saves, such as a contact. */
export interface SavedThing {
	/** What tells it from others, such as its group and number. */
	key: string;
	/** All that is saved of it. */
	state: string;
}

/** The most entries of a node: those of some 60,000 things. The oldest are forgotten first. */
const MOST_ENTRIES = 200_000;
/** What was changed more often is saved each time. */
const MOST_CHANGES = 100;

/** n8n reads and writes the store in several steps, so that two runs of a node take turns. */
const turns = new Map<string, Promise<unknown>>();

/**
 * Remembers across executions in which state a node has saved things, in n8n's deduplication store.
 *
 * The store is a set to which a question adds what was asked for. So a state is remembered under a generation of its
 * thing, which is valid as long as its mark is there: a new state ends it by taking the mark out and begins the next one.
 * A thing that changes to another state and back thus does not count as unchanged.
 */
export class SavedStates {
	private readonly store: DeduplicationStore;
	private readonly node: string;
	private readonly secret: string;
	private readonly generations = new Map<string, number>();

	/**
	 * @param node what tells the node from others, such as the ids of its workflow and its own
	 * @param secret without it, nobody can find out by trying which things the hashes are of
	 */
	constructor(store: DeduplicationStore, node: string, secret: string) {
		this.store = store;
		this.node = node;
		this.secret = secret;
	}

	/**
	 * The things that are as they were saved last. What was known of the others is forgotten until they are remembered,
	 * so that one that fails to be saved does not count as saved. No key may be there twice.
	 */
	async unchanged<T extends SavedThing>(things: readonly T[]): Promise<Set<T>> {
		return await this.inTurn(async () => {
			const same = new Set<T>();
			let open = things;
			for (let generation = 0; open.length > 0 && generation < MOST_CHANGES; generation++) {
				open = await this.sift(open, generation, same);
			}
			for (const { key } of open) this.generations.set(key, MOST_CHANGES);
			return same;
		});
	}

	/** Remembers things that were saved, after `unchanged` was asked for them. */
	async remember(things: readonly SavedThing[]): Promise<void> {
		const entries = things.flatMap(({ key, state }) => {
			const generation = this.generations.get(key) ?? MOST_CHANGES;
			if (generation === MOST_CHANGES) return [];
			// The mark last, so that it is not forgotten before the state.
			return [this.stateOf(key, generation, state), this.markOf(key, generation)];
		});
		await this.inTurn(async () => await this.record(entries));
	}

	/** Finds those that are unchanged in a generation; returns those that had a later one. */
	private async sift<T extends SavedThing>(
		things: readonly T[],
		generation: number,
		same: Set<T>,
	): Promise<T[]> {
		const marks = things.map(({ key }) => this.markOf(key, generation));
		const states = things.map(({ key, state }) => this.stateOf(key, generation, state));
		const known = await this.known([...marks, ...states]);
		const changed: T[] = [];
		const ended: T[] = [];
		for (const thing of things) {
			if (!known.has(this.markOf(thing.key, generation))) ended.push(thing);
			else if (known.has(this.stateOf(thing.key, generation, thing.state))) same.add(thing);
			else changed.push(thing);
		}
		await this.forget(changed.map(({ key }) => this.markOf(key, generation)));
		await this.record(changed.map(({ key }) => this.beginOf(key, generation + 1)));
		for (const { key } of changed) this.generations.set(key, generation + 1);

		const begun = await this.known(ended.map(({ key }) => this.beginOf(key, generation + 1)));
		return ended.filter(({ key }) => {
			const hasLater = begun.has(this.beginOf(key, generation + 1));
			if (!hasLater) this.generations.set(key, generation);
			return hasLater;
		});
	}

	private async known(entries: string[]): Promise<Set<string>> {
		if (entries.length === 0) return new Set();
		const found = await this.store.checkProcessedAndRecord(entries, 'node', OPTIONS);
		await this.forget(found.new.map(String));
		return new Set(found.processed.map(String));
	}

	private async record(entries: string[]): Promise<void> {
		if (entries.length === 0) return;
		await this.store.checkProcessedAndRecord(entries, 'node', OPTIONS);
	}

	private async forget(entries: string[]): Promise<void> {
		if (entries.length > 0) await this.store.removeProcessed(entries, 'node', OPTIONS);
	}

	private markOf(key: string, generation: number): string {
		return this.hashed(['valid', key, generation]);
	}

	private beginOf(key: string, generation: number): string {
		return this.hashed(['begun', key, generation]);
	}

	private stateOf(key: string, generation: number, state: string): string {
		return this.hashed(['state', key, generation, state]);
	}

	private hashed(parts: Array<string | number>): string {
		return createHmac('sha256', this.secret).update(JSON.stringify(parts)).digest('base64');
	}

	private async inTurn<T>(work: () => Promise<T>): Promise<T> {
		const mine = (turns.get(this.node) ?? Promise.resolve()).then(work);
		const over = mine.catch(() => undefined);
		turns.set(this.node, over);
		return await mine.finally(() => {
			if (turns.get(this.node) === over) turns.delete(this.node);
		});
	}
}

const OPTIONS = { mode: 'entries', maxEntries: MOST_ENTRIES } as const;
