const DAY_MS = 24 * 60 * 60 * 1000;
/** Fine enough for what is followed for a few days, coarse enough for many records to share one. */
const STEPS_PER_DAY = 4;

/** An instant in days since 1970, cut to a quarter of a day. */
export function dayOf(millis: number): number {
	return Math.floor((millis / DAY_MS) * STEPS_PER_DAY) / STEPS_PER_DAY;
}

/** The day, as of `dayOf`, of a time in ISO 8601; now where there is none that can be read. */
export function dayOfIso(iso: string | null): number {
	const millis = Date.parse(iso ?? '');
	return dayOf(Number.isNaN(millis) ? Date.now() : millis);
}

/** The instant at which a day begins in UTC, in milliseconds since 1970. */
export function startOfDay(day: number): number {
	return Math.floor(day) * DAY_MS;
}
