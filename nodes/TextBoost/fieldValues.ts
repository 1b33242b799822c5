import type { Fields } from '../shared/fields';
import { wireNumber } from './outgoingSms';
import { quoted } from '../shared/text';

/** An id, which is part of addresses: letters and digits, as all that were seen. */
export const UID = /^[\w-]+$/;

/** The id that a field or resource locator holds. */
export function readUid(fields: Fields, name: string, displayName: string): string {
	const uid = fields.id(name, displayName);
	if (UID.test(uid)) return uid;
	throw fields.error(
		`${displayName} is ${quoted(uid)}, which is not an ID.`,
		`Enter the ID in ${displayName}, e.g. 6065ecdc9184a.`,
	);
}

/**
 * A value of the field `phone`, in digits as the samples of the vendor document have it.
 *
 * @param defaultCountryCode that of the credential
 */
export function readPhone(fields: Fields, value: unknown, defaultCountryCode: string): string {
	return wireNumber(fields.phone(value, 'Phone', defaultCountryCode));
}
