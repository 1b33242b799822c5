import type { FieldReader } from '../../shared/input/fieldReader';
import type { Recipient } from '../../shared/input/phoneNumber';
import { withoutPunctuation } from '../../shared/input/phoneNumber';
import type { Account } from '../api/account';

/** The numbers in the field `to`, without spaces and the like. */
export function recipientsOf(fields: FieldReader, account: Account): Recipient[] {
	return fields
		.recipients(account.defaultCountryCode)
		.map(({ number, key }) => ({ number: withoutPunctuation(number), key }));
}

/** A field with one phone number, which may be missing, without spaces and the like. */
export function optionalPhoneOf(
	fields: FieldReader,
	value: unknown,
	displayName: string,
	account: Account,
): string | undefined {
	const phone = fields.optionalPhone(value, displayName, account.defaultCountryCode);
	return phone === undefined ? undefined : withoutPunctuation(phone);
}

/** A field with one phone number, without spaces and the like. */
export function phoneOf(
	fields: FieldReader,
	value: unknown,
	displayName: string,
	account: Account,
): string {
	return withoutPunctuation(fields.phone(value, displayName, account.defaultCountryCode));
}
