import type { Clock } from '../clock.mts';

/**
 * Makes ids as PHP's `uniqid` does: 8 hex digits of seconds, 5 of microseconds (fact sheet 6, inferred from every uid
 * seen). The one for an earlier instant may be asked for; no two are the same.
 */
export function createUids(clock: Clock): (at?: Date) => string {
	const given = new Set<string>();
	return (at = clock.now()) => {
		let micros = at.getTime() * 1000;
		const written = () =>
			Math.floor(micros / 1e6).toString(16) + (micros % 1e6).toString(16).padStart(5, '0');
		while (given.has(written())) micros += 1;
		given.add(written());
		return written();
	};
}
