import type { ReleaseCheck } from './releaseCheck.mts';
import { sameBytes } from './sameBytes.mts';

/** All that `npm run release:check` checks, in this order. */
export const releaseChecks: readonly ReleaseCheck[] = [sameBytes];
