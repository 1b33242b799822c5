import { generatedFiles } from './generatedFiles.mts';
import { ownAddress } from './ownAddress.mts';
import { ownVersion } from './ownVersion.mts';
import type { ReleaseCheck } from './releaseCheck.mts';
import { sameBytes } from './sameBytes.mts';

/** All that `npm run release:check` checks, in this order. */
export const releaseChecks: readonly ReleaseCheck[] = [
	ownAddress,
	ownVersion,
	generatedFiles,
	sameBytes,
];
