import type { SmsSizes } from '../../shared/cost/segments';

/**
 * How the gateway counts its pages: 72 characters in each with Unicode (vendor document, `unicode`); otherwise 160 in the
 * first, and 145 in each further one (the vendor's public source; fact sheet, section 2). It divides the number of
 * characters, of whatever kind.
 */
export const SMS_SIZES: SmsSizes = {
	'GSM-7': { single: 160, first: 160, further: 145 },
	'UCS-2': { single: 72, first: 72, further: 72 },
	byLength: true,
};

/** Characters in a page, for the hint under Message. */
export const PAGE_SIZES = [SMS_SIZES['GSM-7'].single, SMS_SIZES['UCS-2'].single] as const;
