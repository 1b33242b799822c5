/** Rewrites an exported workflow so that its nodes come from another package of this repository. */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { runCommand } from '../lab/command.mts';
import { Failure, UsageError } from '../lab/n8n/failure.mts';
import { say } from '../lab/n8n/say.mts';
import { moveWorkflow } from '../lab/packages/moveWorkflow.mts';
import { nodePackages } from '../lab/packages/nodePackages.mts';

await runCommand(
	{
		name: 'move-workflow',
		summary:
			'Rewrites a workflow that n8n has exported, so that its nodes come from another of these packages.',
		options: {
			file: { type: 'string', value: '<file>', help: 'The exported workflow. It is overwritten.' },
			to: {
				type: 'string',
				value: '<package>',
				help: "Where its nodes are to come from: n8n-nodes-sms-gateways, or a gateway's own package.",
			},
		},
		whenStopped: 'Stopped before the workflow was rewritten.',
	},
	async ({ file, to }) => {
		if (file === undefined || to === undefined) throw new UsageError('--file and --to are needed');
		const packages = await nodePackages();
		const target = packages.find(({ name }) => name === to);
		if (target === undefined) {
			const names = packages.map(({ name }) => name).join(', ');
			throw new UsageError(`--to ${to} is not one of ${names}`);
		}
		// npm runs this at the root of the repository, and says where it was called.
		const path = resolve(process.env['INIT_CWD'] ?? '', file);
		const { workflow, moved } = moveWorkflow(await readWorkflow(path), target, packages);
		if (moved.length === 0) throw new Failure(`${file} has no node to move to ${to}.`);
		await writeFile(path, `${JSON.stringify(workflow, null, 2)}\n`);
		say(`Nodes that come from ${to} now: ${moved.join(', ')}.`);
	},
);

/** @throws Failure for a file that is not there, and for one that is not JSON */
async function readWorkflow(file: string): Promise<unknown> {
	try {
		return JSON.parse(await readFile(file, 'utf8'));
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new Failure(`${file} cannot be read as a workflow: ${reason}.`);
	}
}
