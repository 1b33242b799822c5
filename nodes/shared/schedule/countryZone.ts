import { splitInternational } from '../input/numberingPlan';
import { withoutPunctuation } from '../input/phoneNumber';
import { COUNTRY_ZONES } from './countryZones';

/**
 * The time zone of a phone number by its country code after "+" or "00"; undefined where several zones share the code, as in
 * the United States, and without them: a local number may begin with the same digits as one of another country.
 */
export function zoneOfNumber(number: string): string | undefined {
	const plain = withoutPunctuation(number);
	if (!plain.startsWith('+')) return undefined;
	const callingCode = splitInternational(plain.slice(1))?.plan.callingCode;
	return callingCode === undefined ? undefined : COUNTRY_ZONES[callingCode];
}
