/** Scans all packages as n8n does before it verifies one, and fails for an error or a warning. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../lab/command.mts';
import { Failure } from '../lab/n8n/failure.mts';
import { say } from '../lab/n8n/say.mts';
import { newWorkshopFolder } from '../lab/n8n/workshop.mts';
import { packInto, unpack } from '../lab/n8n/packing.mts';
import { ensureScanInstalled, scanPackage, type Leg } from '../lab/packages/scan.mts';
import { publishedFolders } from '../lab/packages/singlePackages.mts';

await runCommand(
	{
		name: 'scan',
		summary:
			"Scans the sources of all packages, and what is published of them, with n8n's own scan.",
		options: {},
		whenStopped: 'Stopped before all was scanned.',
	},
	async (_options, signal) => {
		await ensureScanInstalled(say, signal);
		const folder = await newWorkshopFolder('scanned-');
		try {
			const found: string[] = [];
			for (const source of await publishedFolders()) {
				const packed = await packInto(join(folder, 'packed'), source, signal);
				const published = await unpack(packed, join(folder, packed.name), signal);
				const legs: Array<[Leg, string]> = [
					['source', source],
					['published', published],
				];
				for (const [leg, scanned] of legs) {
					signal.throwIfAborted();
					const { files, findings } = await scanPackage(scanned, leg);
					if (findings !== undefined) found.push(`${packed.name}, ${leg}:`, findings);
					const result = findings === undefined ? '0 errors, 0 warnings' : 'findings';
					say(`${packed.name}, ${leg}: ${files} files, ${result}`);
				}
			}
			if (found.length > 0) throw new Failure("n8n's scan has found:", found);
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	},
);
