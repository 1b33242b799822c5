/** The digits of a number, by which all gateways know it. */
export function digitsOf(phone: unknown): string {
	return String(phone).replace(/\D/g, '');
}

/** Makes numbers of a country: a plus, the start, then the index in this many digits. */
export function phonesOf(start: string, length: number): (index: number) => string {
	return (index) => `+${start}${String(index).padStart(length, '0')}`;
}
