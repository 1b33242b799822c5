/** Measures how long n8n takes to load all nodes of the package, against its own node for Twilio. */
import { realpath, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand, wholeNumber } from '../lab/command.mts';
import { Failure } from '../lab/n8n/failure.mts';
import { ensureInstalled } from '../lab/n8n/installation.mts';
import { say } from '../lab/n8n/say.mts';
import { newWorkshopFolder, repository } from '../lab/n8n/workshop.mts';
import { FUNCTIONS } from '../lab/packages/bundle.mts';
import { loadTimes } from '../lab/packages/loadTime.mts';
import { readManifest } from '../lab/packages/manifest.mts';
import { packInto, unpack } from '../lab/n8n/packing.mts';
import { singlePackages } from '../lab/packages/singlePackages.mts';

/** Without its nodes for Twilio, n8n-nodes-base is not the yardstick. */
const TWILIO = ['Twilio.node.js', 'TwilioTrigger.node.js'];

await runCommand(
	{
		name: 'measure:loading',
		summary:
			"Measures how long the nodes of each built package take to load, against n8n's own nodes for Twilio.",
		options: {
			rounds: {
				type: 'string',
				default: '15',
				value: '<number>',
				help: 'How often each is loaded, in processes of its own.',
			},
			most: {
				type: 'string',
				value: '<number>',
				help: 'Fails when the package of all gateways takes more than this many times the time of Twilio.',
			},
		},
		whenStopped: 'Stopped before it was measured.',
	},
	async ({ rounds, most }, signal) => {
		const times = wholeNumber('rounds', rounds, { least: 1, most: 1000 });
		const limit = most === undefined ? Infinity : wholeNumber('most', most, { least: 1 });
		const n8n = await ensureInstalled(say, signal);
		const folder = await newWorkshopFolder('loading-');
		try {
			// The modules of n8n, from where a package that is installed in it finds them.
			await symlink(join(n8n.folder, 'node_modules'), join(folder, 'node_modules'), 'junction');
			// Without links, as n8n's loader looks for the files of a package.
			const base = await realpath(join(n8n.folder, 'node_modules/n8n-nodes-base'));
			const twilio = join(base, 'dist/nodes/Twilio');
			const loads = [
				{ name: "n8n's Twilio, 2 nodes", files: TWILIO.map((file) => join(twilio, file)) },
			];
			for (const source of [repository, ...(await singlePackages()).map((one) => one.folder)]) {
				const packed = await packInto(join(folder, 'packed'), source, signal);
				const unpacked = await unpack(packed, join(folder, packed.name), signal);
				const { name, nodes, credentials } = await readManifest(unpacked);
				const files = [...credentials, ...nodes].map((file) => join(unpacked, file));
				const kilobytes = Math.round(packed.bytes / 1000);
				loads.push({ name: `${name}, all of it, ${kilobytes} kB packed`, files });
				if (source !== repository) continue;
				loads.push(
					{ name: `${name}, one node`, files: [join(unpacked, nodes[0] ?? '')] },
					{
						name: `${name}, all of it and what the first execution loads`,
						files: [...files, join(unpacked, FUNCTIONS)],
					},
				);
			}
			const [yardstick, all, ...others] = await loadTimes(loads, times, n8n.folder, signal);
			if (yardstick === undefined || all === undefined) throw new Failure('Nothing was loaded.');
			for (const { name, milliseconds, modules } of [yardstick, all, ...others]) {
				const ratio = (milliseconds / yardstick.milliseconds).toFixed(1);
				say(`${name}: ${milliseconds.toFixed(1)} ms, ${modules} modules, ${ratio} times Twilio`);
			}
			if (all.milliseconds > limit * yardstick.milliseconds) {
				throw new Failure(`${all.name}: more than ${limit} times the time of n8n's Twilio.`);
			}
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	},
);
