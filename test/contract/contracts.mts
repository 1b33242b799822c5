import type { Gateway, GatewayName } from '../../lab/gateways/gateway.mts';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import type { Contract } from './contract.mts';
import { bestSmsGateway } from './gateways/bestSmsGateway.mts';
import { smsGateway24 } from './gateways/smsGateway24.mts';
import { smstools } from './gateways/smstools.mts';
import { textBoost } from './gateways/textBoost.mts';

/** What the tests of this folder must know of each gateway. */
export const CONTRACTS: Record<GatewayName, Contract> = {
	smsGateway24,
	smstools,
	bestSmsGateway,
	textBoost,
};

export type ContractedGateway = Gateway & { contract: Contract };

/** All gateways, each with what the tests of this folder must know of it. */
export const CONTRACTED_GATEWAYS: ContractedGateway[] = ALL_GATEWAYS.map((gateway) => ({
	...gateway,
	contract: CONTRACTS[gateway.name],
}));
