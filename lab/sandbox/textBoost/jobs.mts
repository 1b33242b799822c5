import type { Clock } from '../clock.mts';
import { inThisExchange } from '../exchanges.mts';
import { Exception } from './answers.mts';
import type { NewMessage } from './messages.mts';
import type { Operator } from './operator.mts';

/** SMS that the host sends later, or beside the request. */
export interface Job {
	readonly dueAt: Date;
	readonly messages: readonly NewMessage[];
	/** Whether an error ends it: in 3.1.0 the numbers after it get nothing (recorded: "send to 101"). */
	readonly endsAtError: boolean;
}

/** With how to count its messages among those of the request that asked for them. */
interface QueuedJob extends Job {
	readonly inExchange: ReturnType<typeof inThisExchange>;
}

/** A message that waits for its time. It has no uid until then (fact sheet 5.2). */
export interface ScheduledMessage extends NewMessage {
	readonly dueAt: Date;
}

/** The host's queue. */
export interface Jobs {
	add(job: Job): void;
	/** Does what is due. */
	run(): void;
	/** Forgets what waits. */
	clear(): void;
	dump(): Job[];
	/** What waits. */
	readonly scheduled: readonly ScheduledMessage[];
}

/** Makes the queue, empty at first. */
export function createJobs(clock: Clock, operator: Operator): Jobs {
	let jobs: QueuedJob[] = [];

	/** Whether the SMS went out without an error on the host's side. */
	function isSent(message: NewMessage, dueAt: Date): boolean {
		try {
			operator.send({ ...message, createdAt: dueAt });
			return true;
		} catch (error) {
			if (error instanceof Exception) return false;
			throw error;
		}
	}

	return {
		add(job) {
			jobs.push({ ...job, inExchange: inThisExchange() });
		},
		run() {
			const now = clock.now();
			const due = jobs.filter(({ dueAt }) => dueAt <= now);
			jobs = jobs.filter(({ dueAt }) => dueAt > now);
			for (const { dueAt, messages, endsAtError, inExchange } of due) {
				for (const message of messages) {
					if (!inExchange(() => isSent(message, dueAt)) && endsAtError) break;
				}
			}
		},
		clear() {
			jobs = [];
		},
		dump: () => jobs.map(({ inExchange: _inExchange, ...job }) => job),
		get scheduled() {
			return jobs.flatMap(({ dueAt, messages }) =>
				messages.map((message) => ({ ...message, dueAt })),
			);
		},
	};
}
