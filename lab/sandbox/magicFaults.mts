import type { FaultQueue, FaultRequest, TakenFaults } from './faults.mts';
import { MAGIC_NUMBERS, magicOf, type MagicBehaviour } from './magicNumbers.mts';
import type { Vendor } from './vendor.mts';

/** How much later the response to a send to the slow number comes, in milliseconds. */
const SLOW_MS = 5000;

/** The faults of the magic numbers beside those of a list. */
export function withMagicNumbers(
	queue: FaultQueue,
	vendors: readonly Vendor[],
): Pick<FaultQueue, 'take'> {
	/** How many sends to the number that is limited came so far, by gateway. */
	const limited = new Map<string, number>();

	function behavioursIn(request: FaultRequest): Set<MagicBehaviour | undefined> {
		const vendor = vendors.find(({ prefix }) => request.path.startsWith(prefix));
		try {
			return new Set((vendor?.sendsIn(request) ?? []).map(({ number }) => magicOf(number)));
		} catch {
			// A body that is no JSON sends nothing.
			return new Set();
		}
	}

	function isFirst(path: string): boolean {
		const count = (limited.get(path) ?? 0) + 1;
		limited.set(path, count);
		return count % 2 === 1;
	}

	return {
		take(request, when): TakenFaults {
			const taken = queue.take(request, when);
			if (!mayBeMagic(request)) return taken;
			const behaviours = behavioursIn(request);
			if (when === 'before') {
				if (behaviours.has('limited') && isFirst(request.path)) {
					taken.fault ??= { kind: 'tooManyRequests', retryAfter: '1' };
				}
				return taken;
			}
			if (behaviours.has('slow')) taken.latencyMs += SLOW_MS;
			if (behaviours.has('lost')) taken.fault ??= { kind: 'drop' };
			return taken;
		},
	};
}

/** What all of them begin with, however a form writes it. */
const START = MAGIC_NUMBERS.delivered.slice(2, -1);

function mayBeMagic({ query, form, rawBody }: FaultRequest): boolean {
	return [rawBody, ...Object.values(form), ...Object.values(query)].some((text) =>
		text.replace(/\D/g, '').includes(START),
	);
}
