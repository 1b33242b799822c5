import { afterAll, expect, it } from '@jest/globals';
import { estimate } from '../../../nodes/shared/cost/messageCost.ts';
import { problemOfSegments } from '../../../nodes/shared/cost/segmentLimit.ts';
import { countSegments, STANDARD_SIZES } from '../../../nodes/shared/cost/segments.ts';

const SMALL = 100_000;
const LARGE = 1_000_000;
/** Ten times the text takes ten times as long; where time grows with the square, a hundred times. */
const MOST_GROWTH = 40;
/** What takes less need not be compared. Where time grows with the square, 1 MB takes longer. */
const LINEAR_MS = 5_000;
const MOST_TRIES = 3;

const REPEATED = [
	...['a', '€', '’', 'ł', 'a’', '½', '1½', '·', 'a·', '\r\n', '\r', ' ', '\u00A0', '\u200B'],
	...['😀', '👨‍👩‍👧‍👦', '👨\u200D', '🇳🇱', '🇫', 'e\u0301', '\u0301', '\u200D', '\uFE0F', 'क्ष', '\u1100'],
	...['\u0600', '\uD83D', '\uDE00', '！', '\0'],
];

const figures: string[] = [];

function millisOf(text: string): number {
	const start = performance.now();
	estimate(text, STANDARD_SIZES);
	problemOfSegments(text, countSegments(text), 1, STANDARD_SIZES);
	return performance.now() - start;
}

it.each(REPEATED)('takes as long as the text is: %j', (piece) => {
	const textOf = (size: number) => piece.repeat(size / piece.length);
	let [small, large] = [Infinity, Infinity];
	const isLinear = () => large < LINEAR_MS || large / small < MOST_GROWTH;
	for (let tries = 0; tries < MOST_TRIES && !isLinear(); tries++) {
		small = Math.min(small, millisOf(textOf(SMALL)));
		large = Math.min(large, millisOf(textOf(LARGE)));
	}
	figures.push(`${JSON.stringify(piece)}: ${large.toFixed()} ms`);
	expect(isLinear()).toBe(true);
});

afterAll(() => {
	process.stdout.write(`Texts of 1 MB\n  ${figures.join('\n  ')}\n`);
});
