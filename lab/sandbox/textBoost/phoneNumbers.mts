/** A number as the server stores and compares it: without the characters between digits (fact sheet 3.1). */
export function stripNumber(written: string): string {
	return written.replace(/[+()\s-]/g, '');
}

/** What is wrong with the number of a contact, or with one of several recipients; undefined where nothing is. */
export function complaintAbout(number: string): string | undefined {
	return /^\d{7,17}$/.test(number) ? undefined : `${number} is a invalid phone number`;
}

/**
 * What is wrong with a number for the library that finds its country; undefined where nothing is (recorded: "send, bad
 * number"). Of the calling codes that nobody has, only 999 and those with a leading 0 are known here.
 */
export function countryComplaint(number: string): string | undefined {
	if (!/\d/.test(number)) return 'The string supplied did not seem to be a phone number.';
	if (/^(?:0|999)/.test(number)) return 'Could not interpret numbers after plus-sign.';
	return undefined;
}
