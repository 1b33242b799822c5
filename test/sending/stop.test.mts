import { describe, expect, it } from '@jest/globals';
import { EACH_SEND, GATEWAYS } from './gateways.mts';
import { batching, itemsFor, RETRY, setUp, until } from './setup.mts';

const setup = setUp();

describe.each(EACH_SEND)('$type: $operation of 1,000 items', ({ gateway, operation }) => {
	const test = setup.of(gateway);

	it.each([
		['plainly', {}],
		['under Retry On Fail', RETRY],
		['with On Error: Continue', { onError: 'continueRegularOutput' }],
	] as const)('starts nothing more once it is stopped, %s', async (_, settings) => {
		test.fault(operation, 'before', { kind: 'latency', ms: 20 }, Infinity);
		let atStop = NaN;
		const result = await test.run(operation, itemsFor(gateway, 1000, 'Same for all'), {
			settings,
			// So that Send Many has requests left, too.
			parameters: operation === 'sendMany' ? batching(10, 1) : {},
			onStart: (execution) =>
				void until(() => test.requests().length >= gateway.concurrency).then(() => {
					atStop = test.requests().length;
					execution.cancel();
				}),
		});
		await until(() => test.log.inFlight === 0);
		// Nothing can be awaited that must not happen: so long a further request would have taken.
		await new Promise((resolve) => setTimeout(resolve, 200 + gateway.paceMs));

		expect(result.status).not.toBe('success');
		// Requests that n8n had handed over and that had not arrived yet.
		expect(test.requests().length - atStop).toBeLessThanOrEqual(gateway.concurrency);
		expect(test.log.mostInFlight).toBeLessThanOrEqual(gateway.concurrency);
	});
});

describe.each(GATEWAYS)('Send of $type, one request at a time', (gateway) => {
	const test = setup.of(gateway);
	const parameters = { additionalFields: { maxConcurrency: 1 } };

	it.each([
		['was refused', 'before', gateway.refusal, {}],
		['got no answer, under Retry On Fail too', 'after', { kind: 'drop' }, RETRY],
	] as const)('starts nothing more once an item %s', async (_, when, fault, settings) => {
		test.fault('send', when, fault);
		const result = await test.run('send', itemsFor(gateway, 20), { parameters, settings });
		expect(result.status).toBe('error');
		expect(test.requests()).toHaveLength(1);
	});
});
