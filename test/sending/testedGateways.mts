import type {
	Credential,
	Gateway,
	GatewayName,
	SendOperation,
} from '../../lab/gateways/gateway.mts';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import { defaultSettings } from '../../lab/sandbox/smstools/settings.mts';

/** What only these tests need to know of a gateway. */
interface Tested {
	/** Sets the gateway to its start, so that no test meets another one's, and returns a good credential. */
	prepare(sandbox: Sandbox, credential: Credential): Credential;
	/** Whether Send puts all numbers of one item into one request. */
	sharesRequest: boolean;
	/** Whether the gateway tells which SMS has which id. */
	tellsIds: Record<SendOperation, boolean>;
}

export type TestedGateway = Gateway & Tested;

const TESTED: Record<GatewayName, Tested> = {
	smsGateway24: {
		prepare: (_, credential) => credential,
		sharesRequest: false,
		tellsIds: { send: true, sendMany: false },
	},
	smstools: {
		prepare({ smstools: { settings } }, credential) {
			Object.assign(settings, defaultSettings());
			return credential;
		},
		sharesRequest: false,
		// The order of the ids in an answer to many is not documented (fact sheet, section 3.1).
		tellsIds: { send: true, sendMany: false },
	},
	bestSmsGateway: {
		// An account of its own for each test, which need not wait for the second of another one's send.
		prepare({ bestSmsGateway: { accounts, addAccount } }, credential) {
			const id = accounts.length + 1;
			const account = { id, name: `sub${id}`, password: 'pa55w0Rd', balance: 10_000 };
			const subAccount = addAccount(account);
			const data = { ...credential.data, subAccount, subAccountPassword: account.password };
			return { ...credential, data };
		},
		sharesRequest: true,
		tellsIds: { send: true, sendMany: true },
	},
	textBoost: {
		prepare({ textBoost }, credential) {
			textBoost.resetSettings();
			textBoost.clear();
			return credential;
		},
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
