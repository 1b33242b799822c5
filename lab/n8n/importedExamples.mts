import { ALL_GATEWAYS } from '../gateways/gateways.mts';
import type { Sandbox } from '../sandbox/sandbox.mts';
import { exampleFiles } from './exampleWorkflow.mts';
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
 * Imports the examples that n8n does not have yet, with the sandbox's credentials chosen; publishes none. One of the same
 * name is left alone: somebody may have changed it.
 *
 * @returns how many there are in n8n now
 */
export async function importExamples(rest: RestClient, sandbox: Sandbox): Promise<number> {
	const files = await exampleFiles();
	for (const file of files) {
		const example = await readSandboxExample(file, rest, sandbox);
		if ((await rest.findWorkflow(example.name)) === undefined) await rest.createWorkflow(example);
	}
	return files.length;
}
