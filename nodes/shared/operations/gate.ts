import { sleep } from 'n8n-workflow';

/** Pauses are slept in slices, so that a stopped execution is noticed soon. */
export const SLICE_MS = 250;

/** Waits until `until` (milliseconds since 1970), or until `isStopped` turns true. */
export async function pauseUntil(until: number, isStopped: () => boolean): Promise<void> {
	for (let left = until - Date.now(); left > 0 && !isStopped(); left = until - Date.now()) {
		await sleep(Math.min(SLICE_MS, left));
	}
}

/** A place in the gate: one request under way. */
export interface Pass {
	/** How often the gate had been slowed down when the pass was given out. */
	readonly pace: number;
}

/**
 * Lets at most `limit` requests run at once, first come, first served. When the gateway asks to
 * slow down, nobody enters until the pause is over, and from then on fewer run at once.
 */
export class Gate {
	private limit: number;
	private readonly isStopped: () => boolean;
	private running = 0;
	private resumeAt = 0;
	private pace = 0;
	private isPausing = false;
	private readonly newcomers: Array<(pass: Pass | undefined) => void> = [];
	private readonly returning: Array<(pass: Pass | undefined) => void> = [];

	/**
	 * @param isStopped true once nothing more may start, e.g. because the execution was stopped
	 */
	constructor(limit: number, isStopped: () => boolean) {
		this.limit = limit;
		this.isStopped = isStopped;
	}

	/** Resolves to a pass as soon as there is room, to undefined where nothing more may start. */
	async enter(): Promise<Pass | undefined> {
		return await new Promise((resolve) => {
			this.newcomers.push(resolve);
			this.admit();
		});
	}

	/** Gives up a pass and asks for another one, before all who have not been in yet. */
	async reenter(): Promise<Pass | undefined> {
		return await new Promise((resolve) => {
			this.returning.push(resolve);
			this.leave();
		});
	}

	leave(): void {
		this.running--;
		this.admit();
	}

	/**
	 * Holds everybody back for `ms`. The number of requests at once is halved, but only once for
	 * all requests that were under way together.
	 */
	slowDown({ pace }: Pass, ms: number): void {
		this.resumeAt = Math.max(this.resumeAt, Date.now() + ms);
		if (pace !== this.pace) return;
		this.pace++;
		this.limit = Math.max(1, Math.floor(this.limit / 2));
	}

	private admit(): void {
		if (this.isStopped()) {
			const waiting = [...this.returning.splice(0), ...this.newcomers.splice(0)];
			for (const resolve of waiting) resolve(undefined);
			return;
		}
		if (Date.now() < this.resumeAt) {
			void this.pause();
			return;
		}
		while (this.running < this.limit) {
			const resolve = this.returning.shift() ?? this.newcomers.shift();
			if (resolve === undefined) return;
			this.running++;
			resolve({ pace: this.pace });
		}
	}

	private async pause(): Promise<void> {
		if (this.isPausing) return;
		this.isPausing = true;
		await pauseUntil(this.resumeAt, this.isStopped);
		this.isPausing = false;
		this.admit();
	}
}
