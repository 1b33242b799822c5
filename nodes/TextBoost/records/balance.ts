import type { IDataObject } from 'n8n-workflow';
import { textOrNull } from '../../shared/record/values';

/** What versions and hosts call the balance (fact sheet, sections 5.4 and 15.10). */
const BALANCE_FIELDS = ['remaining_balance', 'remaining_unit', 'sms_credit_balance', 'sms_unit'];

/**
 * The balance as a number, and as the host prints it. Its fields are not documented. The number is null where there
 * is no limit, which the host prints as a word of its language (fact sheet, sections 15.10 and 16.13).
 */
export function toBalance(data: IDataObject): IDataObject {
	const shown = BALANCE_FIELDS.map((name) => data[name]).find(
		(value) => value !== undefined && value !== null,
	);
	return {
		balance: readAmount(shown),
		balanceText: textOrNull(shown),
		// Text for people, in a format of the operator's (fact sheet, section 7).
		expiresText: textOrNull(data.expired_on),
	};
}

/** Whether a balance in the host's words is that of an account without a limit: a word, such as "Unlimited". */
export function isUnlimited(balanceText: unknown): boolean {
	return typeof balanceText === 'string' && /\p{L}/u.test(balanceText) && !/\d/.test(balanceText);
}

/**
 * The number in an amount that may have a currency sign and separators: "₱1,234.50" is 1234.5. Of
 * two kinds of separators the last one is the decimal one; one alone is, unless it is a comma
 * before three digits.
 */
export function readAmount(value: unknown): number | null {
	if (typeof value === 'number') return value;
	const text = textOrNull(value) ?? '';
	const amount = /\d[\d.,\s']*/.exec(text)?.[0].replace(/[\s']/g, '');
	if (amount === undefined) return null;
	const separators = amount.replace(/\d/g, '');
	const last = separators.at(-1) ?? '';
	const digitsAfter = amount.length - 1 - amount.lastIndexOf(last);
	const isDecimal =
		separators.length === 1
			? last === '.' || digitsAfter !== 3
			: separators !== '' && !separators.slice(0, -1).includes(last);
	const cut = isDecimal ? amount.lastIndexOf(last) : amount.length;
	const whole = amount.slice(0, cut).replace(/[.,]/g, '');
	const sign = text.slice(0, text.search(/\d/)).includes('-') ? '-' : '';
	return Number(`${sign}${whole}.${amount.slice(cut + 1) || '0'}`);
}
