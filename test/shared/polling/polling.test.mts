import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { turnedNewestFirst } from '../../../nodes/shared/polling/newestFirst.ts';
import { readPollState, writePollState } from '../../../nodes/shared/polling/pollState.ts';
import { readPaged, wholeWindow } from '../../../nodes/shared/polling/recordSource.ts';
import { track } from '../../../nodes/shared/polling/tracker.ts';
import { everyMessageOnce, RARE_CASES } from './properties.mts';

const polling = { track, readPaged, wholeWindow, turnedNewestFirst, writePollState, readPollState };

describe('polling', () => {
	it('tells every message exactly once, and its statuses in order', async () => {
		await fc.assert(everyMessageOnce(polling, false), { numRuns: 2500, examples: RARE_CASES });
	});

	it('tells every message at least once when writes of the state are lost', async () => {
		await fc.assert(everyMessageOnce(polling, true), { numRuns: 2000 });
	});
});
