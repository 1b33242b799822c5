import { describe, expect, it } from '@jest/globals';
import { mostAfterStop } from '../../lab/gateways/gateways.mts';
import { itemsFor } from '../../lab/gateways/items.mts';
import { countOfRequests, RETRY, setUp, until } from './setup.mts';
import { EACH_SEND, TESTED_GATEWAYS } from './testedGateways.mts';

/** Far less than a node takes that waits for the turn of 40 items. */
const LONGEST_END_MS = 20_000;

const setup = setUp();

describe.each(EACH_SEND)('$title: $operation of many items', ({ gateway, operation }) => {
	const test = setup.of(gateway);
	// Where each takes a second, so few that a node that went on would end before the test is given up.
	const count = gateway.paceMs > 0 ? 40 : 1_000;

	it.each([
		['plainly', {}],
		['under Retry On Fail', RETRY],
		['with On Error: Continue', { onError: 'continueRegularOutput' }],
	] as const)('starts nothing more once it is stopped, %s', async (_, settings) => {
		test.fault(operation, 'before', { kind: 'latency', ms: 20 }, Infinity);
		let atStop = NaN;
		let stoppedAt = NaN;
		const result = await test.run(operation, itemsFor(gateway, count, 'Same for all'), {
			settings,
			// So that requests are left, whichever are under way.
			parameters: gateway.aRequestEach[operation],
			onStart: (execution) =>
				void until(() => test.requests().length >= gateway.concurrency).then(() => {
					atStop = test.requests().length;
					stoppedAt = Date.now();
					execution.cancel();
				}),
		});
		// n8n itself aborts all requests of a stopped execution, so that waiting is all that a node can still do.
		expect(Date.now() - stoppedAt).toBeLessThan(LONGEST_END_MS);
		await until(() => test.log.inFlight === 0);
		// Nothing can be awaited that must not happen: by then two further requests would have come.
		await new Promise((resolve) => setTimeout(resolve, 200 + 2 * gateway.paceMs));

		expect(result.status).not.toBe('success');
		expect(test.requests().length - atStop).toBeLessThanOrEqual(mostAfterStop(gateway));
		expect(test.log.mostInFlight).toBeLessThanOrEqual(gateway.concurrency);
	});
});

describe.each(TESTED_GATEWAYS)('Send of $title, one request at a time', (gateway) => {
	const test = setup.of(gateway);
	const parameters = { ...gateway.aRequestEach.send, additionalFields: { maxConcurrency: 1 } };
	const items = itemsFor(gateway, countOfRequests(gateway));

	it.each([
		['was refused', 'before', gateway.refusal, {}],
		['got no answer, under Retry On Fail too', 'after', { kind: 'drop' }, RETRY],
	] as const)('starts nothing more once an item %s', async (_, when, fault, settings) => {
		test.fault('send', when, fault);
		const result = await test.run('send', items, { parameters, settings });
		expect(result.status).toBe('error');
		expect(test.requests()).toHaveLength(1);
	});
});
