import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { isRecord } from '../record/json';

/** Why a run may have only a part of the list, and what to do. */
export interface PartialInput {
	/** The beginning of a sentence. */
	why: string;
	advice: string;
}

/** n8n's Loop Over Items, whatever its version. */
const LOOP_TYPE = /\.splitInBatches$/;

/**
 * Tells whether the input items of a run may be only a part of the list, as far as n8n lets a node know: in a loop, with
 * several connections to its input, each of which makes a run of its own, and in all runs after the first. The first run
 * of a node whose predecessors run several times cannot be told from an only one.
 */
export function partialInputOf(context: IExecuteFunctions): PartialInput | undefined {
	const node = context.getNode();
	if (isInLoop(context, node)) return IN_LOOP;
	if (connectionsTo(context, node) > 1) return SEVERAL_CONNECTIONS;
	return context.getWorkflowDataProxy(0).$runIndex > 0 ? RUN_AGAIN : undefined;
}

/** Whether what follows the node leads back to it, or it is in a loop that is not over yet. */
function isInLoop(context: IExecuteFunctions, { name }: INode): boolean {
	const following = new Set(context.getChildNodes(name).map((child) => child.name));
	return context
		.getParentNodes(name)
		.some((parent) => following.has(parent.name) || isLooping(context, parent));
}

/** Whether a node is a Loop Over Items that has handed on some of its items, but not yet all through its output Done. */
function isLooping(
	context: IExecuteFunctions,
	{ name, type }: Pick<INode, 'name' | 'type'>,
): boolean {
	if (!LOOP_TYPE.test(type)) return false;
	const nodes: unknown = context.getWorkflowDataProxy(0).$node;
	const loop: unknown = isRecord(nodes) ? nodes[name] : undefined;
	const memory: unknown = isRecord(loop) ? loop.context : undefined;
	return isRecord(memory) && Object.keys(memory).length > 0 && memory.done !== true;
}

/** How many connections lead to the first input of a node; 0 where n8n does not tell. */
function connectionsTo(context: IExecuteFunctions, node: INode): number {
	// n8n's context has it, though its published type does not.
	const { getConnections } = context as IExecuteFunctions & {
		getConnections?: (destination: INode, type: string) => unknown;
	};
	const inputs: unknown = getConnections?.call(context, node, NodeConnectionTypes.Main);
	const first: unknown = Array.isArray(inputs) ? inputs[0] : undefined;
	return Array.isArray(first) ? first.length : 0;
}

const OR_TURN_OFF = 'or turn off Remove Contacts Not in the Input.';

/** An agent fills in the fields of one contact. */
export const FROM_AGENT: PartialInput = {
	why: 'An AI agent calls this node with one contact at a time',
	advice:
		'Turn off Remove Contacts Not in the Input here, and remove contacts in a workflow that has the whole list.',
};

const IN_LOOP: PartialInput = {
	why: 'This node is in a loop',
	advice: `Put this node after the loop, e.g. at the output Done of Loop Over Items, so that it gets all items at once, ${OR_TURN_OFF}`,
};

const SEVERAL_CONNECTIONS: PartialInput = {
	why: 'Several connections lead to this node, and it runs once for each of them',
	advice: `Connect them to a Merge node with the mode Append, and only that one to this node, so that it gets all items at once, ${OR_TURN_OFF}`,
};

const RUN_AGAIN: PartialInput = {
	why: 'This node has already run in this execution',
	advice: `Bring all items together before this node, e.g. with a Merge node where branches come together, so that it runs once with all of them, ${OR_TURN_OFF}`,
};
