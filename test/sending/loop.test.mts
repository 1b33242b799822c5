import { describe, expect, it } from '@jest/globals';
import { itemsFor, numbersOf } from '../../lab/gateways/items.mts';
import { RETRY, setUp } from './setup.mts';
import { TESTED_GATEWAYS } from './testedGateways.mts';

const setup = setUp();

describe.each(TESTED_GATEWAYS)(
	'Send of $title in a loop of 2 of 6 items, under Retry On Fail',
	(gateway) => {
		const test = setup.of(gateway);
		const [first, second, third, fourth] = itemsFor(gateway, 4);

		it('repeats what was refused, and takes the same SMS in another run for another SMS', async () => {
			const items = [first, second, first, third, first, fourth].map((item) => ({ ...item }));
			test.refuse(second?.phone, 1);
			const result = await test.run('send', items, { loopSize: 2, settings: RETRY });

			expect(result.status).toBe('success');
			expect(result.runs.map((run) => run.map(({ json }) => json.to))).toEqual([
				[first?.phone, second?.phone],
				[first?.phone, third?.phone],
				[first?.phone, fourth?.phone],
			]);
			expect(result.runs.flat().map(({ pairedItem }) => pairedItem)).toEqual(
				[0, 1, 0, 1, 0, 1].map((item) => ({ item })),
			);
			expect(test.sends()).toHaveLength(7);
			expect(test.delivered().sort()).toEqual(numbersOf(items).sort());
		});
	},
);
