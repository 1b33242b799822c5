import {
	repositoryAddress,
	strayAddresses,
	trackedTexts,
	whyNotReleasable,
} from '../address/repositoryAddress.mts';
import type { ReleaseCheck } from './releaseCheck.mts';

/** npm accepts a provenance only from the repository that package.json names. */
export const ownAddress: ReleaseCheck = {
	name: 'The address of the repository is its own',
	async problems() {
		const address = await repositoryAddress();
		const found: string[] = [];
		for await (const { file, text } of trackedTexts()) {
			found.push(...strayAddresses(file, text, address));
		}
		const reason = whyNotReleasable(address, process.env.GITHUB_REPOSITORY);
		return reason === undefined ? found : [reason, ...found];
	},
};
