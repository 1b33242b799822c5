/** Builds the package of each gateway, and brings up to date what is generated in their folders. */
import { runCommand } from '../lab/command.mts';
import { Failure } from '../lab/n8n/failure.mts';
import { say } from '../lab/n8n/say.mts';
import { updateSinglePackages } from '../lab/packages/generated.mts';
import { buildSinglePackage } from '../lab/packages/singleBuild.mts';
import { singlePackages } from '../lab/packages/singlePackages.mts';

await runCommand(
	{
		name: 'build:packages',
		summary:
			'Builds the package of each gateway in packages/, and brings up to date what is generated there.',
		options: {
			check: {
				type: 'boolean',
				default: false,
				help: 'Changes nothing that is committed, and fails when it is not up to date.',
			},
		},
		whenStopped: 'Stopped before all packages were built.',
	},
	async ({ check }, signal) => {
		const changed = await updateSinglePackages(!check);
		if (check && changed.length > 0) {
			throw new Failure('Not up to date; npm run build:packages brings them up to date:', changed);
		}
		for (const path of changed) say(`${path} is brought up to date.`);
		for (const single of await singlePackages()) {
			signal.throwIfAborted();
			await buildSinglePackage(single);
			say(`${single.name} ${single.version} is built.`);
		}
	},
);
