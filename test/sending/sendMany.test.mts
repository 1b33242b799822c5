import { describe, expect, it } from '@jest/globals';
import { recipientsOf } from '../../lab/gateways/gateways.mts';
import { itemsFor, numbersOf } from '../../lab/gateways/items.mts';
import { plainText } from '../engine/plainText.mts';
import { RETRY, setUp } from './setup.mts';
import { TESTED_GATEWAYS } from './testedGateways.mts';

const setup = setUp();

describe.each(TESTED_GATEWAYS)('Send Many of $title', (gateway) => {
	const test = setup.of(gateway);
	const { itemsPerRequest, phone } = gateway;
	const perRequest = itemsPerRequest.sendMany;

	it('sends 1,000 SMS in as few requests as the gateway takes, each linked to its item', async () => {
		test.fault('sendMany', 'before', { kind: 'latency', ms: 50 }, Infinity);
		const items = itemsFor(gateway, 1000, 'Same for all');
		const result = await test.run('sendMany', items);

		expect(result.status).toBe('success');
		expect(result.items.map(({ json, pairedItem }) => [json.to, pairedItem])).toEqual(
			items.map((item, index) => [item.phone, { item: index }]),
		);
		expect(test.requests()).toHaveLength(Math.ceil(1000 / perRequest));
		expect(test.log.mostInFlight).toBeLessThanOrEqual(gateway.concurrency);
		expect(test.sends()).toEqual(numbersOf(items));
		expect(test.delivered().sort()).toEqual(numbersOf(items));
		const ids = new Set(result.json.map(({ id }) => id));
		if (gateway.tellsIds.sendMany) expect(ids.size).toBe(1000);
		else expect(ids).toEqual(new Set([null]));
	});

	it(`${gateway.takesRepeats ? 'may have' : 'has no'} a number twice in a request`, async () => {
		const numbers = [phone(0), phone(1), phone(0), phone(2), phone(0).replace('+', '00')];
		const items = numbers.map((number) => ({ phone: number, text: 'Same for all' }));
		const result = await test.run('sendMany', items);

		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
		if (gateway.takesRepeats) expect(test.requests()).toHaveLength(1);
		for (const request of gateway.takesRepeats ? [] : test.requests()) {
			const keys = recipientsOf(request).map((number) => number.replace(/^00/, ''));
			expect(new Set(keys).size).toBe(keys.length);
		}
		expect(test.delivered()).toHaveLength(items.length);
	});

	describe('in three requests, of which the second', () => {
		const items = itemsFor(gateway, Math.floor(perRequest * 2.5), 'Same for all');
		const second = { start: perRequest, end: 2 * perRequest };
		const ofSecond = items.slice(second.start, second.end);
		const shared = `This concerns items ${second.start}–${second.end - 1}, which shared a request\\.`;
		const ofOthers = [...items.slice(0, second.start), ...items.slice(second.end)];

		it('is refused: fails its own items only, and says which', async () => {
			test.refuseRequest(ofSecond[0]?.phone, Infinity);
			const result = await test.run('sendMany', items, {
				settings: { onError: 'continueErrorOutput' },
			});

			expect(result.status).toBe('success');
			expect(result.json.map(({ to }) => to)).toEqual(ofOthers.map((item) => item.phone));
			expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
				ofOthers.map(({ n }) => ({ item: n })),
			);
			expect(result.errorItems).toEqual(
				ofSecond.map((item) => ({
					json: {
						...item,
						error: expect.stringContaining(`“${gateway.refusalSentence}”`),
						outcome: 'notSent',
					},
					pairedItem: { item: item.n },
				})),
			);
			for (const { json } of result.errorItems) {
				expect(json.error).toMatch(
					new RegExp(
						`${shared} None of the ${perRequest} SMS was sent\\. \\[item ${plainText(json.n)}\\]$`,
					),
				);
			}
			expect(test.delivered().sort()).toEqual(numbersOf(ofOthers));
		});

		it('is refused twice: goes again alone under Retry On Fail', async () => {
			test.refuseRequest(ofSecond[0]?.phone, 2);
			const result = await test.run('sendMany', items, { settings: RETRY });

			expect(result.status).toBe('success');
			expect(result.json.map(({ to }) => to)).toEqual(items.map((item) => item.phone));
			expect(test.requests()).toHaveLength(5);
			expect(test.sends()).toHaveLength(items.length + 2 * ofSecond.length);
			expect(test.delivered().sort()).toEqual(numbersOf(items));
		});

		it('gets no answer: goes once, under Retry On Fail too', async () => {
			test.loseAnswerTo(ofSecond[0]?.phone);
			const result = await test.run('sendMany', items, { settings: RETRY });

			expect(result.status).toBe('error');
			expect(result.error?.message).toMatch(
				new RegExp(
					`${shared} Any of the ${perRequest} SMS may still have been sent, so none was sent again\\. \\[item ${second.start}\\]$`,
				),
			);
			const sends = test.sends();
			expect(new Set(sends).size).toBe(sends.length);
			expect(sends).toEqual(expect.arrayContaining(numbersOf(ofSecond)));
			expect(test.delivered().sort()).toEqual(sends.sort());
		});
	});
});
