import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { GatewayName } from '../../lab/gateways/gateway.mts';
import { nodeOf } from '../../lab/gateways/gateway.mts';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import type { Call } from './contract.mts';
import { fieldsOf } from './fields.mts';
import { byId, operationsOf } from './operations.mts';
import { setUp } from './setup.mts';

/** Whatever goes to phones, at each gateway, but the question that waits, which has tests of its own. */
const WITH_KEY = {
	smsGateway24: ['campaign create', 'sms send', 'sms sendMany'],
	smstools: ['sms send', 'sms sendMany', 'sms sendToGroup', 'sms sendVoice'],
	bestSmsGateway: ['sms send', 'sms sendMany', 'sms sendToGroup'],
	textBoost: ['campaign create', 'sms send', 'sms sendMany', 'sms sendMms', 'sms sendVoice'],
};

const setup = setUp();

/** A group with somebody in it. */
function groupIn(sandbox: Sandbox, gateway: GatewayName): INodeParameters {
	switch (gateway) {
		case 'smsGateway24':
			return byId(String(sandbox.smsGateway24.addContactList('Customers')));
		case 'smstools':
			return byId(sandbox.smstools.addGroup('Customers'));
		case 'bestSmsGateway':
			for (const { id } of sandbox.bestSmsGateway.accounts) {
				const contact = { accountId: id, phone: '2348094309926', group: 'Customers' };
				sandbox.bestSmsGateway.seedContacts([contact]);
			}
			return { __rl: true, mode: 'name', value: 'Customers' };
		case 'textBoost':
			return byId(sandbox.textBoost.seedGroup('Customers', 1));
	}
}

describe.each(ALL_GATEWAYS)('Idempotency Key at $title', (gateway) => {
	const test = setup.of(gateway);
	const operations = () =>
		operationsOf(gateway.name, test.engine.package).filter(
			(operation) =>
				operation.operation !== 'sendAndWait' &&
				fieldsOf(operation, test.engine.package).some(
					({ path }) => path === 'additionalFields.idempotencyKey',
				),
		);
	const nameOf = ({ resource, operation }: { resource: string; operation: string }) =>
		`${resource} ${operation}`;

	/** An operation with a group that is there, where it needs one. */
	const callOf = (name: string): Call => {
		const found = operations().find((operation) => nameOf(operation) === name);
		if (found === undefined) throw new Error(`${name} is not among the operations`);
		const { resource, operation, parameters } = found;
		const inGroup = 'groupId' in parameters ? { groupId: groupIn(test.sandbox, gateway.name) } : {};
		return {
			resource,
			operation,
			parameters: { ...gateway.parameters, ...parameters, ...inGroup },
		};
	};

	it('is a field of all that goes to phones, with the number of keys and a switch for agents', () => {
		expect(operations().map(nameOf).sort()).toEqual(WITH_KEY[gateway.name]);
		for (const operation of operations()) {
			const paths = fieldsOf(operation, test.engine.package).map(({ path }) => path);
			expect(paths).toEqual(
				expect.arrayContaining(['additionalFields.rememberedKeys', 'allowRepeats']),
			);
		}
	});

	it.each(WITH_KEY[gateway.name])('lets %s act once per key', async (name) => {
		const { resource, operation, parameters } = callOf(name);
		const call = {
			resource,
			operation,
			parameters: {
				...parameters,
				additionalFields: { idempotencyKey: `${gateway.name} ${name}` },
			},
		};
		const first = await test.run(call);
		expect(first.error).toBeUndefined();
		expect(first.json).toMatchObject([{ idempotencyKey: `${gateway.name} ${name}` }]);
		const requests = test.sandbox.requests.all.length;
		expect(requests).toBeGreaterThan(0);

		const second = await test.run(call);
		expect(test.sandbox.requests.all).toHaveLength(requests);
		expect(second.json).toEqual([
			expect.objectContaining({
				status: 'skipped',
				idempotencyKey: `${gateway.name} ${name}`,
				reason: expect.stringContaining(`which ${gateway.title} accepted.`),
			}),
		]);
		// Only the gateway's own count is not known of what did not go out.
		const { vendorSegments: _vendorSegments, ...fields } = first.json[0] ?? {};
		expect(Object.keys(second.json[0] ?? {})).toEqual(expect.arrayContaining(Object.keys(fields)));
		// The answers to some of these are in no document.
		test.sandbox.requests.clear();
	});

	it.each(WITH_KEY[gateway.name])(
		'lets an agent of version 3 call %s once for the same',
		async (name) => {
			const { resource, operation, parameters } = callOf(name);
			const call = {
				resource,
				operation,
				parameters,
			};
			const asTool = {
				executionId: `agent ${name}`,
				settings: { type: `n8n-nodes-sms-gateways.${nodeOf(gateway.name)}Tool` },
			};
			await test.run(call, asTool);
			const requests = test.sandbox.requests.all.length;
			const second = await test.run(call, asTool);
			expect(test.sandbox.requests.all).toHaveLength(requests);
			expect(second.json).toEqual([
				expect.objectContaining({
					status: 'skipped',
					reason: expect.stringContaining('Do not call'),
				}),
			]);
			test.sandbox.requests.clear();
		},
	);
});
