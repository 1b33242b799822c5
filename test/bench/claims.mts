import type { WayName } from './plan.mts';
import { EVERYTHING } from './plan.mts';
import type { Find, Result } from './results.mts';

/** Something that is asked of our node, as a number that must not be higher than its limit. */
export interface Claim {
	what: string;
	unit: '×' | 'kB' | 'MB';
	limit: number;
	/** Undefined where what it takes was not measured. */
	valueOf: (find: Find) => number | undefined;
}

/** What is compared in time. */
export const TIMED = { messages: 1_000, latencyMs: 50 } as const;

/** How many times as long something may take as what it is compared with. */
const TIME_LIMITS = {
	/** Send, and the bare HTTP client. */
	sendToFloor: 1.2,
	/** Send Many, and n8n's HTTP Request node. */
	sendManyToHttpRequest: 1,
} as const;

const FEW = TIMED.messages;
const MANY = 10_000;

/** What an item may take more where there are many, in kB: its input, its message and its output. */
const MOST_KB_PER_ITEM = 50;

/** Far less than 10,000 items take, for what n8n keeps of any run, such as compiled code. */
const MOST_HELD_MB = 3;

export const CLAIMS: Claim[] = [
	{
		what: `Time: Send ÷ floor, ${count(TIMED.messages)} messages, ${TIMED.latencyMs} ms`,
		unit: '×',
		limit: TIME_LIMITS.sendToFloor,
		valueOf: (find) => quotient(({ ms }) => ms, timed(find, 'send'), timed(find, 'bare')),
	},
	{
		what: `Time: Send Many ÷ HTTP Request node, ${count(TIMED.messages)} messages, ${TIMED.latencyMs} ms`,
		unit: '×',
		limit: TIME_LIMITS.sendManyToHttpRequest,
		valueOf: (find) =>
			quotient(({ ms }) => ms, timed(find, 'sendMany'), timed(find, 'httpRequest')),
	},
	{
		what: 'Time: Send Many ÷ HTTP Request node, the worst of all',
		unit: '×',
		limit: TIME_LIMITS.sendManyToHttpRequest,
		valueOf: (find) =>
			worst((messages, latency) =>
				quotient(
					({ ms }) => ms,
					find('sendMany', messages, latency),
					find('httpRequest', messages, latency),
				),
			),
	},
	cpuAt(MANY, 0),
	cpuAt(FEW, TIMED.latencyMs),
	growthOf('send', 'Send'),
	growthOf('sendMany', 'Send Many'),
	heldBy('send', 'Send'),
	heldBy('sendMany', 'Send Many'),
];

function timed(find: Find, way: WayName): Result | undefined {
	return find(way, TIMED.messages, TIMED.latencyMs);
}

function cpuAt(messages: number, latencyMs: number): Claim {
	return {
		what: `CPU: Send ÷ plainest declarative node, ${count(messages)} messages, ${latencyMs} ms`,
		unit: '×',
		limit: 1.5,
		valueOf: (find) =>
			quotient(
				({ cpuMsPerMessage }) => cpuMsPerMessage,
				find('send', messages, latencyMs),
				find('declarative', messages, latencyMs),
			),
	};
}

function growthOf(way: WayName, name: string): Claim {
	return {
		what: `Peak memory of ${name} per message from ${count(FEW)} to ${count(MANY)}, 0 ms`,
		unit: 'kB',
		limit: MOST_KB_PER_ITEM,
		valueOf(find) {
			const most = find(way, MANY, 0)?.peakBytes;
			const least = find(way, FEW, 0)?.peakBytes;
			if (most === undefined || least === undefined) return undefined;
			return (most - least) / 1e3 / (MANY - FEW);
		},
	};
}

function heldBy(way: WayName, name: string): Claim {
	return {
		what: `Memory not freed after ${name} of ${count(MANY)} messages, 0 ms`,
		unit: 'MB',
		limit: MOST_HELD_MB,
		valueOf(find) {
			const heldBytes = find(way, MANY, 0)?.heldBytes;
			return heldBytes === undefined ? undefined : heldBytes / 1e6;
		},
	};
}

function quotient(
	valueOf: (result: Result) => number | undefined,
	upper: Result | undefined,
	lower: Result | undefined,
): number | undefined {
	const above = upper && valueOf(upper);
	const below = lower && valueOf(lower);
	return above === undefined || below === undefined ? undefined : above / below;
}

/** The highest value of all that were measured. */
function worst(
	valueOf: (messages: number, latency: number) => number | undefined,
): number | undefined {
	const { messages, latencies } = EVERYTHING;
	const values = messages.flatMap((messageCount) =>
		latencies.flatMap((latency) => valueOf(messageCount, latency) ?? []),
	);
	return values.length === 0 ? undefined : Math.max(...values);
}

function count(messages: number): string {
	return messages.toLocaleString('en');
}
