import { describe, expect, it } from '@jest/globals';
import { EACH_SEND, GATEWAYS } from './gateways.mts';
import { aRequestEach, batching, itemsFor, numbersOf, setUp } from './setup.mts';

const setup = setUp();

describe.each(GATEWAYS)('Send of $type', (gateway) => {
	const test = setup.of(gateway);

	it.each([
		[undefined, gateway.concurrency],
		[3, Math.min(3, gateway.concurrency)],
	])('has at most so many requests under way, in order: %s', async (maxConcurrency, most) => {
		test.fault('send', 'before', { kind: 'latency', ms: 200 }, Infinity);
		const items = itemsFor(gateway, gateway.items.some);
		const result = await test.run('send', items, {
			parameters: { additionalFields: maxConcurrency === undefined ? {} : { maxConcurrency } },
		});
		expect(result.json.map(({ to }) => to)).toEqual(items.map(({ phone }) => phone));
		expect(test.sends()).toEqual(numbersOf(items));
		expect(test.log.mostInFlight).toBe(most);
	});
});

describe.each(EACH_SEND)('$type: $operation', ({ gateway, operation }) => {
	const test = setup.of(gateway);
	const takesTurns = gateway.paceMs > 0;

	it('sends one SMS with Execute Once', async () => {
		const items = itemsFor(gateway, 3);
		const result = await test.run(operation, items, { settings: { executeOnce: true } });
		expect(result.items).toHaveLength(1);
		expect(test.delivered()).toEqual(numbersOf(items.slice(0, 1)));
	});

	it("keeps to n8n's Batching", async () => {
		const batchInterval = gateway.paceMs + 400;
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
			bursts.at(-1)?.push(...gateway.recipientsOf(request).map(String));
		}
		expect(bursts.map(({ length }) => length)).toEqual([2, 2]);
	});

	it('bounds each of two executions for itself', async () => {
		test.fault(operation, 'before', { kind: 'latency', ms: 300 }, Infinity);
		const items = itemsFor(gateway, takesTurns ? 1 : 2 * gateway.concurrency, 'Same for all');
		const parameters = aRequestEach(operation);
		await Promise.all([
			test.run(operation, items, { parameters }),
			test.run(operation, items, { parameters }),
		]);
		expect(test.delivered().sort()).toEqual(numbersOf([...items, ...items]).sort());
		expect(test.log.mostInFlight).toBe(takesTurns ? 1 : 2 * gateway.concurrency);
	});
});
