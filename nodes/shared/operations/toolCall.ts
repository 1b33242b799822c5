import type { IExecuteFunctions, INode } from 'n8n-workflow';

/**
 * Whether an AI agent calls the node. n8n names the node that an agent uses after the other one, and its newer versions
 * tell by a function too.
 */
export function isToolCall(
	{ type }: INode,
	context: Partial<Pick<IExecuteFunctions, 'isToolExecution'>>,
): boolean {
	return type.endsWith('Tool') || context.isToolExecution?.() === true;
}
