import { createHash } from 'node:crypto';
import { DataDeduplicationService } from 'n8n-core';
import type { DeduplicationItemTypes, IDataDeduplicator } from 'n8n-workflow';
import { UnexpectedError } from 'n8n-workflow';

/** What each node has processed, hashed: by its workflow and its id. */
const processed = new Map<string, string[]>();

/** All that n8n's deduplication store holds. */
export function storedEntries(): string[] {
	return [...processed.values()].flat();
}

/**
 * Makes the store fail from now on with this sentence, or work again.
 *
 * @param isBrokenAt at which of its calls it fails, the first being 1
 * @param workflowId whose calls count; default: those of all
 */
export function breakStore(
	sentence: string | undefined,
	isBrokenAt: (call: number) => boolean = () => true,
	workflowId?: string,
): void {
	broken = sentence === undefined ? undefined : { sentence, isBrokenAt, workflowId };
	calls = 0;
}

/** How many calls the store has had since it was last broken or repaired. */
export function callsOfStore(): number {
	return calls;
}

let broken:
	| { sentence: string; isBrokenAt: (call: number) => boolean; workflowId?: string }
	| undefined;
let calls = 0;

/** n8n's store as version 2.41.1 keeps it, without its database: a list of MD5 sums to which a question adds what is new. */
const deduplicator: IDataDeduplicator = {
	async checkProcessedAndRecord(items, scope, { workflow, node }, { maxEntries = Infinity }) {
		const key = keyOf(scope, workflow.id, node?.id);
		const held = await read(key);
		const isNew = items.map((item) => {
			const hash = hashOf(item);
			// Entry by entry, as n8n does, so that long lists take as long.
			if (held.find((entry) => entry === hash) !== undefined) return false;
			held.push(hash);
			return true;
		});
		await write(key, held.slice(-maxEntries));
		return {
			new: items.filter((_, place) => isNew[place]),
			processed: items.filter((_, place) => !isNew[place]),
		};
	},
	async removeProcessed(items, scope, { workflow, node }) {
		const key = keyOf(scope, workflow.id, node?.id);
		const held = await read(key);
		for (const item of items) {
			const hash = hashOf(item);
			const place = held.findIndex((entry) => entry === hash);
			if (place >= 0) held.splice(place, 1);
		}
		await write(key, held);
	},
	async clearAllProcessedItems(scope, { workflow, node }) {
		const key = keyOf(scope, workflow.id, node?.id);
		count(key);
		processed.delete(key);
	},
	async getProcessedDataCount(scope, { workflow, node }) {
		return (await read(keyOf(scope, workflow.id, node?.id))).length;
	},
};

/** Gives n8n a store, which a process has once. */
export async function installDeduplicator(): Promise<void> {
	isInstalled ??= DataDeduplicationService.init(deduplicator);
	await isInstalled;
}

let isInstalled: Promise<void> | undefined;

/** What others have written since the entries were read is lost, as in n8n. */
async function write(key: string, entries: string[]): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
	processed.set(key, entries);
}

async function read(key: string): Promise<string[]> {
	await Promise.resolve();
	count(key);
	return [...(processed.get(key) ?? [])];
}

function count(key: string): void {
	if (broken?.workflowId !== undefined && !key.startsWith(`${broken.workflowId} `)) return;
	calls++;
	if (broken?.isBrokenAt(calls)) throw new UnexpectedError(broken.sentence);
}

function keyOf(scope: string, workflow: string | undefined, node: string | undefined): string {
	return scope === 'node' ? `${workflow} ${node}` : `${workflow}`;
}

function hashOf(item: DeduplicationItemTypes): string {
	return createHash('md5').update(String(item)).digest('base64');
}
