import './environment.mts';
import { resolve } from 'node:path';
import { PackageDirectoryLoader, RoutingNode } from 'n8n-core';
import type {
	ICredentialType,
	IExecuteFunctions,
	INodeType,
	INodeTypes,
	IVersionedNodeType,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { testNode } from './testNodes.mts';

const PACKAGE_FOLDER = resolve(import.meta.dirname, '../..');

/** Nodes by their whole names, such as "n8n-nodes-base.httpRequest". */
export type OtherNodes = Readonly<Record<string, INodeType | IVersionedNodeType>>;

/** The built package, as n8n's own loader reads it. */
export interface LoadedPackage {
	nodeTypes: INodeTypes;
	credentialType: (name: string) => ICredentialType;
	loader: PackageDirectoryLoader;
}

/**
 * Loads the package from `dist`, with n8n's own loader and the additions that n8n makes to nodes.
 *
 * @param others nodes beside those of the package, by their whole names
 */
export async function loadPackage(others: OtherNodes = {}): Promise<LoadedPackage> {
	const loader = new PackageDirectoryLoader(PACKAGE_FOLDER);
	await loader.loadAll();
	const getByNameAndVersion = (name: string, version?: number): INodeType => {
		const ofTests = testNode(name);
		if (ofTests) return ofTests;
		const [, ownName = name] = name.split('.');
		// n8n makes a tool of each node, and a review of tools of each that can send and wait.
		const bareName = ownName.replace(/(Hitl)?Tool$/, '');
		const type = others[name] ?? loader.getNode(bareName).type;
		const node = withExecute(NodeHelpers.getVersionedNodeType(type, version));
		return name in others || ownName === bareName ? node : asTool(node);
	};
	return {
		loader,
		credentialType: (name) => loader.getCredential(name).type,
		nodeTypes: {
			getByName: (name): INodeType | IVersionedNodeType => getByNameAndVersion(name),
			getByNameAndVersion,
			getKnownTypes: () => loader.known.nodes,
		},
	};
}

/** The node that n8n makes of one for AI agents, which it names after it. */
function asTool(node: INodeType): INodeType {
	const { description } = node;
	return Object.assign(Object.create(node) as INodeType, {
		description: { ...description, name: `${description.name}Tool` },
	});
}

/** Gives a declarative node the `execute` that n8n gives it when it hands out its type. */
function withExecute(nodeType: INodeType): INodeType {
	if (nodeType.execute === undefined && nodeType.description.requestDefaults !== undefined) {
		nodeType.execute = async function (this: IExecuteFunctions) {
			// n8n constructs it with this context too, whose type is wider than its class.
			const context = this as unknown as ConstructorParameters<typeof RoutingNode>[0];
			return (await new RoutingNode(context, nodeType).runNode()) ?? [];
		};
	}
	return nodeType;
}
