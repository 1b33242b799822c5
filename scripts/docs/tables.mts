import { slug } from 'github-slugger';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { Failure } from '../../lab/n8n/failure.mts';
import type { Catalogue } from './catalogue.mts';
import { choicesOf, fieldsInWords, isShown, noticesOf, type FieldInWords } from './fields.mts';
import { code, htmlToMarkdown, sentences, table } from './markdown.mts';

const FIELD_HEADINGS = ['Field', 'Type', 'Required', 'Default', 'Description'];

/**
 * Makes the table that a marker asks for:
 *
 * - `credential <credential>`: its fields
 * - `operations <node>`: all its operations, linked to the headings "<Resource>: <Operation>"
 * - `fields <node> <resource> <operation> …`: the fields of an operation, or of several with the same fields
 * - `events <trigger>`: what can start the workflow
 * - `settings <trigger>`: the fields of the trigger, each with the events that it goes with
 *
 * @throws Failure where there is no such table
 */
export function tableFor(request: string, catalogue: Catalogue): string {
	const [kind, name = '', resource = '', ...operations] = request.split(' ');
	if (kind === 'credential') {
		const { properties } = found(catalogue.credentials.get(name), request);
		return fieldTable(fieldsInWords(properties, {}));
	}
	const node = found(catalogue.nodes.get(name), request);
	switch (kind) {
		case 'operations':
			return operationTable(node);
		case 'fields':
			return operationFields(node, resource, operations, request);
		case 'events':
			return eventTable(node);
		case 'settings':
			return settingTable(node);
		default:
			throw new Failure(`The generator of docs makes no table “${request}”.`);
	}
}

/**
 * What an operation asks the vendor, as its description states it: method and path, or the action where all actions
 * have one address.
 *
 * @param operation `<node> <resource> <operation>`
 * @throws Failure where there is no such operation, or where it states no request
 */
export function callFor(operation: string, catalogue: Catalogue): string {
	const [name = '', resource, value] = operation.split(' ');
	const node = found(catalogue.nodes.get(name), `call ${operation}`);
	const one = operationsOf(node).find(
		(known) => known.resource.value === resource && known.operation.value === value,
	);
	const { method, url, body } = found(one?.operation.routing?.request, `call ${operation}`);
	const action = typeof body === 'object' && body !== null && 'action' in body && body.action;
	if (typeof action !== 'string') return code(`${method} ${url}`);
	return `${code(String(method))} with the action ${code(action)}`;
}

/** The requests for all tables and calls that the pages must have between them. */
export function allTables(catalogue: Catalogue): string[] {
	const ofNodes = [...catalogue.nodes.values()].flatMap((node) =>
		fieldNamed(node, 'event') === undefined
			? [
					`operations ${node.name}`,
					...operationsOf(node).flatMap(({ resource, operation }) => {
						const asked = `${node.name} ${resource.value} ${operation.value}`;
						// One that asks nothing has no call.
						const asksNothing = operation.routing !== undefined && !operation.routing.request;
						const calls = asksNothing ? [] : [`call ${asked}`];
						return [`fields ${asked}`, ...calls];
					}),
				]
			: [`events ${node.name}`, `settings ${node.name}`],
	);
	return [...[...catalogue.credentials.keys()].map((name) => `credential ${name}`), ...ofNodes];
}

function operationTable(node: INodeTypeDescription): string {
	const rows = operationsOf(node).map(({ resource, operation }) => [
		resource.name,
		`[${operation.name}](#${slug(`${resource.name}: ${operation.name}`)})`,
		sentences(htmlToMarkdown(operation.description ?? '')),
	]);
	return table(['Resource', 'Operation', 'What it does'], rows);
}

function operationFields(
	node: INodeTypeDescription,
	resource: string,
	operations: string[],
	request: string,
): string {
	const known = operationsOf(node).filter((one) => one.resource.value === resource);
	const [first, ...others] = operations.map((operation) => {
		found(
			known.find((one) => one.operation.value === operation),
			request,
		);
		const setting = { resource, operation };
		const notices = noticesOf(node.properties, setting).map((notice) => `**Note:** ${notice}`);
		const fields = fieldsInWords(node.properties, setting);
		const shown = fields.length > 0 ? fieldTable(fields) : 'This operation has no fields.';
		return [...notices, shown].join('\n\n');
	});
	if (others.some((other) => other !== first)) {
		throw new Failure(
			`“${request}” asks for one table, but the operations differ in their fields.`,
		);
	}
	return found(first, request);
}

function eventTable(node: INodeTypeDescription): string {
	const rows = choicesOf(fieldNamed(node, 'event')).map(({ name, value, description }) => [
		`**${name}**`,
		sentences(htmlToMarkdown(description ?? '')),
		noticesOf(node.properties, { event: String(value) }).join(' '),
	]);
	return table(['Trigger On', 'Starts the workflow when', 'Good to know'], rows);
}

/** The fields of all events, each once, those to be added last. */
function settingTable(node: INodeTypeDescription): string {
	const events = choicesOf(fieldNamed(node, 'event'));
	const settings = new Map<string, { field: FieldInWords; names: string[] }>();
	for (const { name, value } of events) {
		for (const field of fieldsInWords(node.properties, { event: String(value) })) {
			const key = JSON.stringify(field);
			const names = settings.get(key)?.names ?? [];
			settings.set(key, { field, names: [...names, name] });
		}
	}
	const isToBeAdded = ({ field }: { field: FieldInWords }) => field.name.includes(' > ');
	const all = [...settings.values()];
	const toBeAdded = all
		.filter(isToBeAdded)
		.sort((a, b) => a.field.name.localeCompare(b.field.name, 'en'));
	const rows = [...all.filter((one) => !isToBeAdded(one)), ...toBeAdded].map(({ field, names }) => [
		`**${field.name}**`,
		names.length === events.length ? 'all' : names.join(', '),
		field.type,
		field.default,
		field.description,
	]);
	return table(['Field', 'Trigger On', 'Type', 'Default', 'Description'], rows);
}

function fieldTable(fields: FieldInWords[]): string {
	const rows = fields.map((field) => [
		`**${field.name}**`,
		field.type,
		field.required,
		field.default,
		field.description,
	]);
	return table(FIELD_HEADINGS, rows);
}

function operationsOf(node: INodeTypeDescription) {
	return choicesOf(fieldNamed(node, 'resource')).flatMap((resource) =>
		node.properties
			.filter(({ name }) => name === 'operation')
			.filter((field) => isShown(field, { resource: String(resource.value) }))
			.flatMap(choicesOf)
			.map((operation) => ({ resource, operation })),
	);
}

function fieldNamed(node: INodeTypeDescription, name: string): INodeProperties | undefined {
	return node.properties.find((field) => field.name === name);
}

function found<T>(value: T | undefined, request: string): T {
	if (value !== undefined) return value;
	throw new Failure(`There is nothing in the package for the table “${request}”.`);
}
