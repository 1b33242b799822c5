import type { Gateway, GatewayName, SendOperation } from '../../lab/gateways/gateway.mts';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';

/** What only these tests need to know of a gateway. */
interface Tested {
	/** Whether Send puts all numbers of one item into one request. */
	sharesRequest: boolean;
	/** Whether a request may hold a number twice; other gateways drop the second one silently. */
	takesRepeats?: true;
	/** Whether the gateway tells which SMS has which id. */
	tellsIds: Record<SendOperation, boolean>;
}

export type TestedGateway = Gateway & Tested;

const TESTED: Record<GatewayName, Tested> = {
	smsGateway24: {
		sharesRequest: false,
		takesRepeats: true,
		tellsIds: { send: true, sendMany: false },
	},
	smstools: {
		sharesRequest: false,
		// The order of the ids in an answer to many is not documented (fact sheet, section 3.1).
		tellsIds: { send: true, sendMany: false },
	},
	bestSmsGateway: {
		sharesRequest: true,
		tellsIds: { send: true, sendMany: true },
	},
	textBoost: {
		sharesRequest: true,
		tellsIds: { send: true, sendMany: true },
	},
};

export const TESTED_GATEWAYS: TestedGateway[] = ALL_GATEWAYS.map((gateway) => ({
	...gateway,
	...TESTED[gateway.name],
}));

/** A row for each gateway and operation, for titles such as "$title: $operation". */
export const EACH_SEND: Array<{
	gateway: TestedGateway;
	title: string;
	operation: SendOperation;
}> = TESTED_GATEWAYS.flatMap((gateway) =>
	(['send', 'sendMany'] as const).map((operation) => ({
		gateway,
		title: gateway.title,
		operation,
	})),
);
