import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode, IWorkflowBase } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { setUpEngine } from '../engine/nodeTest.mts';
import { nameNow } from './savedRun.mts';

const PREFIX = 'n8n-nodes-sms-gateways.';
const setup = setUpEngine();

/** What the editor adds to the fields of triggers and tools. */
const OF_THE_EDITOR = ['pollTimes', 'descriptionType', 'toolDescription'];

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map(({ name }) => join(import.meta.dirname, name, 'examples'));

const workflows = folders.flatMap((folder) =>
	readdirSync(folder).map((file) => ({
		file,
		// n8n has written it.
		workflow: JSON.parse(readFileSync(join(folder, file), 'utf8')) as IWorkflowBase,
	})),
);

describe.each(workflows)('$file of an earlier version', ({ workflow }) => {
	it('has only nodes, operations and fields that are still there', () => {
		const ours = workflow.nodes.filter(({ type }) => type.startsWith(PREFIX));
		expect(ours.length).toBeGreaterThan(0);
		expect(ours.flatMap((node) => fieldsGone(node))).toEqual([]);
	});
});

/** The parameters of a node that this version does not show, or shows with another value. */
function fieldsGone(node: INode): string[] {
	const name = nameNow(node.type.slice(PREFIX.length).replace(/(Hitl)?Tool$/, ''));
	const { description } = setup.engine.package.nodeTypes.getByNameAndVersion(`${PREFIX}${name}`);
	const shown =
		NodeHelpers.getNodeParameters(
			description.properties,
			node.parameters,
			true,
			false,
			node,
			description,
		) ?? {};
	return Object.entries(node.parameters)
		.filter(([field]) => !OF_THE_EDITOR.includes(field))
		.flatMap(([field, value]) => partsGone(field, value, shown[field]));
}

/** Options of a collection one by one, and other values as a whole. */
function partsGone(field: string, before: unknown, now: unknown): string[] {
	if (typeof before === 'object' && before !== null && typeof now === 'object' && now !== null) {
		return Object.entries(before).flatMap(([name, value]) =>
			partsGone(`${field}.${name}`, value, Object.entries(now).find(([key]) => key === name)?.[1]),
		);
	}
	return before === now ? [] : [field];
}
