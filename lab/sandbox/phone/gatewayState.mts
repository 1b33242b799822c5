import type { Login } from '../logins.mts';
import type { ListedGroup, ListedPhone, Vendor } from '../vendor.mts';
import type { FaultProbabilities, GatewayFaults } from './gatewayFaults.mts';

/** A gateway with its account, as the page and the control API have it. */
export interface GatewayState {
	name: string;
	title: string;
	login: Login;
	/** In the vendor's units; null where an account has none. */
	balance: number | null;
	groups: ListedGroup[];
	/** Null where the gateway sends by itself. */
	phones: ListedPhone[] | null;
	/** Whether SMS can come in. */
	receives: boolean;
	/** In which ways a message can be ended, by the vendor's own words. */
	endings: Record<'delivered' | 'failed' | 'expired', string[]>;
	faults: FaultProbabilities;
}

export function stateOf(vendor: Vendor, login: Login, faults: GatewayFaults): GatewayState {
	const { name, title, account } = vendor;
	const reasons = (outcome: string) =>
		account.endings.filter((ending) => ending.outcome === outcome).map(({ reason }) => reason);
	return {
		name,
		title,
		login,
		balance: account.balance ?? null,
		groups: account.groups(),
		phones: account.phones?.() ?? null,
		receives: account.receive !== undefined,
		endings: {
			delivered: reasons('delivered'),
			failed: reasons('failed'),
			expired: reasons('expired'),
		},
		faults: faults.of(vendor),
	};
}
