import { expect, it } from '@jest/globals';
import { setUp } from './setup.mts';

const setup = setUp();

it('is offered to AI agents, with an action for every operation and a routing for each', () => {
	const { nodeTypes } = setup.engine.package;
	const { description } = nodeTypes.getByNameAndVersion('n8n-nodes-sms-gateways.textBoost');
	expect(description.usableAsTool).toBe(true);
	const operations = description.properties.filter(({ name }) => name === 'operation');
	const found = operations.flatMap(({ displayOptions, options = [] }) =>
		options.flatMap((option) => {
			if (!('value' in option)) return [];
			expect([option.action, option.routing]).toEqual([expect.any(String), expect.any(Object)]);
			return [`${displayOptions?.show?.resource?.[0]}: ${option.value}`];
		}),
	);
	expect(found).toEqual([
		'account: getBalance',
		'account: getProfile',
		'campaign: create',
		'campaign: get',
		'contact: create',
		'contact: upsert',
		'contact: delete',
		'contact: get',
		'contact: getAll',
		'contact: update',
		'group: create',
		'group: delete',
		'group: get',
		'group: getAll',
		'group: update',
		'sms: get',
		'sms: getAll',
		'sms: send',
		'sms: sendMany',
		'sms: sendMms',
		'sms: sendVoice',
	]);
});
