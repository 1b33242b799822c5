import { comparable } from '../../shared/input/phoneNumber';

/**
 * A number as Smstools gets it: digits only, without a plus sign or "00". The vendor's samples are all so, and public
 * integrations strip the plus because Smstools expects that (fact sheet, section 14.1).
 */
export function wireNumber(number: string): string {
	return comparable(number);
}
