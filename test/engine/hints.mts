import type { NodeResult } from '../engine/engine.mts';

/** The sentences that n8n shows beside the output of the node's last run. */
export function hintsOf({ run }: NodeResult): string[] {
	const tasks = run.data.resultData.runData['Node'] ?? [];
	return (tasks.at(-1)?.hints ?? []).map(({ message }) => message);
}
