import { answerParent } from '../../lab/measuring/child.mts';
import type { NodeResult, NodeRun } from '../engine/engine.mts';
import { startEngine } from '../engine/engine.mts';

/** What happened to a run, as far as it can be handed to another process. */
export type RunOutput = Pick<NodeResult, 'json' | 'error'> & { errors: NodeResult['json'] };

const engine = await startEngine();

/** A worker of n8n: runs a node as often as it is asked to at a time. */
answerParent(async (runs: NodeRun[]): Promise<RunOutput[]> => {
	const results = await Promise.all(runs.map(async (run) => await engine.run(run)));
	return results.map(({ json, error, errorItems }) => ({
		json,
		error: error && { message: error.message },
		errors: errorItems.map((item) => item.json),
	}));
});
