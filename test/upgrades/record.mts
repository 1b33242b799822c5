/**
 * Writes test/upgrades/<version>/<gateway>.json for the package that is built now: a node for each operation, as a workflow
 * has it, and what it asks. Run once, for the version that is published:
 *
 *     node test/upgrades/record.mts
 */
import '../bench/commonJs.mts';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { say } from '../../lab/n8n/say.mts';
import { repository } from '../../lab/n8n/workshop.mts';
import { makeFolder, removeFolder } from '../engine/temporaryFolder.mts';

makeFolder();
// Only now, since these load n8n's engine.
const { operationsOf } = await import('../contract/operations.mts');
const { loadPackage } = await import('../engine/package.mts');
const { requestsOf, SAVED_GATEWAYS } = await import('./savedRun.mts');
const { nodeOf } = await import('../../lab/gateways/gateway.mts');

const manifest = await readFile(join(repository, 'package.json'), 'utf8');
const { version } = JSON.parse(manifest) as { version: string };
const folder = join(repository, 'test/upgrades', version);
await mkdir(folder, { recursive: true });
const loaded = await loadPackage();
for (const gateway of SAVED_GATEWAYS) {
	const saved = operationsOf(gateway.name, loaded)
		// A question asks with an address that is new each time; an estimate asks nothing.
		.filter(({ operation }) => operation !== 'sendAndWait' && operation !== 'estimate')
		.map(({ resource, operation, parameters }) => ({
			type: nodeOf(gateway.name),
			parameters: {
				resource,
				operation,
				...parameters,
				...(gateway.name === 'textBoost' && 'groupId' in parameters
					? { groupId: { __rl: true, mode: 'id', value: '{a group}' } }
					: {}),
			},
		}));
	const requests = await requestsOf(saved, gateway, (type) => type);
	const runs = saved.map((run, index) => ({ ...run, requests: requests[index] ?? [] }));
	await writeFile(join(folder, `${gateway.name}.json`), `${JSON.stringify(runs, null, '\t')}\n`);
	say(`${gateway.title}: ${runs.length} operations, ${requests.flat().length} requests.`);
}
removeFolder();
