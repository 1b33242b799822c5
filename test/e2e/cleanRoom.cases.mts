/** What `npm run test:clean-room` tries. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { it } from 'node:test';
import { promisify } from 'node:util';
import { prepareFormToSms, sendThroughForm } from '../../lab/n8n/formToSms.mts';
import { ensureInstalled, versionOf } from '../../lab/n8n/installation.mts';
import { withThisNodeFirst } from '../../lab/n8n/npm.mts';
import { buildPackage } from '../../lab/n8n/packageBuild.mts';
import { packInto, unpack } from '../../lab/n8n/packing.mts';
import { say } from '../../lab/n8n/say.mts';
import { startSession } from '../../lab/n8n/session.mts';
import { repository } from '../../lab/n8n/workshop.mts';
import { serveRegistry, writeNpmFor } from '../../lab/packages/registry.mts';
import { addScratchUser } from '../../lab/packages/scratchUser.mts';
import { startSandbox } from '../../lab/sandbox/sandbox.mts';
import { timeLimits } from './case.mts';
import { chosen } from './runner.mts';

const run = promisify(execFile);

for (const generation of chosen().generations) {
	it(
		`n8n ${versionOf(generation)}: a new user installs the package, and sends the first SMS`,
		{ timeout: timeLimits.polled },
		async (context) => {
			const signal = AbortSignal.any([chosen().signal, context.signal]);
			await using atTheEnd = new AsyncDisposableStack();
			// Outside of the repository, so that no node_modules above it is found by accident.
			const room = await mkdtemp(join(tmpdir(), 'clean-room-'));
			atTheEnd.defer(() => rm(room, { recursive: true, force: true, maxRetries: 5 }));
			const home = join(room, 'home');
			await mkdir(home);
			const user = atTheEnd.use(await addScratchUser(home));
			await buildPackage(say, signal);
			const packed = await packInto(join(room, 'packed'), repository, signal);
			const unpacked = await unpack(packed, join(room, 'unpacked'), signal);
			const registry = atTheEnd.use(await serveRegistry(packed, unpacked));
			const programs = join(room, 'programs');
			await writeNpmFor(registry, programs);
			await run('chown', ['-R', user.name, room]);
			await run('chmod', ['755', room]);

			const installation = await ensureInstalled(say, signal, generation);
			const sandbox = await startSandbox();
			atTheEnd.defer(() => sandbox.close());
			const settings = {
				HOME: home,
				USER: user.name,
				PATH: [programs, withThisNodeFirst()['PATH']].join(delimiter),
			};
			const session = atTheEnd.use(
				await startSession(installation, home, signal, settings, undefined, user),
			);
			const { rest, origin } = session;
			// Where npm's own registry has no such version, n8n 1 finds only one that is asked for by its number.
			await rest.installPackage(`${packed.name}@${packed.version}`);
			context.diagnostic(`the registry was asked for ${registry.requests.join(', ')}`);
			const installed = join(home, '.n8n/nodes/node_modules', packed.name);
			assert.deepEqual((await readdir(installed)).sort(), (await readdir(unpacked)).sort());
			const { workflowId, form } = await prepareFormToSms(rest, origin, home, sandbox, signal);
			assert(form);
			const { id } = await sendThroughForm(workflowId, form, rest, sandbox, signal);
			context.diagnostic(`the first SMS has arrived: ${id}`);
		},
	);
}
