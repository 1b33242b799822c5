import { nodeOf } from '../../lab/gateways/gateway.mts';
import { expect, it } from '@jest/globals';
import { NodeHelpers, Workflow } from 'n8n-workflow';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import { setUpEngine } from '../engine/nodeTest.mts';
import { operationsOf } from './operations.mts';

const setup = setUpEngine();

it.each(ALL_GATEWAYS)('$title says on the canvas what it does', ({ name }) => {
	const { loader, nodeTypes } = setup.engine.package;
	const type = NodeHelpers.getVersionedNodeType(loader.getNode(nodeOf(name)).type);
	const operations = operationsOf(name, setup.engine.package);
	expect(operations).not.toEqual([]);
	const shown = operations.map(({ resource, operation }) => {
		const node = {
			id: 'node',
			name: 'Node',
			type: nodeOf(name),
			typeVersion: 1,
			position: [0, 0] as [number, number],
			parameters: { resource, operation },
		};
		const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
		return workflow.expression.getSimpleParameterValue(
			node,
			type.description.subtitle,
			'internal',
			{},
		);
	});
	expect(shown).toEqual(operations.map(({ action }) => action));
});
