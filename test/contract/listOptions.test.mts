import { nodeOf } from '../../lab/gateways/gateway.mts';
import { expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { jsonAnswer } from '../../lab/gateways/faults.mts';
import type { Fault } from '../../lab/sandbox/faults.mts';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import { setUpEngine } from '../engine/nodeTest.mts';
import { operationsOf } from './operations.mts';

const setup = setUpEngine();

/** Every operation that returns a list, at every gateway. */
const LISTS = ALL_GATEWAYS.map((gateway) => ({
	...gateway,
	async runEach(
		requestOptions: INodeParameters,
		onError: 'stopWorkflow' | 'continueErrorOutput',
		faults: readonly Fault[] = [],
	) {
		const { type, data } = gateway.credential(setup.sandbox);
		const lists = operationsOf(gateway.name, setup.engine.package).filter(
			({ hasReturnAll }) => hasReturnAll,
		);
		expect(lists.length).toBeGreaterThan(0);
		const results = [];
		for (const { resource, operation, parameters } of lists) {
			setup.sandbox.faults.clear();
			for (const fault of faults) setup.sandbox.faults.add({ when: 'before', fault });
			const result = await setup.engine.run({
				type: nodeOf(gateway.name),
				parameters: {
					resource,
					operation,
					...parameters,
					requestOptions,
				},
				credentials: { [type]: data },
				items: [{ proxy: 'nonsense' }, {}, {}],
				settings: { onError },
			});
			results.push(result);
		}
		return results;
	},
}));

const pairedItems = (items: Array<{ pairedItem?: unknown }>) =>
	items.map(({ pairedItem }) => pairedItem);

const BATCHING = { batching: { batch: { batchSize: 1, batchInterval: 200 } } };

it.each(LISTS)('an item of $title that fails before the next batch fails alone', async (list) => {
	const results = await list.runEach(BATCHING, 'continueErrorOutput', [jsonAnswer(500, {})]);
	for (const { error, items, errorItems } of results) {
		expect(error).toBeUndefined();
		expect(pairedItems(errorItems)).toContainEqual({ item: 0 });
		expect(pairedItems(items)).not.toContainEqual({ item: 0 });
	}
});

it.each(LISTS)('an item of $title that fails before the next batch stops the run', async (list) => {
	const results = await list.runEach(BATCHING, 'stopWorkflow', [jsonAnswer(500, {})]);
	for (const { error } of results) expect(error?.message).toMatch(/\[item 0\]$/);
});

it.each(LISTS)('a proxy of $title that cannot be read fails its item alone', async (list) => {
	const results = await list.runEach({ proxy: '={{ $json.proxy ?? "" }}' }, 'continueErrorOutput');
	for (const { error, items, errorItems } of results) {
		expect(error).toBeUndefined();
		expect(errorItems[0]?.json.error).toMatch(/Proxy/);
		expect(pairedItems(errorItems)).toContainEqual({ item: 0 });
		expect(items.filter(({ json }) => 'proxy' in json)).toEqual([]);
	}
});
