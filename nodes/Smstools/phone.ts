import type { Fields } from '../shared/fields';
import type { Recipient } from '../shared/phoneNumber';
import { comparable } from '../shared/phoneNumber';
import type { Account } from './account';

/**
 * A number as digits only, with neither "+" nor "00" before it, as all the vendor's examples have it
 * (fact sheet, section 1).
 */
export function digitsOf(number: string): string {
	return comparable(number).replace(/^\+/, '');
}

/**
 * The numbers in the field `to`, without spaces and the like. A number with a plus is the same as
 * one without.
 */
export function recipientsOf(fields: Fields, account: Account): Recipient[] {
	const recipients = fields.recipients(account.defaultCountryCode).map(({ number }) => ({
		number: comparable(number),
		key: digitsOf(number),
	}));
	return [...new Map(recipients.map((recipient) => [recipient.key, recipient])).values()];
}

/** A field with one phone number, without spaces and the like. */
export function phoneOf(
	fields: Fields,
	value: unknown,
	displayName: string,
	account: Account,
): string {
	return comparable(fields.phone(value, displayName, account.defaultCountryCode));
}
