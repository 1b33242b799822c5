import type { Fields } from '../shared/fields';
import type { Asking } from './operation';
import { wireNumber } from './outgoingSms';

/** An id, which is part of addresses: letters and digits, as all that were seen. */
export const UID = /^[\w-]+$/;

/** The id that a field or resource locator holds. */
export function readUid(fields: Fields, name: string, displayName: string): string {
	const uid = fields.id(name, displayName);
	if (UID.test(uid)) return uid;
	throw fields.error(
		`${displayName} is “${uid}”, which is not an ID.`,
		`Enter the ID in ${displayName}, e.g. 6065ecdc9184a.`,
	);
}

/** The number in the field `phone`, in digits as the samples of the vendor document have it. */
export function readPhone({ api, context, fields }: Asking): string {
	const phone = context.getNodeParameter('phone', '');
	return wireNumber(fields.phone(phone, 'Phone', api.account.defaultCountryCode));
}
