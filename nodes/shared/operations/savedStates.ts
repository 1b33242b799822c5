import { createHmac, randomUUID } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { inStoreTurn } from './storeTurns';

/** n8n's store of what a node has processed, which keeps hashes only. */
export type DeduplicationStore = Pick<
	IExecuteFunctions['helpers'],
	'checkProcessedAndRecord' | 'removeProcessed' | 'clearAllProcessedItems'
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

const OTHER_WORKER = 'another execution of this node asked at the same time';

/**
 * Remembers across executions in which state a node has saved things, in n8n's deduplication store.
 *
 * The store is a set to which a question adds what was asked for. So a state is remembered under a generation of its
 * thing, which is valid as long as its mark is there: a new state ends it by taking the mark out and begins the next one.
 * A thing that changes to another state and back thus does not count as unchanged.
 *
 * What a question has added is taken out again in a second step, which a locked store or a killed process may prevent. So
 * an entry of its own is there as long as anything is asked: who finds it there trusts nothing, and empties the store.
 * Whatever is left over at any moment thus means that things are saved again.
 */
export class SavedStates {
	private readonly store: DeduplicationStore;
	private readonly node: string;
	private readonly secret: string;
	/** There while anything is asked. */
	private readonly asking: string;
	/** There while this asks, unless another worker has emptied the store. */
	private readonly mine: string;
	private readonly generations = new Map<string, number>();

	/**
	 * @param node what tells the node from others, such as the ids of its workflow and its own
	 * @param secret without it, nobody can find out by trying which things the hashes are of
	 */
	constructor(store: DeduplicationStore, node: string, secret: string) {
		this.store = store;
		this.node = node;
		this.secret = secret;
		this.asking = this.hashed(['asking']);
		this.mine = this.hashed(['asking', randomUUID()]);
	}

	/**
	 * The things that are as they were saved last. What was known of the others is forgotten until they are remembered,
	 * so that one that fails to be saved does not count as saved. No key may be there twice.
	 *
	 * @throws what the store throws; what is saved even so calls for `distrust`
	 */
	async unchanged<T extends SavedThing>(things: readonly T[]): Promise<Set<T>> {
		return await this.inTurn(async () => {
			await this.beginAsking();
			const same = new Set<T>();
			let open = things;
			for (let generation = 0; open.length > 0 && generation < MOST_CHANGES; generation++) {
				open = await this.sift(open, generation, same);
			}
			for (const { key } of open) this.generations.set(key, MOST_CHANGES);
			await this.endAsking();
			return same;
		});
	}

	/** Remembers things that were saved, after `unchanged` was asked for them. */
	async remember(things: readonly SavedThing[]): Promise<void> {
		await this.inTurn(async () => {
			let isAlone = true;
			for (const some of portionsOf(things, MOST_AT_ONCE / ENTRIES_PER_THING)) {
				if (!(await this.rememberAtOnce(some))) isAlone = false;
			}
			if (!isAlone) await this.record([this.asking]);
		});
	}

	/**
	 * Remembers things in one call, because a state without its mark would be valid with the next one.
	 *
	 * @returns false where another run has saved one of them or emptied the store meanwhile: who was last is not known
	 */
	private async rememberAtOnce(things: readonly SavedThing[]): Promise<boolean> {
		const begins: string[] = [];
		const marks: string[] = [];
		const entries: string[] = [];
		for (const { key, state } of things) {
			const generation = this.generations.get(key) ?? MOST_CHANGES;
			if (generation === MOST_CHANGES) continue;
			const begin = generation > 0 ? [this.beginOf(key, generation)] : [];
			const mark = this.markOf(key, generation);
			// The mark last, so that it is not forgotten before the state.
			entries.push(this.stateOf(key, generation, state), ...begin, mark);
			begins.push(...begin);
			marks.push(mark);
		}
		const held = await this.record(entries);
		return begins.every((begin) => held.has(begin)) && !marks.some((mark) => held.has(mark));
	}

	/** Makes the next question forget everything, after things were saved of which nothing could be asked. */
	async distrust(): Promise<void> {
		await this.inTurn(async () => {
			await this.record([this.asking]);
		});
	}

	/** Forgets everything where an earlier question did not come to its end, or another worker is asking. */
	private async beginAsking(): Promise<void> {
		const entries = [this.asking, this.mine];
		if ((await this.record(entries)).size === 0) return;
		await this.store.clearAllProcessedItems('node', OPTIONS);
		await this.record(entries);
	}

	/** Throws where another worker has emptied the store meanwhile, since its entries and these ones are mixed up then. */
	private async endAsking(): Promise<void> {
		const held = await this.record([this.asking, this.mine]);
		if (!held.has(this.mine)) throw new Error(OTHER_WORKER);
		await this.forget([this.asking, this.mine]);
	}

	/** Finds those that are unchanged in a generation; returns those that had a later one. */
	private async sift<T extends SavedThing>(
		things: readonly T[],
		generation: number,
		same: Set<T>,
	): Promise<T[]> {
		const marks = await this.known(things.map(({ key }) => this.markOf(key, generation)));
		const isValid = ({ key }: T) => marks.has(this.markOf(key, generation));
		const valid = things.filter(isValid);
		const ended = things.filter((thing) => !isValid(thing));
		const stateOf = ({ key, state }: T) => this.stateOf(key, generation, state);
		const states = await this.known(valid.map(stateOf));
		const changed: T[] = [];
		for (const thing of valid) {
			if (states.has(stateOf(thing))) same.add(thing);
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
		const known = new Set<string>();
		for (const some of portionsOf(entries)) {
			const found = await this.store.checkProcessedAndRecord(some, 'node', OPTIONS);
			await this.forget(found.new.map(String));
			for (const entry of found.processed) known.add(String(entry));
		}
		return known;
	}

	/** Adds entries; returns those that were there already. */
	private async record(entries: string[]): Promise<Set<string>> {
		const held = new Set<string>();
		for (const some of portionsOf(entries)) {
			const { processed } = await this.store.checkProcessedAndRecord(some, 'node', OPTIONS);
			for (const entry of processed) held.add(String(entry));
		}
		return held;
	}

	private async forget(entries: string[]): Promise<void> {
		for (const some of portionsOf(entries)) {
			await this.store.removeProcessed(some, 'node', OPTIONS);
		}
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
		return await inStoreTurn(this.node, work);
	}
}

/** n8n compares each entry with all that it has, and does nothing else meanwhile. */
const MOST_AT_ONCE = 500;

/** The most that `rememberAtOnce` adds for a thing. */
const ENTRIES_PER_THING = 3;

function portionsOf<T>(all: readonly T[], most = MOST_AT_ONCE): T[][] {
	const size = Math.floor(most);
	const count = Math.ceil(all.length / size);
	return Array.from({ length: count }, (_, place) => all.slice(place * size, (place + 1) * size));
}

const OPTIONS = { mode: 'entries', maxEntries: MOST_ENTRIES } as const;
