const DAY_MS = 24 * 60 * 60 * 1000;

/** The day of an instant, in days since 1970; today where the instant is not known. */
export function dayOf(iso: string | null | undefined): number {
	const millis = Date.parse(iso ?? '');
	return Math.floor((Number.isNaN(millis) ? Date.now() : millis) / DAY_MS);
}

/** The instant at which a day begins in UTC. */
export function startOf(day: number): Date {
	return new Date(day * DAY_MS);
}
