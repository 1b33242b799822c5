import { bestSmsGateway } from './bestSmsGateway.mts';
import type { SyncGateway } from './syncGateway.mts';
import { TEXTBOOST } from './textBoost.mts';

/** The gateways at which Sync Group is checked. */
export const SYNC_GATEWAYS: SyncGateway[] = [...TEXTBOOST, bestSmsGateway];
