import { describe, expect, it } from '@jest/globals';
import { itemsFor, numbersOf } from '../../lab/gateways/items.mts';
import { countOfRequests, setUp, until } from './setup.mts';
import { EACH_SEND } from './testedGateways.mts';

const setup = setUp();

describe.each(EACH_SEND)('$title: $operation after HTTP 429', ({ gateway, operation }) => {
	const test = setup.of(gateway);
	const { concurrency } = gateway;
	const parameters = gateway.aRequestEach[operation];

	it('sends each SMS once where no time to wait is given', async () => {
		test.fault(operation, 'before', { kind: 'tooManyRequests', retryAfter: '0' });
		const items = itemsFor(gateway, countOfRequests(gateway));
		const result = await test.run(operation, items, { parameters });

		expect(result.status).toBe('success');
		expect(result.json.map(({ to }) => to)).toEqual(items.map(({ phone }) => phone));
		expect(test.delivered().sort()).toEqual(numbersOf(items));
		const [refused] = test.requests();
		const same = test.requests().filter(({ rawBody }) => rawBody === refused?.rawBody);
		expect(same).toHaveLength(2);
	});

	it('waits as long as told, and has half as many requests under way afterwards', async () => {
		const tooMany = { kind: 'tooManyRequests', retryAfter: '1' } as const;
		test.fault(operation, 'before', tooMany, concurrency);
		// All of the first are on their way before the first of them is answered.
		test.fault(operation, 'before', test.together(concurrency), concurrency);
		const half = Math.max(1, concurrency / 2);
		test.fault(operation, 'before', test.together(half), Infinity);
		test.fault(operation, 'before', { kind: 'latency', ms: 20 }, Infinity);
		const items = itemsFor(gateway, 2 * concurrency, 'Same for all');
		const running = test.run(operation, items, { parameters });
		await until(() => test.requests().length >= concurrency && test.log.inFlight === 0);
		expect(test.requests()).toHaveLength(concurrency);
		expect(test.log.mostInFlight).toBe(concurrency);
		const [refused] = test.requests();
		test.log.clear();
		const result = await running;

		expect(result.status).toBe('success');
		const [again] = test.requests();
		expect(Number(again?.receivedAt) - Number(refused?.receivedAt)).toBeGreaterThanOrEqual(990);
		expect(test.log.mostInFlight).toBe(half);
		expect(test.delivered().sort()).toEqual(numbersOf(items));
	});

	it('fails all as not sent where the wait would be longer than a minute', async () => {
		test.fault(operation, 'before', { kind: 'tooManyRequests', retryAfter: '61' }, Infinity);
		const items = itemsFor(gateway, countOfRequests(gateway));
		const result = await test.run(operation, items, {
			parameters,
			settings: { onError: 'continueRegularOutput' },
		});

		expect(result.json.map(({ outcome }) => outcome)).toEqual(items.map(() => 'notSent'));
		expect(test.requests().length).toBeLessThanOrEqual(concurrency);
		expect(test.delivered()).toEqual([]);
	});
});
