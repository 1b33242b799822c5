/** How many ranges are spelled out. */
const MOST_RANGES = 3;

/** The numbers of items as people write them, e.g. "0–49, 52" or "0, 2, 4 and 147 others". */
export function itemRanges(itemIndexes: number[]): string {
	const ranges: Array<{ first: number; last: number }> = [];
	for (const index of [...new Set(itemIndexes)].sort((a, b) => a - b)) {
		const range = ranges.at(-1);
		if (range?.last === index - 1) range.last = index;
		else ranges.push({ first: index, last: index });
	}
	const shown = ranges
		.slice(0, MOST_RANGES)
		.map(({ first, last }) => (first === last ? `${first}` : `${first}–${last}`))
		.join(', ');
	const others = ranges
		.slice(MOST_RANGES)
		.reduce((count, { first, last }) => count + last - first + 1, 0);
	if (others === 0) return shown;
	return `${shown} and ${others} ${others === 1 ? 'other' : 'others'}`;
}
