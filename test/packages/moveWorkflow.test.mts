import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { repository } from '../../lab/n8n/workshop.mts';
import { moveWorkflow, type NodePackage } from '../../lab/packages/moveWorkflow.mts';
import { nodePackages } from '../../lab/packages/nodePackages.mts';

const examples = readdirSync(join(repository, 'examples')).filter((file) => file.endsWith('.json'));

describe('moving a workflow to another package', () => {
	it.each(examples)('changes nothing but the types of %s, and brings it back', async (file) => {
		const text = readFileSync(join(repository, 'examples', file), 'utf8');
		const packages = await nodePackages();
		const [root, ...singles] = packages;
		const to = (target: NodePackage | undefined, workflow: unknown) => {
			if (target === undefined) throw new Error('There are no packages.');
			return moveWorkflow(workflow, target, packages).workflow;
		};
		const original: unknown = JSON.parse(text);
		let moved: unknown = original;
		for (const single of singles) moved = to(single, moved);
		const written = JSON.stringify(moved);
		expect(written).not.toContain(`"${root?.name}.`);
		expect(singles.some(({ name }) => written.includes(`"${name}.`))).toBe(true);
		expect(to(root, moved)).toEqual(original);
	});

	it('finds a file where npm was called', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'moved-'));
		try {
			const file = join(folder, 'mine.json');
			const nodes = [{ name: 'Send', type: 'n8n-nodes-sms-gateways.textBoost' }];
			writeFileSync(file, JSON.stringify({ nodes }));
			const args = [
				'scripts/moveWorkflow.mts',
				'--file',
				'mine.json',
				'--to',
				'n8n-nodes-textboost',
			];
			const env = { ...process.env, INIT_CWD: folder };
			await promisify(execFile)(process.execPath, args, { cwd: repository, env });
			expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
				nodes: [{ name: 'Send', type: 'n8n-nodes-textboost.textBoost' }],
			});
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	it("moves a node as an AI agent's tool, and leaves the nodes of others", async () => {
		const packages = await nodePackages();
		const target = packages.find(({ name }) => name === 'n8n-nodes-textboost');
		if (target === undefined) throw new Error('There is no such package.');
		const nodes = [
			{ name: 'Ask', type: 'n8n-nodes-sms-gateways.textBoostHitlTool' },
			{ name: 'Send', type: 'n8n-nodes-sms-gateways.smsGateway24' },
			{ name: 'Wait', type: 'n8n-nodes-base.wait' },
		];
		const { workflow, moved } = moveWorkflow({ name: 'Mine', nodes }, target, packages);
		expect(moved).toEqual(['Ask']);
		expect(workflow['nodes']).toEqual([
			{ name: 'Ask', type: 'n8n-nodes-textboost.textBoostHitlTool' },
			nodes[1],
			nodes[2],
		]);
	});
});
