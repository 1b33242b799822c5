import type { FaultMoment, Faults, Fault } from '../faults.mts';
import type { Vendor } from '../vendor.mts';

/** How a gateway can misbehave from the page, each with how often, from 0 (never) to 1 (always). */
export const FAULT_NAMES = ['slow', 'failing', 'limiting', 'losing'] as const;

type FaultName = (typeof FAULT_NAMES)[number];

export type FaultProbabilities = Record<FaultName, number>;

const RULES: Record<FaultName, { when: FaultMoment; fault: Fault }> = {
	slow: { when: 'after', fault: { kind: 'latency', ms: 3000 } },
	failing: {
		when: 'before',
		fault: { kind: 'answer', status: 503, body: '<h1>503 Service Unavailable</h1>' },
	},
	limiting: { when: 'before', fault: { kind: 'tooManyRequests', retryAfter: '2' } },
	losing: { when: 'after', fault: { kind: 'drop' } },
};

/** The faults that somebody chose. */
export interface GatewayFaults {
	of(vendor: Vendor): FaultProbabilities;
	/** Sets those that are given. */
	set(vendor: Vendor, probabilities: Partial<FaultProbabilities>): void;
}

/** Makes it, without any fault. */
export function createGatewayFaults(faults: Faults): GatewayFaults {
	const all = new Map<string, FaultProbabilities>();
	const removers = new Map<string, () => void>();

	const of = ({ name }: Vendor): FaultProbabilities =>
		all.get(name) ?? { slow: 0, failing: 0, limiting: 0, losing: 0 };

	return {
		of,
		set(vendor, probabilities) {
			const wanted = { ...of(vendor), ...probabilities };
			all.set(vendor.name, wanted);
			for (const name of FAULT_NAMES) {
				const key = `${vendor.name} ${name}`;
				removers.get(key)?.();
				removers.delete(key);
				const probability = wanted[name];
				if (probability === 0) continue;
				const path = new RegExp(`^${vendor.prefix}(?:/|$)`);
				const rule = { path, probability, times: Infinity, ...RULES[name] };
				removers.set(key, faults.add(rule));
			}
		},
	};
}
