import { describe, expect, it } from '@jest/globals';
import { DirectoryLoader } from 'n8n-core';
import type { INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { nodeOf } from '../../lab/gateways/gateway.mts';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import manifest from '../../package.json' with { type: 'json' };
import { setUp } from './setup.mts';

const setup = setUp();

/** What n8n adds to a declarative node that takes no webhooks. */
function addedByN8n(): INodeProperties | undefined {
	const properties: INodeProperties[] = [];
	DirectoryLoader.applyDeclarativeNodeOptionParameters({
		description: { properties },
	} as unknown as INodeType);
	return properties.find(({ name }) => name === 'requestOptions');
}

/** Names, types and defaults of a field and all in it, without the words about them. */
function shapeOf(value: unknown): unknown {
	const words = new Set(['description', 'placeholder', 'displayName', 'isNodeSetting']);
	return JSON.parse(
		JSON.stringify(value, (key, inner: unknown) => (words.has(key) ? undefined : inner)),
	) as INodePropertyOptions;
}

describe.each(ALL_GATEWAYS)('Request Options of $title', (gateway) => {
	const test = setup.of(gateway);

	it('are those that n8n has for declarative nodes', () => {
		const type = `${manifest.name}.${nodeOf(gateway.name)}`;
		const { description } = test.engine.package.nodeTypes.getByNameAndVersion(type);
		const own = description.properties.filter(({ name }) => name === 'requestOptions');
		expect(own).toHaveLength(1);
		expect(own[0]?.isNodeSetting).toBe(true);
		expect(shapeOf(own[0])).toEqual(shapeOf(addedByN8n()));
	});
});
