import { nodeOf } from '../../lab/gateways/gateway.mts';
import { expect, it, jest } from '@jest/globals';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import { setUpEngine } from '../engine/nodeTest.mts';
import { byId, operationsOf } from './operations.mts';

const ITEMS = 300;
const MOST_AT_ONCE = 10;

jest.setTimeout(600_000);

const setup = setUpEngine();

it.each(ALL_GATEWAYS)(
	'no operation of $title that reads, changes or deletes has more than ten requests under way',
	async (gateway) => {
		const operations = operationsOf(gateway.name, setup.engine.package).filter(
			({ isPlain }) => isPlain,
		);
		expect(operations).not.toEqual([]);
		const credential = gateway.credential(setup.sandbox);
		const group = setup.sandbox.textBoost.seedGroup('Customers', 1);
		const most: Record<string, number> = {};
		for (const { resource, operation, parameters } of operations) {
			// What depends on the group first looks whether it is there.
			const inGroup =
				gateway.name === 'textBoost' && 'groupId' in parameters ? { groupId: byId(group) } : {};
			// Items that ask the same share the answer.
			const apart =
				gateway.name === 'smsGateway24' && `${resource} ${operation}` === 'sms getAll'
					? { filters: { reference: '={{ $itemIndex + 1 }}' } }
					: {};
			setup.sandbox.faults.clear();
			setup.sandbox.faults.add({
				when: 'before',
				times: Infinity,
				fault: { kind: 'latency', ms: 20 },
			});
			setup.sandbox.requests.clear();
			await setup.engine.run({
				type: nodeOf(gateway.name),
				parameters: { resource, operation, ...parameters, ...inGroup, ...apart },
				credentials: { [credential.type]: credential.data },
				items: Array.from({ length: ITEMS }, () => ({})),
				settings: { onError: 'continueRegularOutput' },
			});
			expect(setup.sandbox.requests.all.length).toBeGreaterThanOrEqual(ITEMS);
			most[`${resource} ${operation}`] = setup.sandbox.requests.mostInFlight;
		}
		const tooMany = Object.entries(most).filter(([, count]) => count > MOST_AT_ONCE);
		expect(tooMany).toEqual([]);
		// Were the requests made one after the other, the test would prove nothing.
		const oneByOne = Object.entries(most).filter(([, count]) => count < MOST_AT_ONCE);
		expect(oneByOne).toEqual([]);
	},
);
