import type { GatewayName } from '../../lab/gateways/gateway.mts';
import { ALL_GATEWAYS, GATEWAYS } from '../../lab/gateways/gateways.mts';
import { MOST_IN_FLIGHT } from '../../lab/measuring/bareClient.mts';

/** The ways of sending that are compared, by what they are called in the report. */
export const WAYS = {
	bare: 'Bare HTTP client (floor)',
	send: 'SMS > Send',
	sendMany: 'SMS > Send Many',
	httpRequest: 'HTTP Request node',
	declarative: 'Plainest declarative node',
	sequential: 'One after the other',
} as const;

export type WayName = keyof typeof WAYS;

/** What is measured. */
export interface Selection {
	gateways: GatewayName[];
	ways: WayName[];
	messages: number[];
	latencies: number[];
}

/** What is measured unless somebody wants a part of it. */
export const EVERYTHING: Selection = {
	gateways: ALL_GATEWAYS.map(({ name }) => name),
	ways: ['bare', 'send', 'sendMany', 'httpRequest', 'declarative', 'sequential'],
	messages: [1_000, 10_000],
	latencies: [0, 50, 300],
};

/** One measurement: this many messages to a gateway that takes so long to answer. */
export interface Cell {
	gateway: GatewayName;
	way: WayName;
	messages: number;
	latencyMs: number;
	/** How many messages are really sent; time and requests are scaled. */
	sample: number;
}

/** A cell that would have to wait longer for the gateway sends fewer messages, in milliseconds. */
export const LONGEST_WAIT_MS = 8_000;

const FEWEST_MESSAGES = 100;

/** How many messages are sent before, to other numbers and without latency, so that all code is loaded. */
export const WARM_UP_MESSAGES = 100;

/** What a cell takes beside the messages: two processes, the engine, the warm-up. */
const OVERHEAD_MS = 2_500;

const MS_PER_MESSAGE = 1;

/** All cells of a selection, those to compare beside each other. */
export function planOf(selection: Selection, longestWaitMs: number): Cell[] {
	const { gateways, ways, messages, latencies } = selection;
	return gateways.flatMap((gateway) =>
		messages.flatMap((count) =>
			latencies.flatMap((latencyMs) =>
				ways.map((way) => {
					const whole = { gateway, way, messages: count, latencyMs, sample: count };
					return { ...whole, sample: sampleOf(whole, longestWaitMs) };
				}),
			),
		),
	);
}

/** How long a cell takes, roughly, for an estimate of what is left. */
export function expectedMs(cell: Cell): number {
	return OVERHEAD_MS + Math.max(leastWaitMs(cell), cell.sample * MS_PER_MESSAGE);
}

/** The longest that a cell may take before something is wrong. */
export function limitMs(cell: Cell): number {
	return 120_000 + 5 * expectedMs(cell);
}

/** Our node at its own pace sends everything: how long that takes is not in proportion. */
function sampleOf(cell: Cell, longestWaitMs: number): number {
	const wait = leastWaitMs(cell);
	if (wait <= longestWaitMs || paceOf(cell) !== undefined) return cell.messages;
	const count = Math.floor((cell.messages * longestWaitMs) / wait);
	return Math.min(cell.messages, Math.max(FEWEST_MESSAGES, count));
}

/** What the gateway makes a cell wait, however fast the sender is. */
function leastWaitMs(cell: Cell): number {
	const { way, latencyMs, sample } = cell;
	const pace = paceOf(cell);
	if (pace) {
		return Math.ceil(sample / pace.messagesPerRequest) * (pace.restMs + latencyMs);
	}
	switch (way) {
		case 'bare':
		case 'send':
			return (sample / MOST_IN_FLIGHT) * latencyMs;
		case 'sequential':
			return sample * latencyMs;
		default:
			return latencyMs;
	}
}

function paceOf({
	gateway,
	way,
}: Cell): { restMs: number; messagesPerRequest: number } | undefined {
	const { paceMs, itemsPerRequest } = GATEWAYS[gateway];
	if (paceMs === 0 || (way !== 'send' && way !== 'sendMany')) return undefined;
	return { restMs: paceMs, messagesPerRequest: itemsPerRequest[way] };
}
