import type { CellFigures } from './cell.mts';
import type { Cell, WayName } from './plan.mts';

/** What a cell says about all its messages, also where fewer were sent. */
export interface Result {
	cell: Cell;
	ms: number;
	requests: number;
	mostInFlight: number;
	cpuMsPerMessage: number;
	/** Undefined where fewer were sent: memory does not scale. */
	peakBytes: number | undefined;
	heldBytes: number | undefined;
}

/** A cell that did not end well. */
export interface FailedCell {
	cell: Cell;
	reason: string;
}

/** All that was measured. */
export interface Run {
	results: Result[];
	failed: FailedCell[];
	n8nVersion: string;
	date: Date;
}

/** Finds the result of one cell of a gateway. */
export type Find = (way: WayName, messages: number, latencyMs: number) => Result | undefined;

export function isScaled({ messages, sample }: Cell): boolean {
	return sample < messages;
}

/** Scales the figures of a cell to all its messages. */
export function resultOf(cell: Cell, figures: CellFigures): Result {
	const factor = cell.messages / cell.sample;
	const isWhole = !isScaled(cell);
	return {
		cell,
		ms: figures.ms * factor,
		requests: Math.round(figures.requests * factor),
		mostInFlight: figures.mostInFlight,
		cpuMsPerMessage: figures.cpuMs / cell.sample,
		peakBytes: isWhole ? figures.peakBytes : undefined,
		heldBytes: isWhole ? figures.heldBytes : undefined,
	};
}
