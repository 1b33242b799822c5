import { splitInternational } from '../input/numberingPlan';
import { withoutPunctuation } from '../input/phoneNumber';
import { isInternational } from '../input/wholeNumber';
import { COUNTRY_ZONES } from './countryZones';

/**
 * The time zone of a phone number by its country code, with "+" or without; undefined where the number is a local one, or
 * where several zones share the code, as in the United States.
 */
export function zoneOfNumber(number: string): string | undefined {
	const plain = withoutPunctuation(number);
	const digits = plain.replace(/^\+/, '');
	if (!plain.startsWith('+') && !isInternational(digits)) return undefined;
	const callingCode = splitInternational(digits)?.plan.callingCode;
	return callingCode === undefined ? undefined : COUNTRY_ZONES[callingCode];
}
