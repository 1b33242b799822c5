/** A value of an output, a parameter or a credential as text. @throws Error for an object, which has no text */
export function plainText(value: unknown): string {
	if (typeof value === 'object' && value !== null) {
		throw new Error(`${JSON.stringify(value)} is no plain value`);
	}
	return String(value);
}
