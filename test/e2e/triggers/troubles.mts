import type { GatewayName } from '../../../lab/gateways/gateway.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';

const millisecondsPerMinute = 60_000;

/** Breaks every connection to the gateways, until `relieve`. */
export function takeDown({ faults }: Sandbox): void {
	faults.clear();
	faults.add({ when: 'before', times: Infinity, fault: { kind: 'drop' } });
}

/** Lets the gateways refuse every request as one too many, until `relieve`. */
export function beginStorm({ faults }: Sandbox): void {
	faults.clear();
	const fault = { kind: 'tooManyRequests', retryAfter: '60' } as const;
	faults.add({ when: 'before', times: Infinity, fault });
}

/** Ends all trouble. */
export function relieve({ faults }: Sandbox): void {
	faults.clear();
}

/**
 * Lets every gateway take this many requests a minute only, and refuse the others. Disposing of it takes the limit
 * away.
 */
export function limitRequests(
	{ faults }: Sandbox,
	perMinute: Record<GatewayName, number>,
): Disposable {
	const renew = () => {
		faults.clear();
		for (const [name, skip] of Object.entries(perMinute)) {
			faults.add({
				path: new RegExp(`^/${name.toLowerCase()}/`),
				when: 'before',
				skip,
				times: Infinity,
				fault: { kind: 'tooManyRequests' },
			});
		}
	};
	renew();
	const timer = setInterval(renew, millisecondsPerMinute);
	return {
		[Symbol.dispose]() {
			clearInterval(timer);
			faults.clear();
		},
	};
}
