import { hasNoCountryCode } from '../input/localNumber';
import { comparable, comparableParty } from '../input/phoneNumber';
import { isInternational } from '../input/wholeNumber';

/** Shorter endings belong to many numbers. */
const LEAST_ENDING = 7;

/**
 * The numbers that may be meant by the number of a contact, as they are compared. One as it is dialled within its
 * country is also the one that the default country code makes of it; of others, digits without a plus sign could be read
 * as somebody else's.
 */
export function numbersMeantBy(phone: string, defaultCountryCode: string): string[] {
	const plain = comparable(phone);
	if (!hasNoCountryCode(plain)) return [plain];
	return [...new Set([plain, comparableParty(phone, defaultCountryCode)])];
}

/**
 * Tells whether a number may be one of a list, although it is not spelled like one of them: because it has no digits that
 * tell, or because one of the two may lack its country code. Who may be in the list is not removed.
 *
 * @param listed as `comparable` makes them
 */
export function mayBeAmong(listed: Iterable<string>): (number: string) => boolean {
	const all = [...listed];
	const withoutCode = new Set(all.filter((number) => !isInternational(number)).map(subscriberOf));
	let endings: Set<string> | undefined;
	return (number) => {
		if (!/[0-9]/.test(number)) return true;
		if (endingsOf(number).some((ending) => withoutCode.has(ending))) return true;
		if (isInternational(number)) return false;
		endings ??= new Set(all.flatMap(endingsOf));
		return endings.has(subscriberOf(number));
	};
}

/** A number without the zeros that are dialled before it within its country. */
function subscriberOf(number: string): string {
	return number.replace(/^0+/, '');
}

function endingsOf(number: string): string[] {
	const count = Math.max(0, number.length - LEAST_ENDING + 1);
	return Array.from({ length: count }, (_, start) => number.slice(start));
}
