import { describe, expect, it } from '@jest/globals';
import { itemsFor, numbersOf } from '../../lab/gateways/items.mts';
import type { Fault } from '../../lab/sandbox/faults.mts';
import { RETRY, setUp, SOME_ITEMS } from './setup.mts';
import { EACH_SEND, TESTED_GATEWAYS } from './testedGateways.mts';

const setup = setUp();

describe.each(TESTED_GATEWAYS)('Send of $title under Retry On Fail', (gateway) => {
	const test = setup.of(gateway);
	const count = SOME_ITEMS;
	const items = itemsFor(gateway, count);

	it.each([
		['first', 0],
		['middle', Math.floor(count / 2)],
		['last', count - 1],
	])('sends again only what was refused, twice, the %s item', async (_, refused) => {
		test.refuse(items[refused]?.phone, 2);
		const result = await test.run('send', items, { settings: RETRY });

		expect(result.status).toBe('success');
		expect(result.json.map(({ text }) => text)).toEqual(items.map(({ text }) => text));
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_item, item) => ({ item })),
		);
		const ids = result.json.map(({ id }) => id);
		expect(ids).not.toContain(null);
		expect(new Set(ids).size).toBe(count);
		expect(test.sends()).toHaveLength(count + 2);
		expect(test.delivered().sort()).toEqual(numbersOf(items));
	});

	it('sends each of the others once where one is always refused', async () => {
		const last = items[count - 1];
		test.refuse(last?.phone, Infinity);
		const result = await test.run('send', items, { settings: RETRY });

		expect(result.status).toBe('error');
		expect(result.error?.message).toMatch(gateway.refusalWords);
		expect(result.error?.message).toMatch(
			new RegExp(`The SMS was not sent\\. \\[item ${count - 1}\\]$`),
		);
		expect(test.sends()).toHaveLength(count - 1 + 3);
		expect(test.delivered().sort()).toEqual(numbersOf(items.slice(0, -1)));
	});

	it('does not take a text that changes from try to try for another SMS', async () => {
		const three = items.slice(0, 3);
		test.refuse(three[1]?.phone, 1);
		await test.run('send', three, {
			parameters: { message: '={{ Math.random() }}' },
			settings: RETRY,
		});
		expect(test.sends()).toHaveLength(4);
		expect(test.delivered().sort()).toEqual(numbersOf(three));
	});

	it('sends the same items again in another execution', async () => {
		const two = items.slice(0, 2);
		await test.run('send', two, { settings: RETRY });
		await test.run('send', two, { settings: RETRY });
		expect(test.delivered().sort()).toEqual(numbersOf([...two, ...two]).sort());
	});
});

const LOST_ANSWERS: Array<[string, Fault]> = [
	['a dropped connection', { kind: 'drop' }],
	['a broken connection', { kind: 'cutConnection' }],
	['a 502', { kind: 'answer', status: 502, body: '<h1>Bad Gateway</h1>' }],
	['a cut answer', { kind: 'cutJson' }],
	['a web page', { kind: 'answer', status: 200, body: '<html>Maintenance</html>' }],
	['empty', { kind: 'answer', status: 200, body: '' }],
	['JSON of another kind', { kind: 'answer', status: 200, body: '{"ok":true}' }],
];

describe.each(EACH_SEND)('$title: $operation under Retry On Fail', ({ gateway, operation }) => {
	const test = setup.of(gateway);

	it.each(LOST_ANSWERS)('sends once where the answer is %s', async (_, fault) => {
		const items = itemsFor(gateway, 1);
		test.fault(operation, 'after', fault);
		const result = await test.run(operation, items, { settings: RETRY });

		expect(result.status).toBe('error');
		expect(result.error?.message).toMatch(
			/The SMS may still have been sent, so it was not sent again\. \[item 0\]$/,
		);
		expect(test.requests()).toHaveLength(1);
		expect(test.delivered()).toEqual(numbersOf(items));
	});
});
