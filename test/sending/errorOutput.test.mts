import { describe, expect, it } from '@jest/globals';
import { itemsFor } from '../../lab/gateways/items.mts';
import { setUp } from './setup.mts';
import { TESTED_GATEWAYS } from './testedGateways.mts';

const setup = setUp();

describe.each(TESTED_GATEWAYS)(
	'Send of $title, of three items of which the middle one is refused',
	(gateway) => {
		const test = setup.of(gateway);
		const items = itemsFor(gateway, 3);

		it('hands it to the error output with its fields, outcome and way back', async () => {
			test.refuse(items[1]?.phone, Infinity);
			const result = await test.run('send', items, {
				settings: { onError: 'continueErrorOutput' },
				readAfterError: '={{ $("Items").item.json.name }}',
			});

			expect(result.status).toBe('success');
			expect(result.items.map(({ json, pairedItem }) => [json.text, pairedItem])).toEqual([
				['Text 0', { item: 0 }],
				['Text 2', { item: 2 }],
			]);
			expect(result.errorItems).toEqual([
				{
					json: { ...items[1], error: expect.any(String), outcome: 'notSent' },
					pairedItem: { item: 1 },
				},
			]);
			const error = result.errorItems[0]?.json.error;
			expect(error).toMatch(gateway.refusalWords);
			expect(error).toMatch(/ The SMS was not sent\. \[item 1\]$/);
			expect(result.readAfterError).toEqual(['Customer 1']);
		});

		it('keeps it in its place among the others on the only output', async () => {
			test.refuse(items[1]?.phone, Infinity);
			const result = await test.run('send', items, {
				settings: { onError: 'continueRegularOutput' },
			});

			expect(
				result.items.map(({ json, pairedItem }) => [json.text, json.outcome, pairedItem]),
			).toEqual([
				['Text 0', undefined, { item: 0 }],
				[undefined, 'notSent', { item: 1 }],
				['Text 2', undefined, { item: 2 }],
			]);
			expect(result.json[1]?.error).toMatch(gateway.refusalWords);
		});

		it('tells that one whose answer was lost may have been sent', async () => {
			test.fault('send', 'after', { kind: 'drop' });
			const result = await test.run('send', items.slice(0, 1), {
				settings: { onError: 'continueErrorOutput' },
				readAfterError: '={{ $("Items").item.json.name }}',
			});

			expect(result.items).toEqual([]);
			expect(result.errorItems).toMatchObject([
				{ json: { name: 'Customer 0', outcome: 'unknown' }, pairedItem: { item: 0 } },
			]);
			expect(result.readAfterError).toEqual(['Customer 0']);
		});
	},
);
