/** Does something with each value, with this many at once, in order. */
export async function inTurns<T>(
	values: readonly T[],
	atOnce: number,
	act: (value: T, index: number) => Promise<void>,
): Promise<void> {
	const rest = values.entries();
	const lane = async () => {
		for (const [index, value] of rest) await act(value, index);
	};
	await Promise.all(Array.from({ length: atOnce }, lane));
}
