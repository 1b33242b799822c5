import { sleep } from 'n8n-workflow';

const LONGEST_PAUSE_MS = 60_000;
/** Pauses are slept in slices, so that a stopped execution is noticed soon. */
const SLICE_MS = 250;

/** Waits until `until` (milliseconds since 1970), or until `isStopped` turns true. */
export async function pauseUntil(until: number, isStopped: () => boolean): Promise<void> {
	for (let left = until - Date.now(); left > 0 && !isStopped(); left = until - Date.now()) {
		await sleep(Math.min(SLICE_MS, left));
	}
}

/**
 * Lets at most `limit` requests run at once, first come, first served. When the gateway asks to
 * slow down, nobody enters until the pause is over, and from then on fewer run at once.
 */
export class Gate {
	private running = 0;
	private resumeAt = 0;
	private pausedMs = 0;
	private wake: () => void = () => {};
	private limit: number;
	private readonly isStopped: () => boolean;

	/**
	 * @param isStopped true once nothing more may start, e.g. because the execution was stopped
	 */
	constructor(limit: number, isStopped: () => boolean) {
		this.limit = limit;
		this.isStopped = isStopped;
	}

	/**
	 * Resolves to true as soon as there is room, to false where nothing more may start. One caller
	 * waits at a time.
	 */
	async enter(): Promise<boolean> {
		while (this.running >= this.limit && !this.isStopped()) {
			await new Promise<void>((resolve) => (this.wake = resolve));
		}
		if (!(await this.resumed())) return false;
		this.running++;
		return true;
	}

	leave(): void {
		this.running--;
		this.wake();
	}

	/**
	 * Holds everybody back for `ms`, and halves the number of requests at once.
	 *
	 * @returns false where the pauses of this run would come to more than 60 seconds
	 */
	slowDown(ms: number): boolean {
		const now = Date.now();
		const longer = Math.max(0, now + ms - Math.max(this.resumeAt, now));
		if (this.pausedMs + longer > LONGEST_PAUSE_MS) return false;
		this.pausedMs += longer;
		this.resumeAt = Math.max(this.resumeAt, now + ms);
		this.limit = Math.max(1, Math.floor(this.limit / 2));
		return true;
	}

	/** Resolves when no pause is on: to true, or to false where nothing more may start. */
	async resumed(): Promise<boolean> {
		while (Date.now() < this.resumeAt && !this.isStopped()) {
			await pauseUntil(this.resumeAt, this.isStopped);
		}
		return !this.isStopped();
	}
}
