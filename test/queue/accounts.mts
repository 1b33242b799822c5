import type { Credential, Gateway } from '../../lab/gateways/gateway.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';

/** How many accounts share the work where each may send only once in a few seconds. */
const pacedAccounts = 100;

/**
 * Credentials for many sends by several workers: one, or where an account has a pace, as many accounts as that takes
 * little time, each told that others send with it too.
 */
export function accountsFor(gateway: Gateway, sandbox: Sandbox): Credential[] {
	const usual = gateway.credential(sandbox);
	if (gateway.paceMs === 0) return [usual];
	return Array.from({ length: pacedAccounts }, (_, index) =>
		sharedAccount(gateway, sandbox, index),
	);
}

/** A new account of a gateway with a pace, told that others send with it too unless it says otherwise. */
export function sharedAccount(
	gateway: Gateway,
	sandbox: Sandbox,
	index: number,
	sharedSubAccount = true,
): Credential {
	const usual = gateway.credential(sandbox);
	const { type, data } = gateway.prepare(sandbox, usual);
	return { name: `${usual.name} ${index + 1}`, type, data: { ...data, sharedSubAccount } };
}

/**
 * The usual credential, or where an account has a pace a new one, so that what another worker has sent a moment before
 * does not share its second.
 */
export function ownAccount(gateway: Gateway, sandbox: Sandbox, purpose: string): Credential {
	const usual = gateway.credential(sandbox);
	if (gateway.paceMs === 0) return usual;
	return { ...gateway.prepare(sandbox, usual), name: `${usual.name}, ${purpose}` };
}
