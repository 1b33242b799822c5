import type { GatewayName } from '../gateways/gateway.mts';
import { bestSmsGateway } from './bestSmsGateway.mts';
import type { LiveCheck } from './liveCheck.mts';
import { smsGateway24 } from './smsGateway24.mts';
import { smstools } from './smstools.mts';
import { textBoost } from './textBoost.mts';

const BY_NAME: Record<GatewayName, LiveCheck> = {
	bestSmsGateway,
	smsGateway24,
	smstools,
	textBoost,
};

/** The live checks of all gateways. */
export const LIVE_CHECKS: readonly LiveCheck[] = Object.values(BY_NAME);
