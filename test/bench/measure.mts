import { setImmediate as nextTurn } from 'node:timers/promises';

/** What a run took, in milliseconds and bytes. */
export interface Figures {
	ms: number;
	/** User and system time of this process. */
	cpuMs: number;
	/** The most memory of this process above the start. */
	peakBytes: number;
	/** What the heap holds more than at the start, when the run is over and garbage was collected. */
	heldBytes: number;
}

const SAMPLE_INTERVAL_MS = 100;

/** How often garbage is collected: what one collection sets free lets another one free more. */
const COLLECTIONS = 3;

/** Frees all memory that can be freed. @throws Error where Node runs without --expose-gc */
export async function collectGarbage(): Promise<void> {
	const { gc } = globalThis;
	if (gc === undefined) throw new Error('Start Node with --expose-gc');
	for (let count = 0; count < COLLECTIONS; count++) {
		await nextTurn();
		gc();
	}
}

/** Runs something once, and measures it and what it leaves behind. */
export async function measure(run: () => Promise<void>): Promise<Figures> {
	await collectGarbage();
	const heapBefore = heapBytes();
	const residentBefore = process.memoryUsage.rss();
	const highestBefore = highestResidentBytes();
	let resident = residentBefore;
	const sample = () => {
		resident = Math.max(resident, process.memoryUsage.rss());
	};
	const timer = setInterval(sample, SAMPLE_INTERVAL_MS);
	const cpuBefore = process.cpuUsage();
	const startedAt = performance.now();
	try {
		await run();
	} finally {
		clearInterval(timer);
	}
	const ms = performance.now() - startedAt;
	const { user, system } = process.cpuUsage(cpuBefore);
	sample();
	// The system's own peak sees what lies between samples, but also what was before the start.
	const highest = highestResidentBytes();
	const peak = highest > highestBefore ? highest : resident;
	await collectGarbage();
	return {
		ms,
		cpuMs: (user + system) / 1000,
		peakBytes: peak - residentBefore,
		heldBytes: heapBytes() - heapBefore,
	};
}

function heapBytes(): number {
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

/** The most that this process has ever had. */
function highestResidentBytes(): number {
	return process.resourceUsage().maxRSS * 1024;
}
