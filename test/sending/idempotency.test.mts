import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { itemsFor, numbersOf } from '../../lab/gateways/items.mts';
import { hintsOf } from '../engine/hints.mts';
import { setUp } from './setup.mts';
import { EACH_SEND, TESTED_GATEWAYS } from './testedGateways.mts';

const setup = setUp();

/** As many executions at once as a webhook that is repeated by mistake may start. */
const AT_ONCE = 20;

let keys = 0;

/** A key that no other test has used. */
function newKey(): string {
	return `order ${++keys}`;
}

function withKey(idempotencyKey: string, more: INodeParameters = {}): INodeParameters {
	return { additionalFields: { idempotencyKey, ...more } };
}

const KEY_OF_ITEM = withKey('={{ $json.key }}');

describe.each(EACH_SEND)('$title: $operation with a key', ({ gateway, operation }) => {
	const test = setup.of(gateway);
	const items = itemsFor(gateway, 3);
	const one = items.slice(0, 1);

	it('sends once, and says so the second time', async () => {
		const key = newKey();
		const first = await test.run(operation, one, { parameters: withKey(key) });
		const second = await test.run(operation, one, { parameters: withKey(key) });

		expect(first.json).toMatchObject([{ status: expect.not.stringMatching('skipped') }]);
		expect(first.json).toMatchObject([{ idempotencyKey: key, reason: null }]);
		expect(hintsOf(first)).toEqual([]);
		expect(second.status).toBe('success');
		expect(second.json).toEqual([
			{
				...first.json[0],
				id: null,
				status: 'skipped',
				vendorStatus: null,
				reason: `Not sent again: ${gateway.title} accepted it before with this idempotency key.`,
				createdAt: null,
				sentAt: null,
				price: null,
				from: second.json[0]?.from,
				...('batchId' in (first.json[0] ?? {}) && { batchId: null }),
			},
		]);
		expect(second.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(hintsOf(second)).toEqual([
			'Not sent again, because the idempotency key was used before.',
		]);
		expect(test.delivered()).toEqual(numbersOf(one));
	});

	it('sends once where many executions have it at once', async () => {
		const parameters = withKey(newKey());
		const results = await Promise.all(
			Array.from({ length: AT_ONCE }, async () => await test.run(operation, one, { parameters })),
		);
		expect(results.map(({ status }) => status)).toEqual(results.map(() => 'success'));
		expect(
			results.flatMap(({ json }) => json).filter(({ status }) => status === 'skipped'),
		).toHaveLength(AT_ONCE - 1);
		expect(test.delivered()).toEqual(numbersOf(one));
	});

	it('forgets none of many keys that come at once', async () => {
		// One of the two is enough where each takes a second.
		const count = gateway.paceMs > 0 && operation === 'sendMany' ? 3 : AT_ONCE;
		const all = itemsFor(gateway, count).map((item) => ({ ...item, key: newKey() }));
		const runAll = async () =>
			await Promise.all(
				all.map(async (item) => await test.run(operation, [item], { parameters: KEY_OF_ITEM })),
			);
		await runAll();
		const again = await runAll();
		expect(again.flatMap(({ json }) => json.map(({ status }) => status))).toEqual(
			all.map(() => 'skipped'),
		);
		expect(test.delivered().sort()).toEqual(numbersOf(all).sort());
	});
});
