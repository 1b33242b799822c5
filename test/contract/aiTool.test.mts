import { nodeOf } from '../../lab/gateways/gateway.mts';
import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { agentTool } from '../engine/agentTool.mts';
import { plainText } from '../engine/plainText.mts';
import { CONTRACTED_GATEWAYS } from './contracts.mts';
import { saidIn } from './said.mts';
import { setUp } from './setup.mts';

const setup = setUp();

describe.each(CONTRACTED_GATEWAYS)('$title as a tool of an AI agent', (gateway) => {
	const { name, contract } = gateway;
	const test = setup.of(gateway);
	const toolWith = (parameters: INodeParameters) => {
		const { type } = gateway.credential(test.sandbox);
		return agentTool(test.engine, nodeOf(name), parameters, { [type]: test.credential() });
	};

	it('is offered, with an action for every operation and a routing for each', () => {
		const { nodeTypes } = test.engine.package;
		const { description } = nodeTypes.getByNameAndVersion(`n8n-nodes-sms-gateways.${nodeOf(name)}`);
		expect(description.usableAsTool).toBe(true);
		const found = description.properties
			.filter((property) => property.name === 'operation')
			.flatMap(({ displayOptions, options = [] }) =>
				options.flatMap((option) => {
					if (!('value' in option)) return [];
					expect([option.action, option.routing]).toEqual([expect.any(String), expect.any(Object)]);
					return [`${plainText(displayOptions?.show?.resource?.[0])}: ${option.value}`];
				}),
			);
		expect(found).toEqual(contract.operations);
	});

	it('reads, with one request', async () => {
		const [{ resource, operation, parameters }] = contract.reads;
		const [output = []] = (await toolWith({ resource, operation, ...parameters })()) ?? [];
		expect(output.length).toBeGreaterThan(0);
		expect(test.sandbox.requests.all).toHaveLength(1);
	});

	it.each(contract.sends)(
		'sends by $operation as often as it is asked to, but repeats nothing that may have gone out',
		async ({ resource, operation, parameters, isUndocumented = false }) => {
			const sms = { ...gateway.parameters, ...parameters, to: gateway.phone(1) };
			const call = toolWith({ resource, operation, ...sms, message: 'Hello' });
			const sends = (text: string) =>
				test.sandbox.requests.all.filter((request) => saidIn(request).includes(text)).length;
			const sent = [
				[{ json: expect.objectContaining({ to: sms.to, text: 'Hello' }), pairedItem: { item: 0 } }],
			];
			expect(await call()).toEqual(sent);
			expect(await call()).toEqual(sent);
			expect(sends('Hello')).toBe(2);

			test.sandbox.faults.add({ body: 'Hello', when: 'after', fault: { kind: 'drop' } });
			await expect(call()).rejects.toThrow('may still have been sent');
			await expect(call()).rejects.toThrow('may still have been sent');
			expect(sends('Hello')).toBe(3);

			await call({ message: 'Another' });
			expect(sends('Another')).toBe(1);
			if (isUndocumented) test.sandbox.requests.clear();
		},
	);
});
