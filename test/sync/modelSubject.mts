import type fc from 'fast-check';
import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { syncOperation } from '../../nodes/shared/sync/syncOperation.ts';
import { withoutWaiting } from '../shared/withoutWaiting.mts';
import type { ModelTraits } from './modelGateway.mts';
import { ModelGateway, numberOf } from './modelGateway.mts';
import type { Row, SyncResult, SyncRun, SyncSubject } from './subject.mts';

/** One number in several spellings. */
const SPELLINGS = [
	(number: string) => number,
	(number: string) => `+${number}`,
	(number: string) => `00${number.slice(0, 2)} ${number.slice(2)}`,
	(number: string) => `0${number.slice(2)}`,
];

/** A number as a row of the list spells it. */
function spelled({ who, spelling }: Pick<Row, 'who' | 'spelling'>): string {
	const spell = SPELLINGS[spelling % SPELLINGS.length] ?? String;
	return spell(numberOf(who));
}

/** The parameters of an item. */
function parametersOf(run: SyncRun, row: Row): Record<string, unknown> {
	const { removeMissing, onlyShowChanges, mostRemovals, clearEmptyValues } = run;
	return {
		groupId: row.group,
		phone: run.rows[run.unreadable ?? -1] === row ? 'nobody' : spelled(row),
		firstName: row.firstName,
		lastName: row.lastName,
		removeMissing,
		onlyShowChanges,
		options: { mostRemovals, clearEmptyValues },
	};
}

const NODE: INode = {
	id: 'node',
	name: 'Node',
	type: 'test.sync',
	typeVersion: 1,
	position: [0, 0],
	parameters: { firstName: '={{ $json.firstName }}', lastName: '={{ $json.lastName }}' },
};

/** The model as the gateway of the node's code, with the requests of all runs in any order. */
export function modelSubject(
	traits: ModelTraits,
	scheduler: fc.Scheduler,
): SyncSubject & { gateway: ModelGateway } {
	const gateway = new ModelGateway(traits, async () => await scheduler.schedule(Promise.resolve()));
	let runs = 0;
	return {
		gateway,
		removes: traits.removes,
		most: traits.most,
		savesTogether: traits.savesTogether,
		seed: (people) => gateway.seed(people),
		held: (group) => gateway.held(group),
		misbehave: (troubles) => gateway.misbehave(troubles),
		watch: (listener) => gateway.watch(listener),
		takeRequests: () => gateway.requests.splice(0),
		run: async (plan) => await withoutWaiting(scheduler.waitFor(runOf(gateway, plan, runs++))),
	};
}

/** Runs the node as n8n does: again after it threw, with the same execution data. */
async function runOf(gateway: ModelGateway, plan: SyncRun, number: number): Promise<SyncResult> {
	const stopping = new AbortController();
	if (plan.stopAfter === 0) stopping.abort();
	let requests = 0;
	const onRequest = () => {
		if (++requests === plan.stopAfter) stopping.abort();
	};
	const endpoint = { method: 'POST', url: '/contacts' } as const;
	const { execute } = syncOperation(endpoint, async () => gateway.adapter(number, onRequest));
	const executeData = {};
	// All that a sync uses of what n8n hands to a node.
	const context = {
		getExecutionCancelSignal: () => stopping.signal,
		getNode: () => ({ ...NODE, onError: plan.onError }),
		continueOnFail: () => plan.onError !== 'stopWorkflow',
		getInputData: () => plan.rows,
		getNodeParameter: (name: string, itemIndex: number, fallback: unknown) => {
			const row = plan.rows[itemIndex];
			return (row && parametersOf(plan, row)[name]) ?? fallback;
		},
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		getWorkflow: () => ({ id: '1' }),
		helpers: {},
		getExecuteData: () => executeData,
		getParentNodes: () => [],
		getChildNodes: () => [],
		addExecutionHints: () => {},
	} as unknown as IExecuteFunctions;

	for (let tries = 1; ; tries++) {
		const result = await execute.call(context).then(
			([items = []]) => ({ items, error: undefined }),
			(error: unknown) => ({
				items: [] as INodeExecutionData[],
				error: error instanceof Error ? error : new Error(String(error)),
			}),
		);
		const isOver = result.error === undefined || tries === plan.maxTries;
		const isStopped = stopping.signal.aborted;
		if (isOver || isStopped)
			return { ...result, isStopped: isStopped && result.error !== undefined };
	}
}
