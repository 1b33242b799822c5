import { nodeOf } from '../../lab/gateways/gateway.mts';
import type { INodeParameters, INodeProperties, INodeType } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import type { LoadedPackage } from '../engine/package.mts';
import type { NodeOperation } from './operations.mts';

/** What a field holds. */
type Value = INodeParameters[string];

/** A field of an operation, also one in a collection. */
export interface OperationField {
	/** Where it stands, e.g. "additionalFields.sendAt". */
	path: string;
	displayName: string;
	type: INodeProperties['type'];
	/** What stands under it. */
	hint: string | undefined;
	/** The operation's parameters with this value in the field, and in the others what they must have. */
	parametersWith(value: Value): INodeParameters;
}

/** All fields of an operation that a user can fill, as the node itself declares them. */
export function fieldsOf(operation: NodeOperation, { loader }: LoadedPackage): OperationField[] {
	const node: INodeType = NodeHelpers.getVersionedNodeType(
		loader.getNode(nodeOf(operation.gateway)).type,
	);
	return node.description.properties
		.filter((property) => isShown(property, operation))
		.flatMap((property): OperationField[] => {
			if (property.type === 'notice') return [];
			if (property.type !== 'collection') return [fieldOf(operation, [], property)];
			return (property.options ?? [])
				.filter((option): option is INodeProperties => 'type' in option)
				.map((option) => fieldOf(operation, [property], option));
		});
}

function isShown(
	{ name, displayOptions }: INodeProperties,
	{ resource, operation }: NodeOperation,
): boolean {
	const { show } = displayOptions ?? {};
	return (
		!['resource', 'operation'].includes(name) &&
		show?.resource?.includes(resource) === true &&
		(show.operation?.includes(operation) ?? true)
	);
}

function fieldOf(
	{ resource, operation, parameters }: NodeOperation,
	collections: INodeProperties[],
	{ name, displayName, type, hint }: INodeProperties,
): OperationField {
	const [collection] = collections;
	return {
		path: [...collections.map((outer) => outer.name), name].join('.'),
		displayName,
		type,
		hint,
		parametersWith(value) {
			const held = type === 'resourceLocator' ? { __rl: true, mode: 'id', value } : value;
			const inCollection = collection && { [collection.name]: { [name]: held } };
			return { resource, operation, ...parameters, ...(inCollection ?? { [name]: held }) };
		},
	};
}
