import { beforeEach } from '@jest/globals';
import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import type { NewAccount } from '../../lab/sandbox/bestSmsGateway.mts';
import type { Handoff } from '../../lab/sandbox/bestSmsGateway/carrier.mts';
import type { Message } from '../../lab/sandbox/bestSmsGateway/messages.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import type { NodeTest } from '../engine/nodeTest.mts';
import { setUpNodeTest } from '../engine/nodeTest.mts';

export const PASSWORD = 'pa55w0Rd of the test';

/** A refusal that comes before anything is sent (fact sheet 2). */
export const NO_CREDIT = {
	kind: 'answer',
	status: 200,
	body: '{"error":"Insufficient SMS credit","error_code":11}',
} as const;

/** The parameters of Send and Send Many with number and text from the input item. */
export const smsFromItem: INodeParameters = {
	to: '={{ $json.phone }}',
	message: '={{ $json.text }}',
};

/** `count` input items with a phone and a text each. */
export function manyItems(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, i) => ({
		phone: `+23480${String(i).padStart(8, '0')}`,
		text: `Text ${i}`,
	}));
}

/** As `smsFromItem`, with the sender from the item too: SMS of different senders share no request. */
export const smsFromSender: INodeParameters = { ...smsFromItem, from: '={{ $json.from }}' };

/** The items, each with a sender of its own. */
export function withSenders(items: IDataObject[]): IDataObject[] {
	return items.map((item, i) => ({ ...item, from: `Shop ${i}` }));
}

/** A group, as the resource locator holds it. */
export const group = (name: string) => ({ __rl: true, mode: 'name', value: name });

export interface AccountTest extends NodeTest {
	/** Number of the sub-account that the current test has for itself. */
	readonly accountId: number;
	/** Adds another sub-account, and returns what the credential needs for it. */
	addAccount: (
		sandbox: Sandbox,
		changes?: Partial<NewAccount>,
	) => ICredentialDataDecryptedObject & { subAccount: string };
	/** Requests for an action, oldest first. */
	requestsFor: (action: string) => Array<Record<string, string>>;
	/** The SMS of the current test's sub-account, oldest first, also deleted ones. */
	stored: () => Message[];
	/** What the carrier got of these, one entry for each time. */
	handedOver: () => Handoff[];
}

/**
 * Tests the node of BestSMSGateway. Each test has a sub-account of its own, so that it finds nothing
 * of another test's, and need not wait until the second of another test's send is over.
 */
export function setUp(): AccountTest {
	let accountId = 1;
	let login: ICredentialDataDecryptedObject = {};
	const addAccount: AccountTest['addAccount'] = ({ bestSmsGateway }, changes = {}) => {
		accountId += 1;
		const account = { id: accountId, name: `sub${accountId}`, password: PASSWORD, ...changes };
		return {
			subAccount: bestSmsGateway.addAccount(account),
			subAccountPassword: account.password,
			baseUrl: bestSmsGateway.baseUrl,
		};
	};
	const test = setUpNodeTest({
		type: 'bestSmsGateway',
		credentialType: 'bestSmsGatewayApi',
		credential: () => login,
	});
	beforeEach(() => {
		login = addAccount(test.sandbox);
	});
	const stored = () =>
		test.sandbox.bestSmsGateway.messages.filter((sms) => sms.accountId === accountId);
	return {
		get engine() {
			return test.engine;
		},
		get sandbox() {
			return test.sandbox;
		},
		get accountId() {
			return accountId;
		},
		run: test.run,
		credential: test.credential,
		addAccount,
		requestsFor: (action) =>
			test.sandbox.requests.all.map(({ form }) => form).filter((form) => form.action === action),
		stored,
		handedOver() {
			const ids = new Set(stored().map(({ id }) => id));
			return test.sandbox.bestSmsGateway.handoffs.filter(({ messageId }) => ids.has(messageId));
		},
	};
}
