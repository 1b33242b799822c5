import { beforeAll, describe, expect, it } from '@jest/globals';
import { setUpSandbox } from './clientTest.mts';
import { NEWCOMERS_GATEWAYS } from './gateways.mts';
import { filledIn, PRINTED_EXAMPLES } from './printedExamples.mts';
import { curl, requireCurl } from './programs.mts';

beforeAll(requireCurl);
const setup = setUpSandbox();

describe.each(NEWCOMERS_GATEWAYS)("the vendor's printed examples in curl at $title", (gateway) => {
	const printed = PRINTED_EXAMPLES[gateway.name];

	it('do what the vendor says, one after the other', async () => {
		const values = await printed.prepare(setup.sandbox);
		for (const { source, command, answer, sms = [], contacts = [] } of printed.examples) {
			const before = {
				sms: printed.sms(setup.sandbox).length,
				contacts: gateway.contacts(setup.sandbox).length,
			};
			const body = await curl(filledIn(command, values));
			expect({
				source,
				body,
				isAsExpected: answer.test(body),
				sms: printed.sms(setup.sandbox).slice(before.sms),
				contacts: gateway.contacts(setup.sandbox).slice(before.contacts),
			}).toEqual({ source, body, isAsExpected: true, sms, contacts });
		}
	});

	it('are told of a wrong key, and do nothing', async () => {
		const values = { ...(await printed.prepare(setup.sandbox)), ...printed.wrongKey };
		for (const { command } of printed.examples) {
			expect(await curl(filledIn(command, values))).toMatch(printed.wrongKeyAnswer);
		}
		expect(printed.sms(setup.sandbox)).toEqual([]);
		expect(gateway.contacts(setup.sandbox)).toEqual([]);
	});
});

/** The address as the page on sending prints it, with the token in a header (fact sheet 16.6). */
it('is refused by TextBoost under /api/http, whose product wants the token among the parameters', async () => {
	const { prepare, examples, sms } = PRINTED_EXAMPLES.textBoost;
	const values = {
		...(await prepare(setup.sandbox)),
		address: setup.sandbox.textBoost.httpBaseUrl,
	};
	const [send] = examples;
	expect(await curl(filledIn(send?.command ?? '', values))).toMatch(
		/The api token field is required\./,
	);
	expect(sms(setup.sandbox)).toEqual([]);
});
