/** Whether a text has these digits, and not as part of a longer number. */
export function hasWholeNumber(text: string, digits: string): boolean {
	if (digits === '') return false;
	const isDigit = (at: number) => /^[0-9]$/.test(text.charAt(at));
	let at = text.indexOf(digits);
	while (at !== -1) {
		let end = at + digits.length;
		if (!isDigit(at - 1) && !isDigit(end)) return true;
		// What else is within the longer number is not the whole of it either.
		while (isDigit(end)) end++;
		at = text.indexOf(digits, end);
	}
	return false;
}
