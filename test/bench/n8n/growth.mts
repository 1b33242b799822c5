import { say } from '../../../lab/n8n/say.mts';
import { table } from '../../../scripts/docs/markdown.mts';
import type { Contender, Figures, MeasuredN8n } from './measuredN8n.mts';
import { WAYS_IN_N8N } from './waysInN8n.mts';

/** The ways that are followed up to many items. */
const WAYS = ['noOperation', 'editFields', 'send', 'sendMany'] as const;
export type GrowingWay = (typeof WAYS)[number];

/** The latency of the gateway. */
const LATENCY_MS = 5;

/** What a run with this many items took. */
export interface Size {
	messages: number;
	figures: Record<GrowingWay, Figures>;
}

/** Sends more and more SMS in a run, each number once. */
export async function grow(
	n8n: MeasuredN8n,
	contender: Contender,
	sizes: readonly number[],
): Promise<Size[]> {
	await n8n.sandbox.setLatency(LATENCY_MS);
	const grown: Size[] = [];
	for (const messages of sizes) {
		const figures: Partial<Size['figures']> = {};
		for (const way of WAYS) {
			figures[way] = await n8n.run(contender, way, messages);
			say(`  ${contender.gateway.title}, ${way}: ${messages.toLocaleString('en')} items are done`);
		}
		// Every way was run.
		grown.push({ messages, figures: figures as Size['figures'] });
	}
	return grown;
}

/** A table of all sizes. */
export function growthTable(sizes: readonly Size[]): string {
	const rows = sizes.flatMap((size) =>
		WAYS.map((way) => {
			const { ms, cpuMs, heldBytes } = size.figures[way];
			const perItem = (total: number) => (total / size.messages).toFixed(2);
			return [
				size.messages.toLocaleString('en'),
				WAYS_IN_N8N[way],
				`${(ms / 1000).toFixed(1)} s`,
				`${perItem(ms)} ms`,
				`${perItem(cpuMs)} ms`,
				way === 'noOperation' ? '' : `${(peakBytesPerItem(size, way) / 1000).toFixed(1)} kB`,
				`${(heldBytes / 1e6).toFixed(1)} MB`,
			];
		}),
	);
	const head = [
		'Items',
		'Node',
		'Time',
		'per item',
		'CPU of n8n per item',
		'Peak per item',
		'Held',
	];
	return table(head, rows);
}

/** How much more memory an item takes at most than with No Operation, in bytes. */
export function peakBytesPerItem({ messages, figures }: Size, way: GrowingWay): number {
	return (figures[way].peakBytes - figures.noOperation.peakBytes) / messages;
}
