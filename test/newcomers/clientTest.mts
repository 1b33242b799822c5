import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Credential } from '../../lab/gateways/gateway.mts';
import { digitsOf } from '../../lab/gateways/phoneNumber.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../lab/sandbox/sandbox.mts';
import type { Call, NewcomersGateway } from './gateways.mts';
import { listsTheSms, NEWCOMERS_GATEWAYS } from './gateways.mts';

/** Makes a request with the client under test; the answer, or what the client says of it. */
export type Client = (
	call: Call,
	gateway: NewcomersGateway,
	credential: Credential,
) => Promise<string>;

/** A sandbox for each test, as `npm run sandbox` starts it: it takes what the vendors take. */
export function setUpSandbox(): { readonly sandbox: Sandbox } {
	let sandbox: Sandbox;
	beforeEach(async () => {
		sandbox = await startSandbox();
	});
	afterEach(async () => await sandbox.close());
	return {
		get sandbox() {
			return sandbox;
		},
	};
}

/** Tries a client at all gateways: send, list, contacts and a wrong key, each with what the gateway has afterwards. */
export function describeClient(
	name: string,
	client: Client,
	gateways: readonly NewcomersGateway[] = NEWCOMERS_GATEWAYS,
): void {
	const setup = setUpSandbox();

	describe.each(gateways)(`${name} at $title`, (gateway) => {
		const ask = async (call: Call, changes: Record<string, string> = {}) => {
			const { data, ...credential } = gateway.credential(setup.sandbox);
			return await client(call, gateway, { ...credential, data: { ...data, ...changes } });
		};
		const number = digitsOf(gateway.phone(0));
		const delivered = () => gateway.delivered(setup.sandbox).map(digitsOf);

		it('sends an SMS, and finds it in the list', async () => {
			const { list, send } = gateway.calls('');
			expect(listsTheSms(await ask(list))).toBe(false);
			await ask(send);
			expect(delivered()).toEqual([number]);
			const answer = await ask(list);
			expect({ answer, isListed: listsTheSms(answer) }).toEqual({ answer, isListed: true });
		});

		it('creates a contact', async () => {
			const group = await gateway.makeGroup(setup.sandbox);
			const { contact, contactList } = gateway.calls(group);
			const phone = digitsOf(gateway.phone(1));
			await ask(contact);
			expect(gateway.contacts(setup.sandbox).map(digitsOf)).toEqual([phone]);
			if (contactList !== undefined) expect(await ask(contactList)).toContain(phone);
		});

		it('is told of a wrong key, and nothing is done', async () => {
			const group = await gateway.makeGroup(setup.sandbox);
			for (const call of Object.values<Call>({ ...gateway.calls(group) })) {
				expect(await ask(call, gateway.wrongKey)).toMatch(gateway.wrongKeyWords);
			}
			expect(delivered()).toEqual([]);
			expect(gateway.contacts(setup.sandbox)).toEqual([]);
		});
	});
}
