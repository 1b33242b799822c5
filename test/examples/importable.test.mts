import { readdirSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { INode } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { setUpEngine } from '../engine/nodeTest.mts';
import { EXAMPLES, readExample } from './readExample.mts';

const DOCS = readFileSync(resolve(EXAMPLES, '../docs/examples.md'), 'utf8');
const OURS = /^n8n-nodes-sms-gateways\.(?<name>\w+?)(?<tool>(?:Hitl)?Tool)?$/;
const setup = setUpEngine();

describe.each(readdirSync(EXAMPLES))('%s', (file) => {
	const text = readFileSync(resolve(EXAMPLES, file), 'utf8');
	const workflow = readExample(file);
	const names = workflow.nodes.map(({ name }) => name);

	it('is whole and annotated, in the docs, and has nothing in it that belongs to one n8n', () => {
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(workflow.nodes.map(({ id }) => id)).size).toBe(names.length);
		expect(workflow.settings).toEqual({ executionOrder: 'v1' });
		expect(workflow.nodes.filter(({ credentials }) => credentials !== undefined)).toEqual([]);
		expect(workflow.nodes.some(({ type }) => type === 'n8n-nodes-base.stickyNote')).toBe(true);
		expect(text).not.toMatch(/127\.0\.0\.1|localhost/);
		expect(DOCS).toContain(`(../examples/${file})`);
		expect(DOCS).toContain(`(images/${basename(file, '.json')}.png)`);
	});

	it('connects nodes that it has', () => {
		const targets = Object.values(workflow.connections).flatMap((outputs) =>
			Object.values(outputs)
				.flat(2)
				.map((target) => target?.node),
		);
		expect(names).toEqual(
			expect.arrayContaining([...Object.keys(workflow.connections), ...targets]),
		);
	});

	it('sets only fields that our nodes show', () => {
		const ours = workflow.nodes.filter(({ type }) => OURS.test(type));
		expect(ours.length).toBeGreaterThan(0);
		for (const node of ours) expect(shownParameters(node)).toMatchObject(ownParameters(node));
	});
});

/** The parameters without those that n8n adds to the fields of a trigger or a tool. */
function ownParameters({ parameters }: INode) {
	const { pollTimes, descriptionType, toolDescription, ...own } = parameters;
	return own;
}

/** The parameters that n8n shows with these, defaults and all. */
function shownParameters(node: INode) {
	const name = OURS.exec(node.type)?.groups?.name;
	const { nodeTypes } = setup.engine.package;
	const { description } = nodeTypes.getByNameAndVersion(`n8n-nodes-sms-gateways.${name}`);
	const { properties } = description;
	return NodeHelpers.getNodeParameters(properties, node.parameters, true, false, node, description);
}
