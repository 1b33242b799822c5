/** Whether a text has these digits, and not as part of a longer number. */
export function hasWholeNumber(text: string, digits: string): boolean {
	const isDigit = (at: number) => /^[0-9]$/.test(text.charAt(at));
	for (let at = text.indexOf(digits); at !== -1; at = text.indexOf(digits, at + digits.length)) {
		if (!isDigit(at - 1) && !isDigit(at + digits.length)) return true;
		// Within a run of digits there is no other place for the whole of it.
		while (isDigit(at)) at++;
		at -= digits.length;
	}
	return false;
}
