/** The value in the middle; of an even number of values the upper one of the two. NaN where there is none. */
export function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
