import { ALL_GATEWAYS } from '../gateways/gateways.mts';
import type { Sandbox } from '../sandbox/sandbox.mts';
import { CUSTOMERS } from '../sandbox/logins.mts';
import { isObject, readObject } from '../json.mts';
import { exampleFiles, withParameters, type ExampleWorkflow } from './exampleWorkflow.mts';
import { Failure } from './failure.mts';
import type { RestClient } from './restClient.mts';
import { readSandboxExample } from './sandboxExample.mts';

/** Gives n8n a credential for each gateway of the sandbox, with the addresses that it has now. */
export async function putCredentials(rest: RestClient, sandbox: Sandbox): Promise<string[]> {
	const names: string[] = [];
	for (const { credential } of ALL_GATEWAYS) {
		const login = credential(sandbox);
		await rest.putCredential(login);
		names.push(login.name);
	}
	return names;
}

/**
 * Imports the examples that n8n does not have yet, filled in for the sandbox; publishes none. One of the same name is left
 * alone: somebody may have changed it.
 *
 * @returns how many there are in n8n now, and the names of those that are published
 */
export async function importExamples(
	rest: RestClient,
	sandbox: Sandbox,
): Promise<{ count: number; published: string[] }> {
	const files = await exampleFiles();
	const published: string[] = [];
	for (const file of files) {
		const example = await readSandboxExample(file, rest, sandbox);
		const present = await rest.findWorkflow(example.name);
		if (present === undefined) await rest.createWorkflow(await withTableOfContacts(example, rest));
		else if (present['active'] === true) published.push(example.name);
	}
	return { count: files.length, published };
}

/** Gives a node that reads contacts from a data table, which a user has to choose, one with the sandbox's contacts. */
async function withTableOfContacts(
	example: ExampleWorkflow,
	rest: RestClient,
): Promise<ExampleWorkflow> {
	const reader = example.nodes.find((node) => {
		if (node['type'] !== 'n8n-nodes-base.dataTable') return false;
		const { dataTableId } = readObject(node['parameters'], 'the parameters of a node');
		return isObject(dataTableId) && dataTableId['value'] === '';
	});
	if (reader === undefined) return example;
	const name = String(reader['name']);
	const columns = ['phone', 'firstName', 'lastName'].map((column) => ({
		name: column,
		type: 'string',
	}));
	try {
		const id = await rest.createDataTable({ name, columns });
		await rest.addRows(
			id,
			CUSTOMERS.map((customer) => ({ ...customer, phone: `+${customer.phone}` })),
		);
		const dataTableId = { __rl: true, mode: 'list', value: id, cachedResultName: name };
		return withParameters(example, name, { dataTableId });
	} catch (error) {
		// There is one of this name: it is somebody's own.
		if (error instanceof Failure) return example;
		throw error;
	}
}
