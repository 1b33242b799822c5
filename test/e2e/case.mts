import { it } from 'node:test';
import type { Stage } from './stage.mts';

/** Something that must hold in a real n8n. */
export interface Case {
	title: string;
	/**
	 * Tries it out.
	 *
	 * @returns what was seen, a phrase for the report
	 * @throws Failure when it does not hold
	 */
	run(stage: Stage): Promise<string>;
}

/** Far longer than a case of this kind takes on a busy machine, in milliseconds. */
export const timeLimits = {
	/** Nothing that n8n polls for. */
	quick: 10 * 60_000,
	/** A few polls. */
	polled: 20 * 60_000,
	/** A storm, an outage and a backlog. */
	triggers: 40 * 60_000,
} as const;

/** Gives cases to the test runner. */
export function declareCases(
	cases: readonly Case[],
	stage: () => Stage,
	timeout: number = timeLimits.quick,
): void {
	for (const one of cases) {
		it(one.title, { timeout }, async (context) => {
			context.diagnostic(await one.run(duringCase(stage(), context.signal)));
		});
	}
}

/**
 * The stage for one case: whatever waits ends with the case.
 *
 * @throws the reason of the session's signal when that has come
 */
export function duringCase(stage: Stage, caseSignal: AbortSignal): Stage {
	const { session } = stage;
	session.signal.throwIfAborted();
	const signal = AbortSignal.any([session.signal, caseSignal]);
	return { ...stage, session: { ...session, signal } };
}
