import { describe, expect, it } from '@jest/globals';
import { commonBadInput } from './commonBadInput.mts';
import { CONTRACTED_GATEWAYS } from './contracts.mts';
import { setUp } from './setup.mts';

/** What a write adds to the sentence about a field; a read adds nothing. */
const NOT_DONE = / (The|Nothing) [^.]+\.(?= \[item 0\]$)/;

const setup = setUp();

describe.each(CONTRACTED_GATEWAYS)('$title', (gateway) => {
	const test = setup.of(gateway);

	it.each([...commonBadInput(gateway), ...gateway.contract.badInput])(
		'%s: %s with %j is refused before any request',
		async (resource, operation, parameters, sentence) => {
			const result = await test.run({ resource, operation, parameters });
			const said = result.error?.message.replace(NOT_DONE, '');
			expect(said).toBe(`${sentence} [item 0]`);
			expect(result.error?.description).toMatch(/^[A-Z].+\.$/s);
			expect(test.sandbox.requests.all).toEqual([]);
		},
	);
});
