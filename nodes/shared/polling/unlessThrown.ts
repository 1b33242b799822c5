/** The value, or undefined where reading it throws. */
export function unlessThrown<V>(read: () => V): V | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}
