import type { FieldReader } from '../../shared/input/fieldReader';
import { quoted } from '../../shared/record/text';

/** An id, which is part of addresses: letters and digits, as all that were seen. */
export const UID = /^[\w-]+$/;

/**
 * The id that a field or resource locator holds.
 *
 * @param moreAdvice what else to do where it is none
 */
export function readUid(
	fields: FieldReader,
	name: string,
	displayName: string,
	moreAdvice = '',
): string {
	const uid = fields.id(name, displayName);
	if (UID.test(uid)) return uid;
	throw fields.error(
		`${displayName} is ${quoted(uid)}, which is not an ID.`,
		`Enter the ID in ${displayName}, e.g. 6065ecdc9184a. ${moreAdvice}`.trim(),
	);
}

/**
 * A value of the field `phone`, in digits as the samples of the vendor document have it.
 *
 * @param defaultCountryCode that of the credential
 */
export function readPhone(fields: FieldReader, value: unknown, defaultCountryCode: string): string {
	return wireNumber(fields.phone(value, 'Phone', defaultCountryCode));
}

/**
 * A number as all samples of the vendor document have it: digits, country code first, no plus sign.
 * The server parses a single number, and strips signs from several (fact sheet, section 3.1).
 */
export function wireNumber(number: string): string {
	return number.replace(/\D/g, '').replace(/^00/, '');
}
