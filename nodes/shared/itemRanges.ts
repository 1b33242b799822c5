/** How many ranges are spelled out. */
const MOST_RANGES = 3;

/** The numbers of items as people write them, e.g. "0–49, 52, 60–61". */
export function itemRanges(itemIndexes: number[]): string {
	const ranges: Array<{ first: number; last: number }> = [];
	for (const index of [...new Set(itemIndexes)].sort((a, b) => a - b)) {
		const range = ranges.at(-1);
		if (range?.last === index - 1) range.last = index;
		else ranges.push({ first: index, last: index });
	}
	const words = ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}–${last}`));
	const more = words.length > MOST_RANGES ? ', …' : '';
	return words.slice(0, MOST_RANGES).join(', ') + more;
}
