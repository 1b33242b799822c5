/** Sets the address of the repository everywhere, or without one says where another one is. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
	isAddress,
	repositoryAddress,
	strayAddresses,
	trackedTexts,
	withAddress,
} from '../lab/address/repositoryAddress.mts';
import { runCommand } from '../lab/command.mts';
import { Failure, UsageError } from '../lab/n8n/failure.mts';
import { say } from '../lab/n8n/say.mts';
import { repository } from '../lab/n8n/workshop.mts';

async function moveTo(address: string): Promise<void> {
	const from = await repositoryAddress();
	let changed = 0;
	for await (const { file, text } of trackedTexts()) {
		const moved = withAddress(text, from, address);
		if (moved === text) continue;
		await writeFile(join(repository, file), moved);
		changed += 1;
	}
	say(`${changed} files changed to ${address}. Now run: npm run format`);
}

async function checkAddresses(): Promise<void> {
	const address = await repositoryAddress();
	const stray: string[] = [];
	for await (const { file, text } of trackedTexts()) {
		stray.push(...strayAddresses(file, text, address));
	}
	if (stray.length > 0) throw new Failure(`All should have ${address}:`, stray);
	say(`All files have ${address}.`);
}

await runCommand(
	{
		name: 'address',
		summary:
			'Writes the address of the repository on GitHub to all files that need it. Without an address, checks that\n' +
			'they have the one of package.json.',
		argument: { value: '<address>', help: 'The new address: https://github.com/<owner>/<name>' },
		options: {},
		whenStopped: 'Stopped before all files were written. Run it again.',
	},
	async (_values, _signal, address) => {
		if (address === undefined) return await checkAddresses();
		if (!isAddress(address)) {
			throw new UsageError(
				`${address} is not an address such as https://github.com/<owner>/<name>`,
			);
		}
		await moveTo(address);
	},
);
