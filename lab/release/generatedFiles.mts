import { updateSinglePackages } from '../packages/generated.mts';
import type { ReleaseCheck } from './releaseCheck.mts';

/** What is published is built from the commit that the provenance names, so nothing may be brought up to date on the way. */
export const generatedFiles: ReleaseCheck = {
	name: 'The packages of the gateways are up to date',
	async problems() {
		const stale = await updateSinglePackages(false);
		return stale.map(
			(path) => `${path} is not up to date. Run npm run build:packages, and commit.`,
		);
	},
};
