import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { isObject, readList, readObject, readText, type JsonObject } from '../json.mts';
import { Failure } from './failure.mts';
import type { SavedWorkflow } from './restClient.mts';
import { repository } from './workshop.mts';

/** A workflow file as a user imports it: without credentials. */
export interface ExampleWorkflow extends JsonObject {
	name: string;
	nodes: JsonObject[];
}

/** The names of the example workflows' files, in examples/. */
export async function exampleFiles(): Promise<string[]> {
	const files = await readdir(join(repository, 'examples'));
	return files.filter((file) => file.endsWith('.json'));
}

/**
 * Reads a workflow file.
 *
 * @throws Failure when it has no name, or no nodes
 */
export async function readExample(file: string): Promise<ExampleWorkflow> {
	const workflow = readObject(JSON.parse(await readFile(file, 'utf8')), file);
	return {
		...workflow,
		name: readText(workflow['name'], `the name in ${file}`),
		nodes: readNodes(workflow['nodes']),
	};
}

/**
 * Returns the workflow with a credential chosen in every node of that type.
 *
 * @throws Failure when it has no such node
 */
export function withCredential(
	workflow: ExampleWorkflow,
	nodeType: string,
	credentialType: string,
	credential: { id: string; name: string },
): ExampleWorkflow {
	return withNodes(workflow, 'type', nodeType, (node) => ({
		...node,
		credentials: { [credentialType]: credential },
	}));
}

/**
 * Returns the workflow with another node in place of the one of that name, which keeps name and parameters.
 *
 * @throws Failure when it has no such node
 */
export function withNodeType(
	workflow: ExampleWorkflow,
	name: string,
	type: string,
): ExampleWorkflow {
	return withNodes(workflow, 'name', name, ({ credentials, ...node }) => ({ ...node, type }));
}

/**
 * Returns the workflow with these parameters set in the node of that name, beside those that it has.
 *
 * @throws Failure when it has no such node
 */
export function withParameters(
	workflow: ExampleWorkflow,
	name: string,
	parameters: JsonObject,
): ExampleWorkflow {
	return withNodes(workflow, 'name', name, (node) => {
		const present = readObject(node['parameters'], `the parameters of ${name}`);
		return { ...node, parameters: { ...present, ...parameters } };
	});
}

function withNodes(
	workflow: ExampleWorkflow,
	key: 'name' | 'type',
	wanted: string,
	change: (node: JsonObject) => JsonObject,
): ExampleWorkflow {
	if (!workflow.nodes.some((node) => node[key] === wanted)) {
		throw new Failure(`The workflow ${workflow.name} has no node with the ${key} ${wanted}.`);
	}
	const nodes = workflow.nodes.map((node) => (node[key] === wanted ? change(node) : node));
	return { ...workflow, nodes };
}

/**
 * Returns the workflow as the editor leaves it when the node of that name is deleted: what led to the
 * node leads to what came after it.
 */
export function withoutNode(workflow: ExampleWorkflow, name: string): ExampleWorkflow {
	const { [name]: outgoing, ...others } = readObject(workflow['connections'], 'the connections');
	const after = targetsOf(outgoing);
	const connections = Object.entries(others).map(([source, outputs]) => {
		const main = targetsOf(outputs).map((targets) =>
			targets.flatMap((target) => (target['node'] === name ? after.flat() : [target])),
		);
		return [source, { ...readObject(outputs, 'the outputs of a node'), main }];
	});
	return {
		...workflow,
		nodes: workflow.nodes.filter((node) => node['name'] !== name),
		connections: Object.fromEntries(connections),
	};
}

/** Returns the parameters of the node of that name; throws a Failure when there is none. */
export function parametersOf({ nodes }: ExampleWorkflow, name: string): JsonObject {
	const node = nodes.find((candidate) => candidate['name'] === name);
	return readObject(node?.['parameters'], `the parameters of ${name}`);
}

/**
 * Whether a saved workflow does what the given one does: the same nodes, with the same parameters and
 * credentials, connected in the same way. Where the nodes are on the canvas does not matter.
 */
export function doesTheSame(saved: SavedWorkflow, wanted: ExampleWorkflow): boolean {
	return isDeepStrictEqual(essence(saved), essence(wanted));
}

function essence(workflow: JsonObject): unknown {
	const nodes = readNodes(workflow['nodes']).map((node) => [
		node['name'],
		node['type'],
		node['typeVersion'],
		node['parameters'],
		Object.entries(isObject(node['credentials']) ? node['credentials'] : {}).map(
			([type, credential]) => [type, isObject(credential) ? credential['id'] : undefined],
		),
		node['disabled'] ?? false,
	]);
	return [new Map(nodes.map((node) => [node[0], node])), workflow['connections']];
}

/** What a browser needs to know of a form. */
export interface Form {
	/** The last part of its address. */
	path: string;
	/** What stands at the fields, in their order. */
	labels: string[];
}

/** Reads the form of a saved workflow that starts with n8n's Form Trigger. */
export function readForm({ name, nodes }: SavedWorkflow): Form {
	const trigger = readNodes(nodes).find((node) => node['type'] === 'n8n-nodes-base.formTrigger');
	if (trigger === undefined) throw new Failure(`The workflow ${name} has no form.`);
	const parameters = readObject(trigger['parameters'], "the form's parameters");
	const { values } = readObject(parameters['formFields'], "the form's fields");
	return {
		// The example sets no path of its own, so that several copies of it can be published.
		path: readText(trigger['webhookId'], "the form's path"),
		labels: readList(values, "the form's fields").map((field) =>
			readText(readObject(field, 'a form field')['fieldLabel'], "a form field's label"),
		),
	};
}

/** Reads what each output of a node leads to. */
function targetsOf(outputs: unknown): JsonObject[][] {
	const { main } = readObject(outputs, 'the outputs of a node');
	return readList(main, 'the outputs of a node').map((targets) =>
		readList(targets, 'the targets of an output').map((target) => readObject(target, 'a target')),
	);
}

function readNodes(value: unknown): JsonObject[] {
	return readList(value, "a workflow's nodes").map((node) => readObject(node, 'a node'));
}
