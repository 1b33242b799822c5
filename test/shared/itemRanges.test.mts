import { expect, it } from '@jest/globals';
import { itemRanges } from '../../nodes/shared/sending/itemRanges.ts';

it.each([
	[[7], '7'],
	[[0, 1], '0–1'],
	[[2, 0, 1, 5, 5], '0–2, 5'],
	[[0, 2, 4], '0, 2, 4'],
	[[0, 2, 4, 6], '0, 2, 4 and 1 other'],
	[[0, 2, 4, 6, 7, 9], '0, 2, 4 and 3 others'],
])('writes %j as %s', (itemIndexes, words) => {
	expect(itemRanges(itemIndexes)).toBe(words);
});
