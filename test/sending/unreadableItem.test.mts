import { describe, expect, it } from '@jest/globals';
import { itemsFor, numbersOf } from '../../lab/gateways/items.mts';
import { BOTH_WAYS_TO_CONTINUE, MANY_ITEMS, RETRY, setUp } from './setup.mts';
import { EACH_SEND } from './testedGateways.mts';

const setup = setUp();

describe.each(EACH_SEND)('$title: $operation', ({ gateway, operation }) => {
	const test = setup.of(gateway);

	/** This many items, of which the expression of one throws, most of the way through. */
	const withOneBad = (count: number) => {
		const bad = Math.floor((count * 5) / 6);
		return {
			bad,
			items: itemsFor(gateway, count, 'Same for all'),
			parameters: {
				message: `={{ $json.n === ${bad} ? $("Nowhere").item.json.x : $json.text }}`,
			},
		};
	};

	it.each([
		['without', {}],
		['with', RETRY],
	])('sends nothing where an expression throws, %s Retry On Fail', async (_, settings) => {
		const { items, parameters } = withOneBad(MANY_ITEMS);
		const result = await test.run(operation, items, { parameters, settings });

		expect(result.status).toBe('error');
		expect(result.error?.message).toMatch(/Nothing was sent for any item\.( \[item 250\])?$/);
		expect(test.log.all).toEqual([]);
	});

	it('sends nothing where a number is none', async () => {
		const items = [...itemsFor(gateway, 5), { phone: 'call me', text: 'x' }];
		const result = await test.run(operation, items, { settings: RETRY });

		expect(result.error?.message).toBe(
			'To contains “call me”, which is not a phone number: it contains letters. Nothing was sent for any item. [item 5]',
		);
		expect(test.log.all).toEqual([]);
	});

	it.each(BOTH_WAYS_TO_CONTINUE)('sends the others with On Error: %s', async (onError) => {
		const { bad, items, parameters } = withOneBad(MANY_ITEMS);
		const result = await test.run(operation, items, { parameters, settings: { onError } });

		expect(result.status).toBe('success');
		const failed = [...result.items, ...result.errorItems].filter(({ json }) => 'error' in json);
		expect(failed).toMatchObject([{ json: { outcome: 'notSent' }, pairedItem: { item: bad } }]);
		expect(result.errorItems).toHaveLength(onError === 'continueErrorOutput' ? 1 : 0);
		const sent = result.items.filter((item) => !failed.includes(item));
		const others = items.filter(({ n }) => n !== bad);
		expect(sent.map(({ json, pairedItem }) => [json.to, pairedItem])).toEqual(
			others.map(({ n, phone }) => [phone, { item: n }]),
		);
		expect(test.sends().sort()).toEqual(numbersOf(others));
		expect(test.delivered().sort()).toEqual(numbersOf(others));
	});
});
