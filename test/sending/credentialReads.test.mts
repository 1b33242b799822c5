import { describe, expect, it } from '@jest/globals';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { itemsFor } from '../../lab/gateways/items.mts';
import { plainText } from '../engine/plainText.mts';
import { RETRY, setUp, SOME_ITEMS } from './setup.mts';
import { EACH_SEND, TESTED_GATEWAYS } from './testedGateways.mts';

/** Of several items, the second time is without any of them, to know whether it depends on the item. */
const MOST_READS = 2;

const suite = setUp();

describe('The credential of a run', () => {
	describe.each(EACH_SEND)('$title, $operation', ({ gateway, operation }) => {
		const test = suite.of(gateway);

		it.each([1, SOME_ITEMS])('is read once, and not for each of %i items', async (count) => {
			let reads = 0;
			const { error } = await test.run(operation, itemsFor(gateway, count, 'Same for all'), {
				onCredentialRead: () => (reads += 1),
			});
			expect(error).toBeUndefined();
			expect(test.delivered()).toHaveLength(count);
			expect(reads).toBeLessThanOrEqual(MOST_READS);
		});
	});

	describe.each(TESTED_GATEWAYS)('at $title', (gateway) => {
		const test = suite.of(gateway);
		const items = (keys: Array<string | undefined>) =>
			itemsFor(gateway, keys.length, 'Same for all').map((item, place) => ({
				...item,
				key: keys[place],
			}));
		const withKey = (good: ICredentialDataDecryptedObject, expression: string) => ({
			...good,
			[gateway.secretField]: expression,
		});

		it('may have an expression that gives all items the same', async () => {
			const result = await test.run('send', items(['same', 'same', 'same']), {
				credential: (good) =>
					withKey(good, `={{ $json.key === 'same' ? '${keyOf(good)}' : 'another' }}`),
			});
			expect(result.error).toBeUndefined();
			expect(test.delivered()).toHaveLength(3);
		});

		it.each([
			['the second item', ['good', 'other', 'good'], 1],
			['the last item', ['good', 'good', 'other'], 2],
			['an item that lacks it', ['good', undefined], 1],
		] as const)('must not differ for %s, and nothing is sent then', async (_, keys, itemIndex) => {
			const result = await test.run('send', items([...keys]), {
				credential: (good) =>
					withKey(good, `={{ $json.key === 'good' ? '${keyOf(good)}' : $json.key }}`),
				settings: RETRY,
			});
			expect(result.error?.message).toBe(
				`The expressions in the credential give item ${itemIndex} other values than item 0, but all items of a run share one account. Nothing was done.`,
			);
			expect(test.sends()).toEqual([]);
		});

		it('may change with the time, which says nothing about the items', async () => {
			const result = await test.run('send', items(['a', 'b']), {
				credential: (good) => ({
					...good,
					defaultCountryCode: "={{ ' '.repeat(Math.floor(Math.random() * 1e5)) }}",
				}),
			});
			expect(result.error).toBeUndefined();
			expect(test.delivered()).toHaveLength(2);
		});

		it('is that of the items in each run of a loop', async () => {
			const result = await test.run('send', items(['good', 'other', 'good']), {
				credential: (good) =>
					withKey(good, `={{ $json.key === 'good' ? '${keyOf(good)}' : 'wrong-one' }}`),
				loopSize: 1,
				settings: { onError: 'continueRegularOutput' },
			});
			expect(result.error).toBeUndefined();
			expect(test.delivered()).toHaveLength(2);
		});

		it('is the edited one in the next run', async () => {
			const [first, second] = [items(['a']), items(['b'])];
			await test.run('send', first);
			const wrong = await test.run('send', second, {
				credential: (good) => withKey(good, `${keyOf(good)}x`),
			});
			expect(wrong.error).toBeDefined();
			expect(test.delivered()).toHaveLength(1);
			await test.run('send', second);
			expect(test.delivered()).toHaveLength(2);
		});

		function keyOf(good: ICredentialDataDecryptedObject): string {
			return plainText(good[gateway.secretField]);
		}
	});
});
