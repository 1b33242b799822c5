import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Mutation } from './mutants.mts';
import { loadMutant } from './mutants.mts';
import { everyMessageOnce, RARE_CASES } from './properties.mts';

const MUTATIONS: Array<[string, Mutation]> = [
	[
		'the overlap',
		{
			file: 'pagedWalk',
			code: 'const floor = tracking?.floor ?? lookBack;',
			instead: 'const floor = tracking?.frontier ?? lookBack;',
		},
	],
	[
		'the keys of records of equal order',
		{
			file: 'tracker',
			code: 'polled.order < previous.floor;',
			instead: 'polled.order <= previous.frontier;',
		},
	],
	[
		'the window for late records',
		{
			file: 'pagedWalk',
			code: '/ unit) * unit - lookBack;',
			instead: '/ unit) * unit;',
		},
	],
	[
		'going back when records have moved to pages that were read',
		{
			file: 'pagedWalk',
			code: 'this.movedUp(before, page) > 0',
			instead: 'this.movedUp(before, page) > 1e9',
		},
	],
	[
		'waiting until what was read joins what is known',
		{
			file: 'pagedWalk',
			code: 'if (run.isJoined) {\n\t\t\t\tthis.keep',
			instead: 'if (run.isJoined || run.pages > 0) {\n\t\t\t\tthis.keep',
		},
	],
	[
		'the open records below the floor',
		{ file: 'tracker', code: 'order >= floor ||', instead: 'order >= floor || false &&' },
	],
	[
		'what is known of records that have not changed',
		{
			file: 'tracker',
			code: 'const known = new Map(previous.known);',
			instead: 'const known = new Map();',
		},
	],
];

describe('polling, with something taken out', () => {
	it.each(MUTATIONS)(
		'fails without %s',
		async (_name, mutation) => {
			const result = await fc.check(everyMessageOnce(loadMutant(mutation), false), {
				numRuns: 4000,
				endOnFailure: true,
				examples: RARE_CASES,
			});
			expect(result.failed).toBe(true);
		},
		120_000,
	);

	it('holds with nothing taken out, loaded in the same way', async () => {
		const nothing = {
			file: 'tracker',
			code: 'MOST_KNOWN = 50_000',
			instead: 'MOST_KNOWN = 50_000',
		};
		await fc.assert(everyMessageOnce(loadMutant(nothing), false), { numRuns: 300 });
	});
});
