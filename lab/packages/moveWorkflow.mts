import { isObject, readList, readObject, type JsonObject } from '../json.mts';

/** Where a node comes from: the package, and the node's own name, `Tool` and `HitlTool` included. */
interface NodeType {
	package: string;
	node: string;
}

/** A package, and the own names of its nodes. */
export interface NodePackage {
	name: string;
	nodes: readonly string[];
}

/** What moving has done. */
export interface MovedWorkflow {
	workflow: JsonObject;
	/** The names of the nodes that were moved, as the editor shows them. */
	moved: string[];
}

/**
 * Returns an exported workflow whose nodes come from another of these packages: those that it has, and as tools of AI
 * agents, too. The credentials stay chosen, for their types have the same names in all packages.
 *
 * @param workflow as n8n exports it; it is not changed
 * @param to the package that the nodes are to come from; a node that it does not have stays where it is
 * @param packages all of this repository
 * @throws Failure for what is not a workflow
 */
export function moveWorkflow(
	workflow: unknown,
	to: NodePackage,
	packages: readonly NodePackage[],
): MovedWorkflow {
	const whole = readObject(workflow, 'the workflow');
	const moved: string[] = [];
	const nodes = readList(whole['nodes'], "the workflow's nodes").map((one) => {
		const node = readObject(one, 'a node');
		const type = typeOf(node['type']);
		const isOurs = type !== undefined && packages.some(({ name }) => name === type.package);
		if (!isOurs || type.package === to.name || !to.nodes.includes(bareName(type.node))) return node;
		moved.push(String(node['name']));
		return { ...node, type: `${to.name}.${type.node}` };
	});
	return { workflow: { ...whole, nodes }, moved };
}

/** Reads the packages whose nodes the workflow uses. */
function typeOf(type: unknown): NodeType | undefined {
	if (typeof type !== 'string') return undefined;
	const dot = type.lastIndexOf('.');
	return { package: type.slice(0, dot), node: type.slice(dot + 1) };
}

/** n8n makes a tool of each node, and a review of tools, and adds to its name. */
function bareName(node: string): string {
	return node.replace(/(Hitl)?Tool$/, '');
}

/** Reads the own names of nodes from what n8n's node search knows of them: `textBoost` of `….textBoost`. */
export function nodeNames(codex: readonly unknown[]): string[] {
	return codex.map((one) => (isObject(one) ? (typeOf(one['node'])?.node ?? '') : ''));
}
