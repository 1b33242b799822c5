import { describe, expect, it } from '@jest/globals';
import { digitsOf } from '../../lab/gateways/phoneNumber.mts';
import { RETRY, setUp } from './setup.mts';
import { TESTED_GATEWAYS } from './testedGateways.mts';

const setup = setUp();

// Send alone: what Send Many puts into one request is refused as a whole by some gateways.
describe.each(TESTED_GATEWAYS)('Send of $title, of one item with three recipients', (gateway) => {
	const test = setup.of(gateway);
	const good = [gateway.phone(0), gateway.phone(1)];

	it('succeeds where one is refused, with a row that says so, and repeats nothing', async () => {
		const refused = test.refusedNumber();
		const phone = [good[0], refused, good[1]].join(', ');
		const result = await test.run('send', [{ phone, text: 'x' }], { settings: RETRY });

		expect(result.status).toBe('success');
		expect(result.json.map(({ to, status }) => [to, status === 'failed'])).toEqual([
			[good[0], false],
			[refused, true],
			[good[1], false],
		]);
		expect(result.json[1]).toMatchObject({ id: null, vendorStatus: expect.any(String) });
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(Array(3).fill({ item: 0 }));
		expect(test.sends()).toHaveLength(3);
		expect(test.delivered().sort()).toEqual(good.map(digitsOf));
	});

	it('says so where none was sent', async () => {
		const phones = [...good, gateway.phone(2)];
		test.fault('send', 'before', gateway.refusal, gateway.sharesRequest ? 1 : 3);
		const result = await test.run('send', [{ phone: phones.join(', '), text: 'x' }]);
		expect(result.error?.message).toMatch(
			new RegExp(`“${gateway.refusalSentence}”.* None of the 3 SMS was sent\\. \\[item 0\\]$`),
		);
	});

	it('sends all of them again where all were refused', async () => {
		const phones = [...good, gateway.phone(2)];
		test.fault('send', 'before', gateway.refusal, gateway.sharesRequest ? 1 : 3);
		const result = await test.run('send', [{ phone: phones.join(', '), text: 'x' }], {
			settings: RETRY,
		});

		expect(result.status).toBe('success');
		expect(result.json.map(({ to }) => to)).toEqual(phones);
		expect(test.sends()).toHaveLength(6);
		expect(test.delivered().sort()).toEqual(phones.map(digitsOf));
	});
});
