import { describe, expect, it } from '@jest/globals';
import type { NodeResult } from '../engine/engine.mts';
import { commonFaults } from './commonFaults.mts';
import { CONTRACTED_GATEWAYS } from './contracts.mts';
import { fromItem, setUp, smsItem } from './setup.mts';

const setup = setUp();

const CONTINUED = { settings: { onError: 'continueErrorOutput' } } as const;
const WORDS = {
	notSent: 'The SMS was not sent.',
	unknown: 'The SMS may still have been sent, so it was not sent again.',
};

const pairedErrors = ({ errorItems }: NodeResult) =>
	errorItems.map(({ json, pairedItem }) => ({ json, pairedItem }));

describe.each(CONTRACTED_GATEWAYS)('$title', (gateway) => {
	const { title, contract } = gateway;
	const test = setup.of(gateway);
	const items = [{ name: 'Ada' }, { name: 'Bob' }];

	describe.each([...commonFaults(gateway), ...contract.faults.own])('$name', (row) => {
		const { name, fault, message, advice, outcome, toSend = message, sendOutcome = outcome } = row;
		const addFault = (times = 1) => test.sandbox.faults.add({ when: 'before', times, fault });

		it.each(contract.reads)(
			'gives $resource: $operation a clear sentence, on its own item',
			async (call) => {
				addFault();
				const failed = await test.run(call);
				expect(failed.error).toEqual({ message: `${message} [item 0]`, description: advice });

				addFault(2);
				const continued = await test.run(call, { items, ...CONTINUED });
				expect(pairedErrors(continued)).toEqual(
					items.map((item, index) => ({
						json: { ...item, error: `${message} [item ${index}]` },
						pairedItem: { item: index },
					})),
				);
				expect(continued.items).toEqual([]);
			},
		);

		it('fails one of two items, and not the other', async () => {
			addFault();
			const { items: succeeded, errorItems } = await test.run(contract.reads[0], {
				items,
				...CONTINUED,
			});
			const failed = items.findIndex(({ name: person }) => person === errorItems[0]?.json.name);
			expect(errorItems).toMatchObject([
				{ json: { error: `${message} [item ${failed}]` }, pairedItem: { item: failed } },
			]);
			const others = succeeded.map(({ pairedItem }) => pairedItem);
			expect(others.length).toBeGreaterThan(0);
			expect(new Set(others.map((paired) => JSON.stringify(paired)))).toEqual(
				new Set([JSON.stringify({ item: 1 - failed })]),
			);
		});

		it.each(contract.writes)(
			'tells $resource: $operation whether it may be done',
			async (write) => {
				const { notDone, maybeDone, isRepeatable = false, takesNoBody = false } = write;
				if (takesNoBody && name === 'an empty body') {
					addFault();
					expect((await test.run(write)).error).toBeUndefined();
					return;
				}
				const error = `${message} ${outcome === 'notSent' ? notDone : maybeDone} [item 0]`;
				const check = `Before you run this item again, check in ${title} whether this has already happened.`;
				const isToWait = /^(Try again later|The problem is on the gateway)/.test(advice);
				const checkAdvice = isToWait ? check : `${check} ${advice}`;

				addFault();
				const failed = await test.run(write);
				expect(failed.error).toEqual({
					message: error,
					description: outcome === 'notSent' || isRepeatable ? advice : checkAdvice,
				});
				expect(test.sandbox.requests.all).toHaveLength(1);

				addFault();
				const [item = {}] = items;
				const continued = await test.run(write, { items: [item], ...CONTINUED });
				expect(pairedErrors(continued)).toEqual([
					{ json: { ...item, error, outcome }, pairedItem: { item: 0 } },
				]);
				expect(test.sandbox.requests.all).toHaveLength(2);
			},
		);

		it.each(contract.sends)(
			'tells $resource: $operation whether it may have gone out',
			async (send) => {
				addFault();
				const result = await test.run(fromItem(gateway, send), {
					items: [smsItem(gateway)],
					settings: { onError: 'continueRegularOutput' },
				});
				const error = `${toSend} ${WORDS[sendOutcome]} [item 0]`;
				expect(result.items).toEqual([
					{ json: { error, outcome: sendOutcome }, pairedItem: { item: 0 } },
				]);
				expect(test.sandbox.requests.all).toHaveLength(1);
			},
		);
	});
});
