import { describe, expect, it } from '@jest/globals';
import { mostAtOnce, recipientsOf } from '../../lab/gateways/gateways.mts';
import { itemsFor, numbersOf } from '../../lab/gateways/items.mts';
import { batching } from '../../lab/gateways/parameters.mts';
import { countOfRequests, setUp } from './setup.mts';
import { EACH_SEND, TESTED_GATEWAYS } from './testedGateways.mts';

const setup = setUp();

describe.each(TESTED_GATEWAYS)('Send of $title', (gateway) => {
	const test = setup.of(gateway);

	it.each([
		[undefined, gateway.concurrency],
		[3, Math.min(3, gateway.concurrency)],
	])(
		'has at most as many requests under way as were set, in order: %s',
		async (maxConcurrency, most) => {
			test.fault('send', 'before', test.together(most), Infinity);
			test.fault('send', 'before', { kind: 'latency', ms: 20 }, Infinity);
			const items = itemsFor(gateway, countOfRequests(gateway));
			const result = await test.run('send', items, {
				parameters: {
					...gateway.aRequestEach.send,
					additionalFields: maxConcurrency === undefined ? {} : { maxConcurrency },
				},
			});
			expect(result.json.map(({ to }) => to)).toEqual(items.map(({ phone }) => phone));
			expect(test.sends()).toEqual(numbersOf(items));
			expect(test.requests()).toHaveLength(items.length);
			expect(test.log.mostInFlight).toBe(most);
		},
	);
});

describe.each(EACH_SEND)('$title: $operation', ({ gateway, operation }) => {
	const test = setup.of(gateway);

	it('sends one SMS with Execute Once', async () => {
		const items = itemsFor(gateway, 3);
		const result = await test.run(operation, items, { settings: { executeOnce: true } });
		expect(result.items).toHaveLength(1);
		expect(test.delivered()).toEqual(numbersOf(items.slice(0, 1)));
	});

	it("keeps to n8n's Batching", async () => {
		// So long that no pause of a busy machine, nor the gateway's own, is mistaken for it.
		const batchInterval = gateway.paceMs + 2_000;
		const items = itemsFor(gateway, 4, 'Same for all');
		await test.run(operation, items, {
			parameters: batching(2, batchInterval),
		});
		const bursts: string[][] = [];
		let last = -Infinity;
		for (const request of test.requests()) {
			const at = request.receivedAt.getTime();
			if (at - last > batchInterval / 2) bursts.push([]);
			last = at;
			bursts.at(-1)?.push(...recipientsOf(request));
		}
		expect(bursts.map(({ length }) => length)).toEqual([2, 2]);
	});

	it('bounds each of two executions for itself', async () => {
		const most = mostAtOnce(gateway, 2);
		test.fault(operation, 'before', test.together(most), Infinity);
		test.fault(operation, 'before', { kind: 'latency', ms: 20 }, Infinity);
		const items = itemsFor(gateway, 2 * gateway.concurrency, 'Same for all');
		const parameters = gateway.aRequestEach[operation];
		await Promise.all([
			test.run(operation, items, { parameters }),
			test.run(operation, items, { parameters }),
		]);
		expect(test.delivered().sort()).toEqual(numbersOf([...items, ...items]).sort());
		expect(test.log.mostInFlight).toBe(most);
	});
});
